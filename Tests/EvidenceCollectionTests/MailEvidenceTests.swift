import AuditModel
import EvidenceCollection
import Testing

struct MailEvidenceTests {
  private func rule(_ item: String) throws -> InboxRule {
    let rules = try evidence(.inboxRules, [owned(item)]).inboxRules
    #expect(rules.isComplete)
    return try #require(rules.value?.first)
  }

  @Test func `a rule of Graph is read`() throws {
    let rule = try rule(
      #"{"id":"AQ=","displayName":".","isEnabled":false,"conditions":{"subjectContains":["invoice","paid"],"hasAttachments":true,"sentToMe":false,"bodyContains":[],"importance":null,"@odata.type":"x","hyperspace":"y"},"exceptions":{"sentToMe":true},"actions":{"moveToFolder":"F1","delete":true,"forwardTo":[{"emailAddress":{"name":"Drop","address":"drop@evil.example"}},{"emailAddress":{"name":"In","address":"/o=ExchangeLabs/cn=in"}}],"stopProcessingRules":true}}"#
    )
    #expect(rule.source == .graph && rule.id == "AQ=" && rule.name == "." && !rule.isEnabled)
    #expect(rule.owner == UserReference(id: UserID("0a00"), name: "Adele@contoso.example"))
    #expect(rule.conditions.words == ["invoice", "paid"])
    #expect(rule.conditions.predicates == ["hasAttachments", "hyperspace", "subjectContains"])
    #expect(rule.actions.movesTo == FolderReference(id: "F1"))
    #expect(rule.actions.forwardsTo.map(\.address) == ["drop@evil.example", "/o=ExchangeLabs/cn=in"])
    #expect(rule.actions.deletes && rule.actions.stopsProcessing && !rule.actions.marksAsRead)
    #expect(!rule.isContentUnreadable)
  }

  @Test(arguments: ["", #","actions":null"#, #","actions":{}"#, #","actions":{"@odata.type":"x","delete":null}"#])
  func `a rule that Graph lists without what it does is unreadable, not harmless`(actions: String) throws {
    #expect(try rule(#"{"id":"1","displayName":"x"\#(actions)}"#).isContentUnreadable)
  }

  @Test func `a rule of Exchange is read`() throws {
    let rule = try rule(
      #"{"Enabled@data.type":"System.Boolean","Enabled":true,"Identity":"0b\\15000000000000000001","Name":"","RuleIdentity":15000000000000000001,"SupportedByTask":true,"From":null,"SubjectContainsWords":["invoice"],"HasAttachment":false,"ExceptIfSubjectContainsWords":["x"],"RedirectTo":["\"drop; box\" [SMTP:drop@evil.example]","\"In\" [EX:/o=ExchangeLabs/cn=in]"],"ForwardTo":"a@x.example;\"B; C\" [SMTP:b@x.example]; Dora","MoveToFolder":"adele:\\RSS Feeds","DeleteMessage":"False","SoftDeleteMessage":true,"MarkAsRead":true}"#
    )
    #expect(rule.source == .exchange && rule.id == "15000000000000000001" && rule.name == "" && rule.isEnabled)
    #expect(rule.conditions.words == ["invoice"] && rule.conditions.predicates == ["subjectContains"])
    #expect(
      rule.actions.redirectsTo == [
        MailRecipient(name: "drop; box", address: "drop@evil.example"),
        MailRecipient(name: "In", address: "/o=ExchangeLabs/cn=in"),
      ])
    #expect(
      rule.actions.forwardsTo == [
        MailRecipient(address: "a@x.example"), MailRecipient(name: "B; C", address: "b@x.example"),
        MailRecipient(name: "Dora", address: nil),
      ])
    #expect(rule.actions.movesTo == FolderReference(name: "RSS Feeds"))
    #expect(!rule.actions.deletes && rule.actions.deletesPermanently && rule.actions.marksAsRead)
    #expect(!rule.isContentUnreadable)
  }

  @Test func `the id of an Exchange rule may stand in its identity alone`() throws {
    #expect(try rule(#"{"Identity":"0b\\77","Name":"x"}"#).id == "77")
    #expect(try rule(#"{"Identity":"0b\\77","Name":"x","SupportedByTask":false}"#).isContentUnreadable)
  }

  @Test func `a rule of Exchange exported without its action columns is unreadable, not harmless`() throws {
    let narrow =
      #""Identity":"0b\\77","Name":"x","Enabled":true,"SupportedByTask":true,"SubjectContainsWords":["invoice"]"#
    #expect(try rule("{\(narrow)}").isContentUnreadable)
    #expect(try !rule(#"{\#(narrow),"DeleteMessage":null}"#).isContentUnreadable)
    #expect(try !rule(#"{\#(narrow),"DeleteMessage":true}"#).isContentUnreadable)
  }

  @Test func `rules of one owner in two spellings are one list`() throws {
    let item = #"{"id":"1","displayName":"x","actions":{"delete":true}}"#
    #expect(try evidence(.inboxRules, [owned(item, by: "0A00"), owned(item, by: "0a00")]).inboxRules.value?.count == 1)
    #expect(try evidence(.inboxRules, [owned(item, by: "0A00"), owned(item, by: "0b00")]).inboxRules.value?.count == 2)
  }

  @Test func `a mailbox is read`() throws {
    let line =
      #"{"ExternalDirectoryObjectId":"0A00","UserPrincipalName":"adele@contoso.example","PrimarySmtpAddress":"SMTP:adele@contoso.example","RecipientTypeDetails":"SharedMailbox","ForwardingAddress":null,"ForwardingSmtpAddress":"smtp:drop@evil.example","DeliverToMailboxAndForward@data.type":"System.Boolean","DeliverToMailboxAndForward":"False","AuditEnabled":true,"GrantSendOnBehalfTo":["bruno",""]}"#
    let mailbox = try #require(try evidence(.mailboxes, [line]).mailboxes.value?.first)
    #expect(mailbox.owner == UserReference(id: UserID("0a00"), name: "adele@contoso.example"))
    #expect(mailbox.primaryAddress == "adele@contoso.example" && mailbox.recipientType == "SharedMailbox")
    #expect(mailbox.forwardingSMTPAddress == "drop@evil.example" && mailbox.forwardingAddress == nil)
    #expect(mailbox.keepsCopy == false && mailbox.isAudited == true && mailbox.grantSendOnBehalfTo == ["bruno"])
    #expect(
      try evidence(.mailboxes, [#"{"DisplayName":"x"}"#]).mailboxes.gap?.message.contains("UserPrincipalName") == true)
  }

  @Test func `a folder is read`() throws {
    let line = owned(#"{"id":"F","displayName":"Historique des conversations","wellKnownName":"conversationHistory"}"#)
    let folder = try #require(try evidence(.mailFolders, [line]).mailFolders.value?.first)
    #expect(folder.displayName == "Historique des conversations" && folder.wellKnownName == "conversationhistory")
  }
}
