import AuditModel

extension IdentityRiskCheck {
  private typealias Tenant = ExampleEvidence

  private static func risky(_ level: String, _ state: String = "atRisk") -> RiskyUser {
    RiskyUser(
      user: UserReference(id: Tenant.ada), riskLevel: level, riskState: state,
      riskDetail: state == "remediated" ? "userPerformedSecuredPasswordChange" : nil, updatedAt: Tenant.recently)
  }

  private static func detection(
    _ level: String, _ state: String? = "atRisk", id: String = "d", at moment: Timestamp = Tenant.recently
  ) -> RiskDetection {
    RiskDetection(
      id: id, user: UserReference(id: Tenant.ada), occurredAt: moment, riskLevel: level,
      riskEventType: "anomalousToken", riskState: state, clientAddress: "203.0.113.9", country: "NG")
  }

  private static func tenant(
    _ user: RiskyUser? = nil, _ detections: RiskDetection..., change: (inout TenantEvidence) -> Void = { _ in }
  ) -> TenantEvidence {
    Tenant.quietTenant {
      $0.riskyUsers = .complete([user].compactMap { $0 })
      $0.riskDetections = .complete(detections)
      change(&$0)
    }
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample("low risk", tenant(risky("low")), triggers: [.init(.low, for: "ada@contoso.example")]),
      CheckExample("medium risk", tenant(risky("medium")), triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "high risk with its detection is one finding", tenant(risky("high"), detection("high")),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "confirmed as compromised", tenant(risky("high", "confirmedCompromised")),
        triggers: [.init(.critical, for: "ada@contoso.example")]),
      CheckExample(
        "a detection of a user whom nobody calls risky", tenant(nil, detection("medium")),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "a risk that was remedied in the window", tenant(risky("none", "remediated"), detection("high", "remediated")),
        triggers: [.init(.informational, for: "ada@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("nobody is at risk", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "a risk that was dismissed before the window",
        tenant(
          RiskyUser(
            user: UserReference(id: Tenant.ada), riskLevel: "none", riskState: "dismissed",
            updatedAt: Tenant.moment("2026-01-01T00:00:00Z"))), result: .clear),
      CheckExample("a detection that was dismissed", tenant(nil, detection("high", "dismissed")), result: .clear),
      CheckExample(
        "a detection from before the window",
        tenant(nil, detection("high", at: Tenant.moment("2026-08-01T00:00:00Z"))), result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "no licence for either",
        Tenant.quietTenant {
          $0.remove(.riskyUsers, because: .licenceRequired)
          $0.remove(.riskDetections, because: .licenceRequired)
        }, result: .notLicensed),
      CheckExample(
        "only detections could be read",
        tenant(nil, detection("high")) { $0.remove(.riskyUsers) },
        expected: [.init(.high, for: "ada@contoso.example")], result: .partial),
    ])
}
