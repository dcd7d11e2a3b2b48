import AuditModel
import Testing

@testable import EvidenceImport

/// Saved pages of Microsoft Graph and of the Exchange admin API.
@Suite struct GraphPageTests {
  private static let adele = "0a000000-0000-4000-8000-000000000001"
  private static let rule =
    #"{"id":"AQAAAJ5dZp8=","displayName":".","sequence":1,"isEnabled":true,"actions":{"delete":true}}"#

  private static func page(_ set: String, _ items: String..., next: Bool = false) -> String {
    #"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#\#(set)","#
      + (next ? #""@odata.nextLink":"https://graph.microsoft.com/v1.0/x?$skiptoken=1","# : "")
      + #""value":[\#(items.joined(separator: ","))]}"#
  }

  private static func owned(_ item: String, id: String? = nil, name: String? = nil) -> String {
    func text(_ value: String?) -> String { value.map { "\"\($0)\"" } ?? "null" }
    return #"{"owner":{"id":\#(text(id)),"user_principal_name":\#(text(name))},"item":\#(item)}"#
  }

  @Test(arguments: [
    (EvidenceKind.users, "users", #"{"id":"1","userPrincipalName":"adele@contoso.example","displayName":"Adele"}"#),
    (
      .users, "users(id,displayName,userPrincipalName)",
      #"{"id":"1","userPrincipalName":"adele@contoso.example","displayName":"Adele"}"#
    ),
    (
      .servicePrincipals, "servicePrincipals",
      #"{"id":"1","appId":"2","displayName":"App","servicePrincipalType":"Application"}"#
    ),
    (
      .oauth2PermissionGrants, "oauth2PermissionGrants",
      #"{"id":"1","clientId":"2","consentType":"AllPrincipals","scope":"Mail.Read"}"#
    ),
    (
      .domains, "domains",
      #"{"id":"contoso.example","authenticationType":"Managed","isInitial":true,"isVerified":true}"#
    ),
    (
      .organization, "organization",
      #"{"id":"1","displayName":"Contoso","verifiedDomains":[{"name":"contoso.example"}]}"#
    ),
    (
      .directoryAudits, "auditLogs/directoryAudits",
      #"{"id":"1","activityDateTime":"2026-08-20T10:00:00.1234567Z","activityDisplayName":"Add user","targetResources":[]}"#
    ),
    (
      .signIns, "auditLogs/signIns",
      #"{"id":"1","createdDateTime":"2026-08-20T10:00:00Z","appDisplayName":"x","ipAddress":"192.0.2.7","status":{"errorCode":0}}"#
    ),
    (
      .riskDetections, "identityProtection/riskDetections",
      #"{"id":"1","riskEventType":"unlikelyTravel","detectedDateTime":"2026-08-20T10:00:00Z","riskLevel":"high"}"#
    ),
    (
      .roleAssignments, "roleManagement/directory/roleAssignments",
      #"{"id":"1","roleDefinitionId":"2","principalId":"3","directoryScopeId":"/"}"#
    ),
  ])
  func `a page, a bare array and a bare object of the kind are recognised`(
    _ kind: EvidenceKind, _ set: String, _ item: String
  ) throws {
    for text in [Self.page(set, item), "[\(item)]", item, Self.page(set, item).replacing(",\"", with: ",\n  \"")] {
      let imported = try Imported(text)
      #expect(imported.lines == [kind: [item]])
      #expect(imported.report.isComplete)
      #expect(imported.report.kinds[kind]?.openListings == 0)
    }
  }

  @Test(arguments: [
    "users('\(adele)')/mailFolders('inbox')/messageRules",
    "users('\(adele.uppercased())')/mailFolders('in/box''s')/messageRules",
  ])
  func `the owner of inbox rules comes from the context`(_ set: String) throws {
    let imported = try Imported(Self.page(set, Self.rule))
    #expect(imported.lines == [.inboxRules: [Self.owned(Self.rule, id: Self.adele)]])
    #expect(imported.report.kinds[.inboxRules]?.owners == [UserReference(id: UserID(Self.adele))])
  }

  @Test(arguments: ["adele@contoso.example", "adele%40contoso.example"])
  func `a context may name the owner by principal name`(_ name: String) throws {
    let imported = try Imported(Self.page("users('\(name)')/mailFolders('inbox')/messageRules", Self.rule))
    #expect(imported.lines == [.inboxRules: [Self.owned(Self.rule, name: "adele@contoso.example")]])
  }

  @Test func `rules of an unsaid owner are unreadable until the owner is given`() throws {
    let text = Self.page("Me/mailFolders('inbox')/messageRules", Self.rule)
    let unsaid = try Imported(text)
    #expect(unsaid.lines.isEmpty)
    #expect(
      unsaid.file.unreadable.map(\.reason) == [
        "whose inbox rules these are is not said; import the file alone with --owner USER"
      ])
    let given = try Imported(text, owner: "adele@contoso.example")
    #expect(given.lines == [.inboxRules: [Self.owned(Self.rule, name: "adele@contoso.example")]])
    #expect(given.report.kinds[.inboxRules]?.owners == [UserReference(name: "adele@contoso.example")])
  }

  @Test func `an empty page says that this user has no rules, which is not nothing`() throws {
    let imported = try Imported(Self.page("users('\(Self.adele)')/mailFolders('inbox')/messageRules"))
    #expect(imported.report.isComplete)
    #expect(imported.report.kinds[.inboxRules]?.items == 0)
    #expect(imported.report.kinds[.inboxRules]?.owners == [UserReference(id: UserID(Self.adele))])
  }

  @Test func `a listing whose last page was not given is open`() throws {
    func user(_ number: Int) -> String {
      #"{"id":"\#(number)","userPrincipalName":"u\#(number)@contoso.example","mail":null,"displayName":"U"}"#
    }
    let first = Self.page("users", user(1), next: true)
    let last = Self.page("users", user(1), user(2))
    let open = try Imported(first)
    #expect(open.report.kinds[.users]?.openListings == 1)
    let closed = try Imported(texts: [first, last])
    #expect(closed.report.kinds[.users]?.openListings == 0)
    #expect(closed.lines == [.users: [user(1), user(2)]])
    #expect(closed.report.files[1].duplicates == 1)
  }

  @Test func `a next link behind the list counts too`() throws {
    let text = #"{"value":[{"id":"1","userPrincipalName":"a","displayName":"A"}],"@odata.nextLink":"https://x"}"#
    #expect(try Imported(text).report.kinds[.users]?.openListings == 1)
  }

  @Test func `the password method has the same id for everybody and is kept for each`() throws {
    let method =
      ##"{"@odata.type":"#microsoft.graph.passwordAuthenticationMethod","id":"28c10230-6103-485e-b985-444c60001490"}"##
    let names = ["adele@contoso.example", "bob@contoso.example"]
    let imported = try Imported(texts: names.map { Self.page("users('\($0)')/authentication/methods", method) })
    #expect(imported.lines == [.authenticationMethods: names.map { Self.owned(method, name: $0) }])
  }

  @Test func `a listing of one type of methods gives the type to its items and is not the whole listing`() throws {
    let imported = try Imported(
      Self.page(
        "users('\(Self.adele)')/authentication/phoneMethods",
        #"{"id":"1","phoneNumber":"+1 5550100","phoneType":"mobile"}"#))
    let item =
      ##"{"@odata.type":"#microsoft.graph.phoneAuthenticationMethod","id":"1","phoneNumber":"+1 5550100","phoneType":"mobile"}"##
    #expect(imported.lines == [.authenticationMethods: [Self.owned(item, id: Self.adele)]])
    #expect(imported.report.kinds[.authenticationMethods]?.owners == [])
  }

  @Test func `Exchange rules need the owner, and one owner cannot be right for two mailboxes`() throws {
    func rule(_ mailbox: String, _ number: Int) -> String {
      #"{"Identity":"\#(mailbox)\\1500000000000000000\#(number)","Name":".","RuleIdentity":1500000000000000000\#(number),"Enabled":true,"Priority":1}"#
    }
    let text =
      #"{"@odata.context":"x/$metadata#Collection(Exchange.GenericHashTable)","@adminapi.warnings":[],"value":[\#(rule("0b1", 1)),\#(rule("0b1", 2)),\#(rule("0b2", 3))]}"#
    #expect(try Imported(text).file.unreadableCount == 3)
    let given = try Imported(text, owner: Self.adele)
    #expect(given.lines[.inboxRules]?.count == 2)
    #expect(given.lines[.inboxRules]?.first == Self.owned(rule("0b1", 1), id: Self.adele))
    #expect(
      given.file.unreadable.map(\.reason) == [
        "is of another mailbox than the rules before it; the one --owner cannot be right for both"
      ])
    #expect(given.file.formats == [.exchangeObjects])
  }

  @Test func `an Exchange rule that names its mailbox by address needs no other owner`() throws {
    let rule =
      #"{"Identity":"adele@contoso.example\\15","MailboxOwnerId":"Adele","RuleIdentity":15,"Name":"x","Priority":1}"#
    #expect(try Imported("[\(rule)]").lines == [.inboxRules: [Self.owned(rule, name: "adele@contoso.example")]])
  }

  @Test func `the owner that an Exchange rule names is the one whose listing was read`() throws {
    let rule =
      #"{"Identity":"x\\15","MailboxOwnerId":"bruno@contoso.example","RuleIdentity":15,"Name":"x","Priority":1}"#
    let context = #""@odata.context":"x/$metadata#Collection(Exchange.GenericHashTable)""#
    let page = #"{\#(context),"value":[\#(rule)]}"#
    let bruno = [UserReference(name: "bruno@contoso.example")]
    #expect(try Imported("[\(rule)]").report.kinds[.inboxRules]?.owners == bruno)
    // Not the one given for those that name none: of that one nothing was read.
    #expect(try Imported(page, owner: Self.adele).report.kinds[.inboxRules]?.owners == bruno)
    // A listing counts also when each of its rules was there before.
    let single = rule.replacing(
      "{\"Id", with: "{\"@odata.context\":\"x/$metadata#Collection(Exchange.GenericHashTable)/$entity\",\"Id")
    #expect(try Imported(single).report.kinds[.inboxRules]?.owners == [])
    #expect(try Imported(texts: [single, "[\(rule)]"]).report.kinds[.inboxRules]?.owners == bruno)
    // One mailbox's last page does not close another's listing.
    let open = page.replacing("\"value\"", with: "\"@odata.nextLink\":\"https://x.example\",\"value\"")
    let other = page.replacing("bruno", with: "dora").replacing("15", with: "16")
    #expect(try Imported(texts: [open, other]).report.kinds[.inboxRules]?.openListings == 1)
  }

  @Test(arguments: [
    "{(0),\"value\":[\n(1),\n(2)]}", "{(0),\"value\":[(1),\n(2)]}", "{(0),\"value\":\n[\n(1),\n(2)\n]\n}",
    "{(0),\"value\":[\r\n{\"id\":\"1\",\"userPrincipalName\":\"u1@contoso.example\"},\r\n(2)]}\r\n",
  ])
  func `a page broken into lines wherever it may be is a page`(layout: String) throws {
    let users = (1...2).map { #"{"id":"\#($0)","userPrincipalName":"u\#($0)@contoso.example"}"# }
    let context = #""@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users""#
    let text = layout.replacing("(0)", with: context).replacing("(1)", with: users[0]).replacing("(2)", with: users[1])
    let imported = try Imported(text)
    #expect(imported.report.isComplete)
    #expect(imported.lines == [.users: users])
  }

  @Test func `mailboxes of Exchange keep their type siblings`() throws {
    let mailbox =
      #"{"ExternalDirectoryObjectId":"1","PrimarySmtpAddress":"a@contoso.example","RecipientTypeDetails":"UserMailbox","AuditEnabled@data.type":"System.Boolean","AuditEnabled":true}"#
    #expect(try Imported(mailbox).lines == [.mailboxes: [mailbox]])
  }

  @Test(arguments: [
    #"{"id":"1","userPrincipalName":"a","riskState":"atRisk","riskLevel":"high","displayName":"A"}"#,
    #"{"id":"1","userPrincipalName":"a","isMfaRegistered":true,"displayName":"A"}"#,
  ])
  func `other things that have a principal name are no users`(_ item: String) throws {
    #expect(try Imported("[\(item)]").lines.isEmpty)
  }

  @Test func `an object that lacks what the audit needs is unreadable and says which`() throws {
    let imported = try Imported(Self.page("users(id,mail)", #"{"id":"1","mail":null}"#))
    #expect(imported.lines.isEmpty)
    #expect(imported.file.unreadable.map(\.reason) == ["has no userPrincipalName; ask for it with $select"])
    #expect(imported.report.kinds[.users]?.unreadable == 1)
  }
}
