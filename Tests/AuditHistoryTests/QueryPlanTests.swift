import AuditModel
import Testing

@testable import AuditHistory

/// The queries of every tenant and night search indexes; none reads a table from end to end.
struct QueryPlanTests {
  @Test(arguments: [
    NightRecording.openUsers, NightRecording.openFindings, NightReconstruction.tenantAtNight,
    NightReconstruction.lastComplete, NightReconstruction.usersAtNight, NightReconstruction.coverageOfNights,
    NightReconstruction.findingsAtNight, NightSeries.nightsBackwards, NightSeries.comparableNight,
    NightSeries.firstAudit,
    HistoryStore.losses, HistoryStore.tenantsOfRun, HistoryStore.stateOfTenant, HistoryStore.flaggedUsers,
    HistoryStore.firstAudit, PastRow.ofTenant, HistoryStore.unverifiedFindings,
  ])
  func `a hot query uses indexes`(_ sql: String) throws {
    let plan = try Story().plan(of: sql)
    #expect(!plan.isEmpty)
    // The few findings that a common table expression chose are read from end to end, and nothing else.
    #expect(plan.filter { $0.hasPrefix("SCAN") && $0 != "SCAN shown" } == [])
    #expect(plan.allSatisfy { !$0.contains("AUTOMATIC") })
  }
}
