import AuditModel
import Testing

@testable import AuditChecks

/// Records of which only the outer columns came: what they would have told is never shown as clean.
@Suite struct CutRecordTests {
  private typealias Build = ExampleEvidence

  struct Case: Sendable, CustomTestStringConvertible {
    let check: any Check
    let operation: String
    var testDescription: String { "\(check.id): \(operation)" }
  }

  /// Rules only matter to forwarding that was set in the window; what others find is joined without asking the log again.
  static let cases = CheckCatalogue.all.flatMap { check in
    check.metadata.needs.contains(.hint(.unifiedAudit)) || check.id == Campaign.check
      ? []
      : check.metadata.operations.filter { check.id != "mailbox-forwarding" || $0 == "Set-Mailbox" }
        .map { Case(check: check, operation: $0) }
  }

  private func cut(
    _ operation: String, by actor: String? = "ada@contoso.example", object: String? = nil, owner: String? = nil,
    at moment: Timestamp = ExampleEvidence.recently, succeeded: Bool? = nil
  ) -> AuditRecord {
    AuditRecord(
      id: "cut", operation: operation, occurredAt: moment, actor: actor, objectID: object, mailboxOwner: owner,
      hasSucceeded: succeeded, isTruncated: true)
  }

  private func coverage(_ check: CheckID, _ records: AuditRecord...) throws -> CheckCoverage {
    let check = try #require(CheckCatalogue.check(check))
    let evidence = Build.quietTenant { $0.unifiedAudit = .complete(records) }
    return TenantJudgement(window: Build.window, checks: [check]).result(of: evidence).coverage[0]
  }

  @Test(arguments: cases)
  func `a cut record of what a check reads never leads to clear`(_ trial: Case) throws {
    let coverage = try coverage(trial.check.id, cut(trial.operation))
    #expect(coverage.result == .partial)
    #expect(coverage.gaps.map(\.kind) == [.unifiedAudit] && coverage.gaps.map(\.reason) == [.schemaUnexpected])
    #expect(coverage.gaps[0].message.contains("1 audit record (\(trial.operation))"))
  }

  @Test func `the gap names the owner or the actor where they are told, else anybody`() throws {
    let (ada, ben, admin) = (Build.ada, Build.ben, Build.admin)
    for (check, record, missed) in [
      ("deleted-mail", cut("HardDelete"), [ada]),
      ("deleted-mail", cut("HardDelete", owner: "ben@contoso.example"), [ben]),
      ("deleted-mail", cut("HardDelete", by: nil), nil),
      ("risky-sign-ins", cut("UserLoggedIn"), [ada]),
      ("anonymous-sharing", cut("SharingLinkCreated"), [ada]),
      ("inbox-rule-changes", cut("Set-InboxRule"), [ada]),
      ("mailbox-forwarding", cut("Set-Mailbox", by: "admin@contoso.example"), nil),
      (
        "mailbox-forwarding",
        cut("Set-Mailbox", by: "admin@contoso.example", object: "eur.example/contoso.example/ada"), [ada, admin]
      ),
      ("profile-changes", cut("Set-User", by: "admin@contoso.example"), nil),
      ("application-consents", cut("Consent to application"), nil),
      ("tenant-defence-changes", cut("Set-OrganizationConfig"), nil),
      ("restricted-sender", cut("AlertTriggered", by: "NT AUTHORITY\\SYSTEM"), nil),
    ] as [(CheckID, AuditRecord, [UserID]?)] {
      let coverage = try coverage(check, record)
      #expect(coverage.result == .partial && coverage.missedUsers == missed, "\(check) \(record.operation)")
    }
  }

  @Test func `a cut record that would not count is no gap`() throws {
    let before = Build.window.from.advanced(bySeconds: -1)
    for record in [
      cut("HardDelete", succeeded: false), cut("HardDelete", at: before),
      cut("HardDelete", by: "NT AUTHORITY\\SYSTEM (MSExchangeMailboxAssistants)"), cut("MailItemsAccessed"),
    ] {
      #expect(try coverage("deleted-mail", record).result == .clear, "\(record)")
    }
    var whole = cut("HardDelete")
    whole.isTruncated = false
    #expect(try coverage("deleted-mail", cut("HardDelete"), whole).result == .clear, "the whole copy tells all")
  }

  @Test func `where the log only sharpens severities, it is named among the hints`() throws {
    let coverage = try coverage("mailbox-rules", cut("New-InboxRule"))
    #expect(coverage.result == .clear && coverage.unavailableHints == [.unifiedAudit])
  }

  @Test func `a log with a cut record is not one that says that nobody changed a connector`() throws {
    let evidence = Build.quietTenant {
      $0.outboundConnectors = .complete([
        MailConnector(id: "1", name: "Out", changedAt: Build.recently, hosts: ["mx.evil.example"])
      ])
      $0.unifiedAudit = .complete([cut("Remove-TransportRule", by: "admin@contoso.example")])
    }
    let found = assess(MailFlowChangesCheck(), evidence).findings.first { $0.kind == .state }
    #expect(found?.severity == .high && found?.signalIDs.contains("changed_in_window") == true)
  }

  @Test(arguments: [
    ("Remove-AntiPhishPolicy", Severity.high), ("Remove-UnifiedAuditLogRetentionPolicy", .high),
    ("Set federation settings on domain", .critical), ("Update conditional access policy", .medium),
    ("Set-AdminAuditLogConfig", .medium), ("Set-MailboxAuditBypassAssociation", .medium),
  ])
  func `what the operation alone tells of the defence is told`(_ operation: String, _ severity: Severity) throws {
    let evidence = Build.quietTenant {
      $0.unifiedAudit = .complete([cut(operation, by: "admin@contoso.example")])
    }
    let found = assess(TenantDefenceChangesCheck(), evidence).findings
    #expect(found.map(\.severity) == [severity] && found.map(\.userID) == [Build.admin], "\(found.map(\.message))")
    #expect(found.allSatisfy { $0.title != "Auditing was switched off" })
  }
}
