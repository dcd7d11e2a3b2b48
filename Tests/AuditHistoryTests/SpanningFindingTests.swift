import AuditHistory
import AuditModel
import Testing

/// What only several tenants of a run show together, and when it can be called resolved.
struct SpanningFindingTests {
  private static let check = CheckID("shared-infrastructure")
  private static let other = Tenant(id: TenantID("other"), displayName: "Fabrikam")
  private let rule = Finding.rule(severity: .medium)
  private let shared = Finding.rule("target:x", check: "shared-infrastructure", message: "Ada shares x.")
    .across(Signal.sharedAcrossTenants)
  private let story: Story

  init() throws { story = try Story() }

  private func result(_ result: CheckResult, of tenant: Tenant = Story.tenant) -> TenantResult {
    .contoso(
      findings: tenant == Story.tenant ? [rule] : [],
      coverage: [.rules(.triggered), .rules(result, check: "shared-infrastructure", missedUsers: nil)], tenant: tenant)
  }

  /// A night of two tenants, or of one.
  ///
  /// - Parameters:
  ///   - partner: what the check could see of the other tenant; nil when the run does not hold it.
  ///   - isWhole: true when the run held every tenant that there is.
  @discardableResult
  private func night(
    _ day: Int, own: CheckResult = .clear, partner: CheckResult? = .clear, isShared: Bool = false, isWhole: Bool = true
  ) throws -> RecordedTenant {
    let run = Story.run(day)
    try story.store.begin(Story.auditRun(day))
    try story.store.record(result(own), in: run)
    if let partner { try story.store.record(result(partner, of: Self.other), in: run) }
    if isShared {
      try story.store.amend(Story.tenant.id, in: run, for: Self.check, findings: [rule.key]) { known, _ in
        var raised = known[rule.key] ?? rule
        raised.severity = .high
        raised.signals.append(Signal("shared_infrastructure", "shares x"))
        return [raised, shared]
      }
    }
    if isWhole { try story.store.resolveWhatIsNoLongerShared(in: run) }
    try story.store.finish(run, at: Story.asOf(day, hours: 1), exitCode: 0)
    return try story.store.recordedTenant(Story.tenant.id, at: run)
  }

  private func found(_ night: RecordedTenant) -> RecordedFinding? {
    night.findings.first { $0.finding.key == shared.key }
  }

  @Test func `what is no longer shared falls back and is resolved when every tenant was seen`() throws {
    try night(0, isShared: true)
    let second = try night(1)
    let fallen = try #require(second.findings.first { $0.finding.key == rule.key })
    #expect(fallen.finding.severity == .medium && fallen.finding.signals.count == 1)
    #expect(found(second)?.sincePrevious == .resolved && found(second)?.presence == .resolved)
    let third = try night(2, isShared: true)
    #expect(found(third)?.sincePrevious == .reopened)
    #expect(third.findings.first { $0.finding.key == rule.key }?.sincePrevious == .worse)
    // What the first night's report says does not change.
    let first = try story.store.recordedTenant(Story.tenant.id, at: Story.run(0))
    #expect(Set(first.findings.map(\.finding.severity)) == [.high])
  }

  @Test(arguments: [CheckResult?.none, .partial, .notAssessed, .disabled])
  func `nothing is resolved because the other tenant was not seen`(_ partner: CheckResult?) throws {
    try night(0, isShared: true)
    let second = try night(1, partner: partner, isWhole: partner != nil)
    #expect(found(second)?.presence == .unverified && found(second)?.sincePrevious == .unverified)
    #expect(second.findings.first { $0.finding.key == rule.key }?.finding.severity == .medium)
    // The other tenant is back, and still shares it: nothing has ended in between.
    let third = try night(2, isShared: true)
    #expect(found(third)?.presence == .confirmed && found(third)?.sincePrevious == .persistent)
    #expect(found(third)?.nightsSeen == 2)
  }

  @Test func `a tenant's own blindness keeps it open as well`() throws {
    try night(0, isShared: true)
    #expect(try found(night(1, own: .partial))?.presence == .unverified)
  }

  @Test func `after nights on which not every tenant was seen it is resolved by the one that saw them all`() throws {
    try night(0, isShared: true)
    try night(1, partner: nil, isWhole: false)
    try night(2, partner: .partial)
    let last = try night(3)
    #expect(found(last)?.presence == .resolved && found(last)?.sincePrevious == .resolved)
    #expect(
      try story.store.recordedTenant(Story.tenant.id, at: Story.run(2)).findings.contains {
        $0.finding.key == shared.key && $0.presence == .unverified
      })
    #expect(try found(night(4))?.sincePrevious == nil)
  }

  @Test func `what a tenant shows alone is resolved by its own night`() throws {
    let own = Finding.rule("target:y", check: "shared-infrastructure")
    try story.night(
      0, .contoso(findings: [own], coverage: [.rules(.triggered, check: "shared-infrastructure")]))
    let second = try story.night(1, .contoso(coverage: [.rules(.clear, check: "shared-infrastructure")]))
    #expect(second.findings.map(\.presence) == [.resolved])
  }

  @Test(arguments: [Signal.sharedAcrossTenants, Signal.numberAcrossTenants])
  func `both findings that compare tenants are known as such`(_ signal: String) {
    #expect(rule.across(signal).spansTenants && !rule.spansTenants)
  }
}

extension Finding {
  fileprivate func across(_ signal: String) -> Finding {
    var finding = self
    finding.signals.append(Signal(signal, "crosses from one tenant to another"))
    return finding
  }
}
