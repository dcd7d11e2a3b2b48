import AuditHistory
import AuditModel
import Testing

/// What the history tells a live audit before it asks a tenant for anything.
struct TenantStateTests {
  private func state(_ story: Story, from threshold: Severity = .low) throws -> TenantState {
    try story.store.state(of: Story.tenant.id, countingFrom: threshold)
  }

  @Test func `an unknown tenant was never seen`() throws {
    let state = try state(try Story())
    #expect(state == TenantState(wasSeen: false, flagged: [], userCount: nil, tenant: nil))
  }

  @Test func `a tenant of which every night failed was never seen, and has its name`() throws {
    let story = try Story()
    try story.night(0, .contoso(coverage: [.rules(.notAssessed, missedUsers: nil)], users: [], status: .failed))
    let state = try state(story)
    #expect(!state.wasSeen)
    #expect(state.userCount == nil)
    #expect(state.tenant == Story.tenant)
  }

  @Test func `users with an open finding at or above the threshold are flagged`() throws {
    let story = try Story()
    try story.night(
      0, .contoso(findings: [.rule(severity: .medium), .rule("rule-2", of: Story.bob, severity: .informational)]))
    let state = try state(story)
    #expect(state.wasSeen)
    #expect(state.flagged == [Story.ada])
    #expect(state.userCount == 2)
    #expect(try self.state(story, from: .high).flagged == [])
    #expect(try self.state(story, from: .informational).flagged == [Story.ada, Story.bob])
  }

  @Test func `a user whose finding was resolved is flagged no more, one whose finding was not re-checked still is`()
    throws
  {
    let story = try Story()
    try story.night(0, .contoso(findings: [.rule()]))
    try story.night(
      1, .contoso(coverage: [.rules(.notAssessed, missedUsers: nil, gaps: [.forbidden])], status: .incomplete))
    #expect(try state(story).flagged == [Story.ada])
    try story.night(2, .contoso())
    #expect(try state(story).flagged == [])
  }

  @Test func `a failed night after a good one leaves the tenant seen, with its users`() throws {
    let story = try Story()
    try story.night(0, .contoso())
    try story.night(1, .contoso(coverage: [.rules(.notAssessed, missedUsers: nil)], users: [], status: .failed))
    let state = try state(story)
    #expect(state.wasSeen)
    #expect(state.userCount == 2)
  }
}
