import AuditChecks
import AuditModel
import AuditPipeline
import EvidenceCollection
import Foundation
import SyntheticFleet

/// Recall and precision on what the synthetic fleet planted.
struct TruthBenchmark {
  let work: String

  func run() async throws {
    let demo = DemoFleet(tenants: 40, users: 2_000, seed: 1, now: Timestamp(seconds: 1_787_220_000))
    let night = demo.nights.count - 1
    try demo.write(night: night, into: work)
    var found: Set<Sign> = []
    for archive in try EvidenceArchive.archives(in: work) {
      let window = AuditWindow(days: 7, endingAt: demo.nights[night])
      let evidence = archive.evidence(
        eventsFrom: window.from.advanced(byDays: -1), operations: CheckCatalogue.operations)
      for finding in judge(evidence, window: window).findings where finding.severity >= .low {
        guard let user = finding.userID else { continue }
        found.insert(Sign(tenant: evidence.tenant.id.rawValue, user: user.rawValue, check: finding.checkID.rawValue))
      }
    }
    let tenants = (0..<demo.fleet.tenantCount).map { demo.fleet.tenant($0, night: night) }
    let planted = Set(tenants.flatMap(\.truth).map { Sign(tenant: $0.tenantID, user: $0.userID, check: $0.checkID) })
    let innocents = tenants.flatMap(\.innocents).filter { $0.maximumSeverity < .low }
    let wrong = innocents.filter { found.contains(Sign(tenant: $0.tenantID, user: $0.userID, check: $0.checkID)) }
    print("Planted truth (40 tenants, 2,000 users)")
    Figures.row(
      "recall",
      "\(Figures.text(Double(planted.intersection(found).count) / Double(max(1, planted.count)), digits: 3)) of \(planted.count) planted signs"
    )
    Figures.row("innocent look-alikes counted", "\(wrong.count) of \(innocents.count)\n")
  }

  private struct Sign: Hashable {
    let tenant: String
    let user: String
    let check: String
  }
}
