import AuditModel
import Testing

@testable import AuditChecks

/// The eleven signals of an inbox rule, one by one, and how they grade.
@Suite struct InboxRuleSignalTests {
  private func context(
    accepted: AcceptedDomains? = AcceptedDomains(names: ["contoso.example"]), folders: [MailFolder] = [],
    settings: CheckSettings = .none, change: (inout TenantEvidence) -> Void = { _ in }
  ) -> InboxRuleContext {
    let index = EvidenceIndex(
      evidence: ExampleEvidence.quietTenant {
        $0.mailFolders = .complete(folders)
        change(&$0)
      })
    let reader = EvidenceReader(
      index: index, window: ExampleEvidence.window, settings: settings, metadata: MailboxRulesCheck.metadata)
    return InboxRuleContext(
      owner: ExampleEvidence.ada, boundary: MailBoundary(accepted: accepted, reader: reader), folders: index.folders)
  }

  private func rule(
    _ name: String = "Ordinary", words: [String] = ["Weekly digest"],
    _ act: (inout InboxRule.Actions) -> Void = { _ in }
  ) -> InboxRule { ExampleEvidence.rule(name, words: words, act) }

  private func moving(to folder: String, _ name: String = "Ordinary", words: [String] = ["Weekly digest"]) -> InboxRule
  {
    rule(name, words: words) { $0.movesTo = FolderReference(name: folder) }
  }

  @Test(arguments: [
    ("drop@evil.example", true), ("DROP@Evil.Example", true), ("ben@contoso.example", false),
    ("ben@CONTOSO.example", false), ("ben@sub.contoso.example", true), ("x@contoso.example.evil.example", true),
    ("/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Recipients/cn=ben", false),
    ("/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Recipients/cn=whoever", false),
    ("/drop@evil.example", true), ("/ben@contoso.example", false),
  ])
  func `1 forwards outside the accepted domains`(_ address: String, _ isOutside: Bool) {
    let recipient = MailRecipient(address: address)
    for rule in [
      rule { $0.forwardsTo = [recipient] }, rule { $0.forwardsAsAttachmentTo = [recipient] },
      rule { $0.redirectsTo = [MailRecipient(address: "ben@contoso.example"), recipient] },
    ] {
      #expect((InboxRuleSignal.forwardsOutside.reason(for: rule, in: context()) != nil) == isOutside)
    }
  }

  @Test func `1 a text message leaves the tenant as well`() {
    let texting = rule { $0.textsTo = ["+1 555 0100"] }
    #expect(
      InboxRuleSignal.forwardsOutside.reason(for: texting, in: context())
        == "sends a text message for each mail (+1 555 0100)")
  }

  @Test func `1 without accepted domains another domain is named as what it is`() {
    let forwarding = rule { $0.forwardsTo = [MailRecipient(address: "ada@fabrikam.example")] }
    #expect(
      InboxRuleSignal.forwardsOutside.reason(for: forwarding, in: context(accepted: nil))
        == "forwards to another domain, accepted domains unknown (ada@fabrikam.example)")
    let inside = rule { $0.forwardsTo = [MailRecipient(address: "ben@contoso.example")] }
    #expect(InboxRuleSignal.forwardsOutside.reason(for: inside, in: context(accepted: nil)) == nil)
  }

  @Test(arguments: [GapReason.timeout, .exportScopeUnknown])
  func `1 of domains that are only partly known another domain is no certain outside`(_ reason: GapReason) {
    let forwarding = rule { $0.forwardsTo = [MailRecipient(address: "ada@fabrikam.example")] }
    let partial = context(change: { $0.makePartial(.domains, because: reason) })
    #expect(
      InboxRuleSignal.forwardsOutside.reason(for: forwarding, in: partial)
        == "forwards to another domain, accepted domains only partly known (ada@fabrikam.example)")
    #expect(!partial.knowsOutside(forwarding) && context().knowsOutside(forwarding))
  }

  @Test func `1 a trusted domain or address is not outside`() {
    let settings = CheckSettings(trustedDomains: ["Fabrikam.example"], trustedSenders: ["Desk@tickets.example"])
    for address in ["ada@fabrikam.example", "desk@TICKETS.example"] {
      let forwarding = rule { $0.forwardsTo = [MailRecipient(address: address)] }
      #expect(InboxRuleSignal.forwardsOutside.reason(for: forwarding, in: context(settings: settings)) == nil)
    }
    let other = rule { $0.forwardsTo = [MailRecipient(address: "other@tickets.example")] }
    #expect(InboxRuleSignal.forwardsOutside.reason(for: other, in: context(settings: settings)) != nil)
  }

  @Test func `2 deletes, also permanently`() {
    #expect(InboxRuleSignal.deletes.reason(for: rule { $0.deletes = true }, in: context()) == "deletes mail")
    #expect(
      InboxRuleSignal.deletes.reason(for: rule { $0.deletesPermanently = true }, in: context())
        == "deletes mail permanently")
    #expect(InboxRuleSignal.deletes.reason(for: rule(), in: context()) == nil)
  }

  @Test func `3 marks as read`() {
    #expect(InboxRuleSignal.marksAsRead.reason(for: rule { $0.marksAsRead = true }, in: context()) != nil)
    #expect(InboxRuleSignal.marksAsRead.reason(for: rule(), in: context()) == nil)
  }

  @Test(arguments: [
    ("RSS Feeds", HiddenPlace.rss), ("Abonnements RSS", .rss), ("RSS-подписки", .rss), ("ada:\\Inbox\\RSS Feeds", .rss),
    ("Historique des conversations", .conversationHistory), ("Junk-E-Mail", .junk), ("Courrier indésirable", .junk),
    ("迷惑メール", .junk), ("Gelöschte Elemente", .deletedItems), ("\\Deleted Items", .deletedItems), ("NOTES", .notes),
    ("Archiv", .archive), ("Problemas de sincronización", .syncIssues),
  ])
  func `4 a folder where nobody looks, in any language`(_ name: String, _ place: HiddenPlace) {
    #expect(HiddenPlace(folderName: name) == place)
    #expect(InboxRuleSignal.movesOutOfSight.reason(for: moving(to: name), in: context()) != nil)
  }

  @Test(arguments: ["Newsletters", "Boîte de réception", "Projects/Archive 2026", "Across", "Verrsst", ""])
  func `4 an ordinary folder is none`(_ name: String) {
    #expect(InboxRuleSignal.movesOutOfSight.reason(for: moving(to: name), in: context()) == nil)
  }

  @Test func `4 a folder's identity tells more than its name`() {
    let owner = UserReference(id: ExampleEvidence.ada)
    let folders = [
      MailFolder(owner: owner, id: "AAMk-1", displayName: "Ablage", wellKnownName: "deleteditems"),
      MailFolder(owner: owner, id: "AAMk-2", displayName: "RSS Feeds"),
      MailFolder(owner: owner, id: "AAMk-3", displayName: "Projects"),
      MailFolder(owner: UserReference(id: ExampleEvidence.ben), id: "AAMk-4", displayName: "Junk Email"),
    ]
    func place(_ id: String) -> HiddenPlace? {
      context(folders: folders).hiddenPlace(of: rule { $0.movesTo = FolderReference(id: id) })
    }
    #expect(place("AAMk-1") == .deletedItems)
    #expect(place("AAMk-2") == .rss)
    #expect(place("AAMk-3") == nil)
    #expect(place("AAMk-4") == nil, "the folder of another mailbox")
    let unknown = rule { $0.movesTo = FolderReference(id: "AAMk-9") }
    #expect(context(folders: folders).movesToUnknownFolder(unknown))
  }

  @Test func `5 acts on all mail only when it hides and has no condition`() {
    let all = rule(words: []) { $0.deletes = true }
    #expect(InboxRuleSignal.actsOnAllMail.reason(for: all, in: context()) != nil)
    #expect(InboxRuleSignal.actsOnAllMail.reason(for: rule { $0.deletes = true }, in: context()) == nil)
    #expect(InboxRuleSignal.actsOnAllMail.reason(for: rule(words: []) { $0.marksAsRead = true }, in: context()) == nil)
  }

  @Test(arguments: [
    "invoice", "INVOICES 2026", "Wire", "direct deposit", "ACH", "Zahlungserinnerung", "Überweisung", "virement",
    "発票", "发票", "do not open", "Phishing", "new sign-in", "verification code", "Sicherheitswarnung", "hacked",
    "contraseña", "пароль",
  ])
  func `6 looks for money or warnings`(_ word: String) {
    let isListed = word != "発票"
    #expect(
      (InboxRuleSignal.looksForMoneyOrWarnings.reason(for: rule(words: ["x", word]), in: context()) != nil) == isListed)
  }

  @Test(arguments: [
    "teacher", "Weekly digest", "embankment", "wireless", "covid-19", "legal", "swiftly", "riverbank", "",
  ])
  func `6 a word inside an innocent word is none`(_ word: String) {
    #expect(InboxRuleSignal.looksForMoneyOrWarnings.reason(for: rule(words: [word]), in: context()) == nil)
  }

  @Test(arguments: [".", ",,", "...", ";;;", "a", "7", "dd", "", "  ", "{", "- . -", "a.b.c", "é"])
  func `7 a name that says nothing`(_ name: String) {
    #expect(InboxRuleSignal.meaninglessName.reason(for: rule(name), in: context()) != nil)
  }

  @Test(arguments: ["abc", "a bc", "Für Überprüfung", "rule2", "会議室", "No."])
  func `7 a name that says something`(_ name: String) {
    #expect(InboxRuleSignal.meaninglessName.reason(for: rule(name), in: context()) == nil)
  }

  @Test func `8 stops further rules only while hiding`() {
    let hiding = rule {
      $0.stopsProcessing = true
      $0.deletes = true
    }
    #expect(InboxRuleSignal.stopsFurtherRules.reason(for: hiding, in: context()) != nil)
    #expect(InboxRuleSignal.stopsFurtherRules.reason(for: rule { $0.stopsProcessing = true }, in: context()) == nil)
  }

  @Test(arguments: [
    ("Microsoft Security Update", true), ("Admin", true), ("IT Support", true), ("Sicherheitsregel", true),
    ("Administration costs", false), ("Lunch", false),
  ])
  func `9 a name that poses as security or Microsoft`(_ name: String, _ poses: Bool) {
    #expect((InboxRuleSignal.posesAsSecurity.reason(for: rule(name), in: context()) != nil) == poses)
  }

  @Test func `11 hidden from the user`() {
    var hidden = rule()
    hidden.isHidden = true
    #expect(InboxRuleSignal.hidden.reason(for: hidden, in: context()) == "is hidden from the user")
    #expect(InboxRuleSignal.hidden.reason(for: rule(), in: context()) == nil)
  }

  private func severity(_ rule: InboxRule) -> Severity { InboxRuleGrade(rule, in: context()).severity }

  @Test func `grades follow the page`() {
    #expect(severity(rule()) == .informational)
    #expect(severity(rule { $0.marksAsRead = true }) == .low)
    #expect(severity(moving(to: "Archive")) == .low)
    #expect(severity(rule { $0.deletes = true }) == .medium)
    #expect(severity(rule(".")) == .medium)
    #expect(severity(rule("Microsoft")) == .medium)
    #expect(severity(moving(to: "RSS Feeds")) == .high)
    #expect(severity(moving(to: "Archive", words: ["invoice"])) == .high)
    #expect(severity(moving(to: "Archive", "..")) == .high)
    #expect(severity(moving(to: "Archive", words: [])) == .high)
    #expect(severity(rule("..") { $0.marksAsRead = true }) == .high)
    #expect(severity(rule { $0.forwardsTo = [MailRecipient(address: "x@evil.example")] }) == .high)
    let worst = rule {
      $0.forwardsTo = [MailRecipient(address: "x@evil.example")]
      $0.movesTo = FolderReference(name: "Archive")
    }
    #expect(severity(worst) == .critical)
  }

  @Test func `a disabled rule is one step less severe and keeps its signals`() {
    var disabled = moving(to: "RSS Feeds")
    disabled.isEnabled = false
    let grade = InboxRuleGrade(disabled, in: context())
    #expect(grade.severity == .medium)
    #expect(grade.signals.map(\.id) == ["moves_out_of_sight", "disabled"])
  }

  @Test func `a system rule's name excuses nothing that hides mail or sends it away`() {
    #expect(moving(to: "Junk Email", "Junk E-Mail Rule").isSystemRule(in: context()))
    #expect(rule("Microsoft.Exchange.OOF.X") { $0.stopsProcessing = true }.isSystemRule(in: context()))
    for act in [
      { $0.forwardsTo = [MailRecipient(address: "x@evil.example")] }, { $0.deletes = true }, { $0.marksAsRead = true },
      { $0.movesTo = FolderReference(name: "RSS Feeds") }, { $0.movesTo = FolderReference(id: "AAMk") },
    ] as [(inout InboxRule.Actions) -> Void] {
      #expect(!rule("Junk E-Mail Rule", act).isSystemRule(in: context()))
      #expect(!rule("Microsoft.Exchange.OOF.X", act).isSystemRule(in: context()))
    }
  }
}
