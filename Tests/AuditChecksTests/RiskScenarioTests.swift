import AuditModel
import Testing

@testable import AuditChecks

/// What Microsoft says of a user, and what became of it.
@Suite struct RiskScenarioTests {
  private typealias Build = ExampleEvidence

  private func assessment(_ user: RiskyUser?, _ detections: [RiskDetection] = []) -> Assessment {
    Build.assessment(
      IdentityRiskCheck(),
      Build.quietTenant {
        $0.riskyUsers = .complete([user].compactMap { $0 })
        $0.riskDetections = .complete(detections)
      })
  }

  private func risky(_ level: String, _ state: String, at moment: Timestamp? = Build.recently) -> RiskyUser {
    RiskyUser(user: UserReference(id: Build.ada), riskLevel: level, riskState: state, updatedAt: moment)
  }

  private func detection(
    _ level: String, _ state: String?, id: String = "d", after seconds: Int64 = 0
  ) -> RiskDetection {
    RiskDetection(
      id: id, user: UserReference(id: Build.ada), occurredAt: Build.recently.advanced(bySeconds: seconds),
      riskLevel: level, riskEventType: "anomalousToken", riskState: state, clientAddress: "203.0.113.\(9 + seconds % 2)"
    )
  }

  @Test(arguments: ["hidden", "none", "unknownFutureValue"])
  func `a level that is not told is low, and said`(_ level: String) {
    let found = assessment(risky(level, "atRisk")).findings
    #expect(found.map(\.severity) == [.low])
    #expect(found.first?.signals.first?.id == "level_unknown")
    #expect(found.first?.message.contains("is at an untold risk") == true)
  }

  @Test func `a risk that comes after the user was declared safe counts`() {
    let later = assessment(risky("none", "dismissed"), [detection("high", nil, after: 60)])
    #expect(later.findings.map(\.severity) == [.high])
    let earlier = assessment(risky("none", "dismissed"), [detection("high", nil, after: -60)])
    #expect(earlier.findings.map(\.severity) == [.informational])
  }

  @Test(arguments: ["dismissed", "remediated", "confirmedSafe", "none"])
  func `a settled detection of an unknown user is nothing`(_ state: String) {
    #expect(assessment(nil, [detection("high", state)]).findings.isEmpty)
  }

  @Test(arguments: [nil, "atRisk", "somethingNew"])
  func `a detection whose state is open or not told counts`(_ state: String?) {
    #expect(assessment(nil, [detection("medium", state)]).findings.map(\.severity) == [.medium])
  }

  @Test func `a confirmed detection is critical also where the user is not listed`() {
    #expect(assessment(nil, [detection("none", "confirmedCompromised")]).findings.map(\.severity) == [.critical])
  }

  @Test func `detections of one user are one finding a day, and one in all when the user is at risk`() {
    let detections = [
      detection("low", "atRisk", id: "1"), detection("high", "atRisk", id: "2", after: 61),
      detection("low", "atRisk", id: "3", after: 86_400),
    ]
    let byDay = assessment(nil, detections)
    #expect(byDay.findings.map(\.severity).sorted() == [.low, .high])
    #expect(Set(byDay.traces.map(\.value)) == ["203.0.113.9", "203.0.113.10"])
    let whole = assessment(risky("high", "atRisk"), detections)
    #expect(whole.findings.map(\.severity) == [.high])
    #expect(whole.findings.first?.signals.map(\.id) == ["at_risk", "risk_detected"])
    #expect(whole.findings.first?.kind == .state)
  }
}
