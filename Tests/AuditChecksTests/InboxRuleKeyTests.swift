import AuditModel
import Testing

@testable import AuditChecks

/// A change of an inbox rule keeps its finding while its record is in the window.
@Suite struct InboxRuleKeyTests {
  private typealias Build = ExampleEvidence

  private func record(
    _ operation: String, id: String, after hours: Int64, _ parameters: KeyValuePairs<String, String>
  ) -> AuditRecord {
    Build.record(
      operation, id: id, at: Build.recently.advanced(bySeconds: hours * 3600), by: "ada@contoso.example", parameters)
  }

  private func keys(_ records: [AuditRecord]) -> [String] {
    judge(Build.quietTenant { $0.unifiedAudit = .complete(records) }, window: Build.window).findings
      .filter { $0.checkID == "inbox-rule-changes" }.map(\.key.rawValue)
  }

  @Test func `a later record that tells the rule's id or a new name makes no other finding`() {
    let created = record("New-InboxRule", id: "n", after: 0, ["Name": "Zeta", "MarkAsRead": "True"])
    let renamed = record(
      "Set-InboxRule", id: "s", after: 1, ["Identity": "ada\\Zeta", "Name": "Alpha", "MarkAsRead": "True"])
    let numbered = record(
      "UpdateInboxRules", id: "u", after: 2, ["RuleName": "Alpha", "RuleId": "15000000000000000001"])
    let first = keys([created])
    #expect(first.count == 1)
    #expect(keys([created, renamed]) == first)
    #expect(keys([numbered, renamed, created]) == first)
  }

  @Test func `without its creation a chain is known by its earliest record`() {
    let changed = record("Set-InboxRule", id: "s", after: 1, ["Identity": "ada\\Zeta", "MarkAsRead": "True"])
    let removed = record("Remove-InboxRule", id: "r", after: 2, ["Identity": "ada\\Zeta"])
    #expect(keys([removed, changed]) == keys([changed]))
    #expect(keys([removed]) != keys([changed]))
  }

  @Test func `a record that knows two rules by name and id joins all that was told of either`() {
    func numbered(_ id: String, after hours: Int64) -> AuditRecord {
      record("UpdateInboxRules", id: id, after: hours, ["RuleId": "15000000000000000001"])
    }
    let old = record("New-InboxRule", id: "a", after: 0, ["Name": "Old"])
    let other = record("New-InboxRule", id: "b", after: 1, ["Name": "Other"])
    let renamed = record("Set-InboxRule", id: "c", after: 2, ["Identity": "ada\\Old", "Name": "Zeta"])
    let apart = [old, other, renamed, numbered("d", after: 3), numbered("e", after: 4), numbered("f", after: 5)]
    let both = record("UpdateInboxRules", id: "g", after: 6, ["RuleName": "Zeta", "RuleId": "15000000000000000001"])
    let after = record("Set-InboxRule", id: "h", after: 7, ["Identity": "ada\\Old", "MarkAsRead": "True"])
    #expect(keys(apart).count == 3)
    let joined = keys(apart + [both, after])
    #expect(Set(joined) == Set(keys([old]) + keys([other])) && joined.count == 2)
  }

  @Test func `a rule made anew under the same name is the same finding while both records are there`() {
    let created = record("New-InboxRule", id: "n", after: 0, ["Name": "Zeta"])
    let removed = record("Remove-InboxRule", id: "r", after: 1, ["Identity": "ada\\Zeta"])
    let again = record("New-InboxRule", id: "b", after: 2, ["Name": "Zeta"])
    #expect(keys([created, removed, again]) == keys([created]))
  }
}
