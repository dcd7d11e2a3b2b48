import AuditHistory
import AuditModel
import Testing

/// What a run learns of a tenant from its other tenants, after the tenant was recorded.
struct AmendmentTests {
  private static let check = CheckID("shared-infrastructure")
  private let rule = Finding.rule(severity: .medium)
  private let shared = Finding.rule("target:x", check: "shared-infrastructure", message: "Ada shares x.")

  private func coverage(_ result: CheckResult) -> [CheckCoverage] {
    [.rules(.triggered), .rules(result, check: "shared-infrastructure")]
  }

  /// A night on which the rule is found, and raised by what other tenants showed.
  @discardableResult
  private func night(
    _ day: Int, of story: Story, isJoined: Bool = true, coverage result: CheckResult = .clear
  ) throws -> RecordedTenant {
    let run = Story.run(day)
    try story.store.begin(Story.auditRun(day))
    try story.store.record(.contoso(findings: [rule], coverage: coverage(result)), in: run)
    if isJoined {
      try story.store.amend(Story.tenant.id, in: run, for: Self.check, findings: [rule.key]) { known, name in
        #expect(name(Story.ada) == "ada@contoso.example" && known.count == 1)
        var raised = known[rule.key] ?? rule
        raised.severity = .high
        raised.signals.append(Signal("shared_infrastructure", "shares x"))
        return [raised, shared]
      }
    }
    try story.store.finish(run, at: Story.asOf(day, hours: 1), exitCode: 0)
    return try story.store.recordedTenant(Story.tenant.id, at: run)
  }

  @Test func `a finding is raised and another made after the tenant was recorded`() throws {
    let told = try night(0, of: Story())
    #expect(Set(told.findings.map(\.finding.severity)) == [.high])
    #expect(told.findings.contains { $0.finding == shared })
    let raised = try #require(told.findings.first { $0.finding.key == rule.key })
    #expect(raised.finding.signals.map(\.id) == ["marks_as_read", "shared_infrastructure"])
    #expect(raised.finding.evidence == rule.evidence && raised.finding.details == rule.details)
    #expect(told.coverage.map(\.coverage.result) == [.triggered, .triggered])
  }

  @Test func `the same news on the next night adds no rows but the night's own`() throws {
    let story = try Story()
    try night(0, of: story)
    let before = try story.rowCounts()
    let second = try night(1, of: story)
    let after = try story.rowCounts()
    #expect(after["finding_interval"] == before["finding_interval"] && after["finding"] == before["finding"])
    #expect(second.findings.allSatisfy { $0.sincePrevious == .persistent && $0.nightsSeen == 2 })
    #expect(second.findings.allSatisfy { $0.firstSeen.id == Story.run(0) })
    #expect(second.coverage.map(\.runsInRow) == [2, 2])
  }

  @Test func `a finding that is back shows the evidence of tonight`() throws {
    let story = try Story()
    func night(_ day: Int, isJoined: Bool) throws -> RecordedTenant {
      let run = Story.run(day)
      try story.store.begin(Story.auditRun(day))
      try story.store.record(.contoso(coverage: coverage(.clear)), in: run)
      if isJoined {
        let collected = Story.asOf(day)
        let finding = Finding.rule("target:x", check: "shared-infrastructure", collected: collected)
        try story.store.amend(Story.tenant.id, in: run, for: Self.check, findings: []) { _, _ in [finding] }
      }
      try story.store.finish(run, at: Story.asOf(day, hours: 1), exitCode: 0)
      return try story.store.recordedTenant(Story.tenant.id, at: run)
    }
    #expect(try night(0, isJoined: true).findings[0].finding.evidence[0].collectedAt == Story.asOf(0))
    #expect(try night(1, isJoined: true).findings[0].finding.evidence[0].collectedAt == Story.asOf(0))
    #expect(try night(2, isJoined: false).findings[0].presence == .resolved)
    let back = try night(3, isJoined: true).findings[0]
    #expect(back.sincePrevious == .reopened)
    #expect(back.finding.evidence[0].collectedAt == Story.asOf(3))
  }

  @Test(arguments: [CheckResult.disabled, .notAssessed])
  func `a check that is off or blind joins nothing`(_ result: CheckResult) throws {
    let told = try night(0, of: Story(), coverage: result)
    #expect(told.findings.map(\.finding) == [rule])
    #expect(told.coverage.map(\.coverage.result) == [.triggered, result])
  }

  @Test func `a run that is finished is amended no more, nor a tenant that it does not hold`() throws {
    let story = try Story()
    try story.store.begin(Story.auditRun(0))
    #expect(throws: HistoryError.self) {
      try story.store.amend(Story.tenant.id, in: Story.run(0), for: Self.check, findings: []) { _, _ in [] }
    }
    try story.store.record(.contoso(), in: Story.run(0))
    try story.store.finish(Story.run(0), at: Story.asOf(0, hours: 1), exitCode: 0)
    #expect(throws: HistoryError.self) {
      try story.store.amend(Story.tenant.id, in: Story.run(0), for: Self.check, findings: []) { _, _ in [] }
    }
  }
}
