import AuditChecks
import AuditModel
import AuditReports
import Foundation
import Testing

@testable import AuditPipeline
@testable import roundsman

/// The end of a run in a terminal.
struct OutcomeTextTests {
  @Test(arguments: [(Severity.critical, true), (.medium, false)])
  func `a tenant that needs action as a whole is said, also when no user has an indicator`(
    _ severity: Severity, _ isSaid: Bool
  ) throws {
    let night = Timestamp(seconds: 1_790_215_200)
    let run = RunReference(id: RunID("run"), startedAt: night, asOf: night)
    let (tenant, check) = (TenantID("contoso"), CheckID("tenant-defence-changes"))
    let finding = Finding(
      key: FindingKey(tenant: tenant, check: check, subject: .tenant, discriminator: "log"), checkID: check,
      checkRevision: 1, family: .visibility, kind: .state, severity: severity, confidence: .high, userID: nil,
      title: "The audit log is off", message: "The audit log is off.", signals: [], details: [], occurredAt: nil,
      evidence: [], remediation: [], attack: [])
    let coverage = CheckCoverage(
      checkID: check, revision: 1, family: .visibility, result: .triggered, windowFrom: night, windowTo: night,
      itemsRead: 1, usersCovered: 1)
    let recorded = RecordedTenant(
      tenant: Tenant(id: tenant, displayName: "Contoso"), status: .complete, evidenceAt: night, users: [],
      findings: [
        RecordedFinding(
          finding: finding, presence: .confirmed, firstSeen: run, lastConfirmed: run, nightsSeen: 1,
          sincePrevious: nil, sinceWeek: nil, severityByNight: [severity])
      ],
      coverage: [RecordedCoverage(coverage: coverage, since: run, runsInRow: 1, previousResult: nil)], gaps: [],
      previous: nil, week: nil, lastCompleteRun: run,
      nights: [.init(run: run, status: .complete, coverage: [coverage])])
    let builder = try FleetReportBuilder(
      run: AuditRun(
        id: run.id, mode: .evidence, startedAt: night, window: AuditWindow(days: 7, endingAt: night),
        programVersion: "0", catalogueVersion: "0"),
      checks: [], spoolFolder: NSTemporaryDirectory(), tenantsInRun: 1)
    _ = try builder.add(recorded)
    let outcome = AuditOutcome(
      document: try builder.finish(), topUsers: [], conditions: [], failures: [], directory: "out", formats: [.json])
    #expect(OutcomeText(outcome).text.contains("1 tenant as a whole needs action now") == isSaid)
  }
}
