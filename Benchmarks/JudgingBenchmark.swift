import AuditChecks
import AuditModel
import AuditPipeline
import EvidenceCollection
import Foundation

/// CPU seconds of judging beside those of reading, for a fleet of 100,000 users, one core; and which checks they go to.
struct JudgingBenchmark {
  let work: String
  let users: Int

  func run() throws {
    let fleet = DemoFleet(
      tenants: max(1, users / 50), users: users, seed: 1, now: Timestamp(seconds: 1_787_220_000))
    try fleet.write(night: 2, into: work)
    let window = AuditWindow(days: 7, endingAt: Timestamp(seconds: 1_787_220_000))
    let archives = try FileManager.default.contentsOfDirectory(atPath: work).sorted()
      .map { EvidenceArchive(directory: work + "/" + $0) }
    var reading = 0.0
    var judging = 0.0
    var alone: [CheckID: Double] = [:]
    var findings = 0
    for archive in archives {
      var evidence = TenantEvidence(tenant: Tenant(id: TenantID("none"), displayName: ""))
      reading +=
        Stopwatch.measure {
          evidence = archive.evidence(
            eventsFrom: window.from.advanced(byDays: -1), operations: CheckCatalogue.operations)
        }.cpu
      judging += Stopwatch.measure { findings += judge(evidence, window: window).findings.count }.cpu
      for check in CheckCatalogue.all {
        alone[check.id, default: 0] +=
          Stopwatch.measure {
            findings += TenantJudgement(window: window, checks: [check]).result(of: evidence).findings.count
          }.cpu
      }
      findings &= 0xFFFF_FFFF
    }
    print("Judging \(users) users in \(archives.count) tenants by \(CheckCatalogue.all.count) checks, one core")
    Figures.row("reading and decoding", "\(Figures.text(reading)) CPU s")
    Figures.row("judging by all checks", "\(Figures.text(judging)) CPU s")
    // Both slow down together where the machine is busy: this tells two programs apart that the seconds do not.
    Figures.row("judging for each second of reading", "\(Figures.text(judging / reading, digits: 2)) CPU s")
    for (check, seconds) in alone.sorted(by: { ($0.value, $1.key) > ($1.value, $0.key) }).prefix(8) {
      Figures.row("  \(check) alone, with its share of the indexes", "\(Figures.text(seconds, digits: 2)) CPU s")
    }
    print("")
  }
}
