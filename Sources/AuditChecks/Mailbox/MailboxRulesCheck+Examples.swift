import AuditModel

extension MailboxRulesCheck {
  private typealias Tenant = ExampleEvidence

  private static func tenant(_ rules: InboxRule...) -> TenantEvidence {
    Tenant.quietTenant { $0.inboxRules = .complete(rules) }
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "an ordinary rule: newsletters go to their folder",
        tenant(
          Tenant.rule("Newsletters", words: ["Weekly digest"]) { $0.movesTo = FolderReference(name: "Newsletters") }),
        triggers: [.init(.informational, for: "ada@contoso.example")]),
      CheckExample(
        "one weak signal: marks as read",
        tenant(Tenant.rule("Build results", words: ["Nightly build"]) { $0.marksAsRead = true }),
        triggers: [.init(.low, for: "ada@contoso.example")]),
      CheckExample(
        "the innocent habit of archiving newsletters as read",
        tenant(
          Tenant.rule("Digest", words: ["Weekly digest"]) {
            $0.movesTo = FolderReference(name: "Archive")
            $0.marksAsRead = true
          }),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "forwards to a webmail address",
        tenant(
          Tenant.rule("Copy", words: ["contract"]) { $0.forwardsTo = [MailRecipient(address: "drop@evil.example")] }),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "hides mail about money in a German junk folder",
        tenant(Tenant.rule("Ablage", words: ["Rechnung"]) { $0.movesTo = FolderReference(name: "Junk-E-Mail") }),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "a rule named “.” forwards all mail outside and deletes it",
        tenant(
          Tenant.rule(".") {
            $0.redirectsTo = [MailRecipient(address: "drop@evil.example")]
            $0.deletes = true
          }),
        triggers: [.init(.critical, for: "ada@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("no rules", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "only rules that Exchange makes for itself",
        tenant(
          Tenant.rule("Junk E-Mail Rule") { $0.movesTo = FolderReference(name: "Junk Email") },
          Tenant.rule("Microsoft.Exchange.OOF.AllExternalSenders.Global", id: "2") { _ in }),
        result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "inbox rules could not be read", Tenant.quietTenant { $0.remove(.inboxRules) }, result: .notAssessed),
      CheckExample(
        "accepted domains are unknown and a rule forwards to another domain",
        Tenant.quietTenant {
          $0.inboxRules = .complete([
            Tenant.rule("Copy") { $0.forwardsTo = [MailRecipient(address: "ada@fabrikam.example")] }
          ])
          $0.remove(.domains)
        }, expected: [.init(.high, for: "ada@contoso.example")], result: .partial),
      CheckExample(
        "a client-side rule came without its content",
        Tenant.quietTenant {
          var rule = Tenant.rule("Client rule") { _ in }
          rule.isContentUnreadable = true
          $0.inboxRules = .complete([rule])
        }, expected: [.init(.informational, for: "ada@contoso.example")], result: .partial),
      CheckExample(
        "a rule moves mail to a folder of which only the id is known",
        Tenant.quietTenant {
          $0.inboxRules = .complete([
            Tenant.rule("Projects", words: ["Alpha"]) { $0.movesTo = FolderReference(id: "AAMkAD-unknown") }
          ])
          $0.remove(.mailFolders)
        }, expected: [.init(.informational, for: "ada@contoso.example")], result: .partial),
    ])
}
