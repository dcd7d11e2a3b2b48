import AuditModel
import SyntheticFleet
import Testing

/// The synthetic fleet knows nothing of the model, and speaks its words all the same.
struct FleetWordsTests {
  private let fleet = SyntheticFleet(tenants: 60, users: 300, seed: 1, endingAt: 1_787_191_200)

  @Test func `tenants hold every kind of evidence that there is, and their gaps name it as reports do`() throws {
    var kinds: Set<EvidenceKind> = []
    var named = 0
    for index in 0..<fleet.tenantCount {
      for entry in fleet.tenant(index, night: 2).kinds {
        let kind = try #require(EvidenceKind(rawValue: entry.name))
        kinds.insert(kind)
        guard let gap = entry.gap else { continue }
        #expect(GapReason(rawValue: gap.reason) != nil)
        guard gap.reason == "license.required" else { continue }
        #expect(gap.needs == [try #require(kind.licence)])
        #expect(gap.message.contains(" \(kind.title) to "), "\(gap.message)")
        named += 1
      }
    }
    #expect(kinds == Set(EvidenceKind.allCases))
    #expect(named > 20)
  }
}
