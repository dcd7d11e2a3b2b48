import AuditModel
import EvidenceCollection
import Testing

/// Through which service rules are read.
struct RulesSourceTests {
  private static let rules: Set<EvidenceKind> = [.users, .mailboxes, .inboxRules, .sweepRules, .mailFolders]

  private static func collected(
    users: [String] = ["a", "b"], mailboxes: [String]? = ["a", "b"],
    plan adjust: (inout CollectionPlan) -> Void = { _ in },
    _ handler: @escaping StubCloud.Handler
  ) async throws -> CollectedTenant {
    try await collect(
      plan {
        $0.kinds = rules
        adjust(&$0)
      }
    ) { call in
      if let reply = handler(call) { return reply }
      if call.path == "/users" { return .list(users.map { user($0) }) }
      guard call.cmdlet == "Get-Mailbox" else { return nil }
      guard let mailboxes else { return .exchangeRefused(403, "CmdletAccessDeniedException") }
      return .list(mailboxes.map { mailbox($0) } + [mailbox("d", type: "DiscoveryMailbox")])
    }
  }

  @Test func `Exchange gives both kinds of rules in shared batches, hidden ones too`() async throws {
    let tenant = try await Self.collected { call in
      call.cmdlet == "Get-InboxRule" || call.cmdlet == "Get-SweepRule"
        ? .list([#"{"Name":"\#(call.cmdlet) of \#(call.parameters["Mailbox"] ?? "")"}"#]) : nil
    }
    #expect(
      tenant.lines(.inboxRules)?.sorted()
        == ["a", "b"].map {
          #"{"owner":{"id":"\#($0)","user_principal_name":"\#($0)@contoso.example"},"item":{"Name":"Get-InboxRule of \#($0)@contoso.example"}}"#
        })
    #expect(tenant.lines(.sweepRules)?.count == 2)
    #expect(tenant.summary[.mailFolders] == nil)
    #expect(tenant.stub.cmdlets("Get-InboxRule").allSatisfy { $0.parameters["IncludeHidden"] == "true" })
    #expect(tenant.stub.calls.allSatisfy { !$0.path.contains("mailFolders") })
    #expect(
      tenant.stub.requests <= 8, "two tokens, users, mailboxes, the six small listings, one mailbox ahead, one batch")
  }

  @Test func `without the role Graph gives the rules after one batch, and folders of those who name one`() async throws
  {
    let names = (10..<40).map { "u\($0)" }
    let tenant = try await Self.collected(users: names, mailboxes: names) { call in
      if call.cmdlet == "Get-InboxRule" || call.cmdlet == "Get-SweepRule" {
        return .exchangeRefused(403, "CmdletAccessDeniedException")
      }
      if call.path.hasSuffix("/messageRules") {
        return call.owner == "u12" ? .list([#"{"id":"r","actions":{"moveToFolder":"F"}}"#]) : .list([#"{"id":"r"}"#])
      }
      return call.path.hasSuffix("/mailFolders") ? .list([#"{"id":"F","displayName":"RSS"}"#]) : nil
    }
    #expect(tenant.stub.cmdlets("Get-InboxRule").count <= 5)
    #expect(tenant.stub.cmdlets("Get-SweepRule").count <= 5)
    #expect(tenant.lines(.inboxRules)?.count == 30)
    #expect(tenant.gap(.inboxRules) == nil)
    #expect(tenant.lines(.mailFolders)?.count == 1)
    #expect(tenant.stub.calls.filter { $0.path.hasSuffix("/mailFolders") }.map(\.version) == ["beta"])
    #expect(tenant.gap(.sweepRules)?.reason == .permissionExchangeRole)
    #expect(tenant.gap(.sweepRules)?.missedUsers == nil)
    #expect(tenant.status(.sweepRules) == .unavailable)
  }

  @Test func `without mailboxes members are asked, and those who have none are no gap`() async throws {
    let tenant = try await Self.collected(mailboxes: nil) { call in
      if call.service == .exchange { return .exchangeRefused(403, "CmdletAccessDeniedException") }
      guard call.path.hasSuffix("/messageRules") else { return nil }
      return call.owner == "a" ? .list([#"{"id":"r"}"#]) : .refused(404, "MailboxNotEnabledForRESTAPI")
    }
    #expect(tenant.lines(.inboxRules)?.count == 1)
    #expect(tenant.gap(.inboxRules) == nil)
    #expect(tenant.lines(.mailFolders) == [])
  }

  @Test(arguments: [
    ("MailboxNotEnabledForRESTAPI", #""mail":"b@contoso.example","onPremisesSyncEnabled":true"#, true),
    (
      "MailboxNotEnabledForRESTAPI",
      #""mail":"b@contoso.example","assignedPlans":[{"service":"exchange","capabilityStatus":"Enabled"}]"#, true
    ),
    (
      "MailboxNotEnabledForRESTAPI",
      #""mail":"b@contoso.example","assignedPlans":[{"service":"exchange","capabilityStatus":"Deleted"}]"#, false
    ),
    ("MailboxNotEnabledForRESTAPI", #""mail":null,"onPremisesSyncEnabled":true"#, false),
    ("MailboxNotEnabledForRESTAPI", #""mail":"b@contoso.example""#, false),
    ("MailboxNotSupportedForRESTAPI", #""mail":null"#, true),
    ("MailboxNotHostedInExchangeOnline", #""mail":null"#, true),
    ("Request_ResourceNotFound", #""mail":null"#, true),
  ])
  func `a mailbox that lies elsewhere is missed, not without rules`(code: String, directory: String, isMissed: Bool)
    async throws
  {
    let tenant = try await Self.collected(mailboxes: nil) { call in
      if call.path == "/users" {
        return .list([
          user("a"), #"{"id":"b","userPrincipalName":"b@contoso.example","userType":"Member",\#(directory)}"#,
        ])
      }
      if call.service == .exchange { return .exchangeRefused(403, "CmdletAccessDeniedException") }
      guard call.path.hasSuffix("/messageRules") else { return nil }
      return call.owner == "a" ? .list([#"{"id":"r"}"#]) : .refused(404, code)
    }
    #expect(tenant.lines(.inboxRules)?.count == 1)
    #expect(tenant.gap(.inboxRules)?.missedUsers == (isMissed ? [UserID("b")] : nil))
    #expect((tenant.gap(.inboxRules) != nil) == isMissed)
  }

  @Test(arguments: [
    #"{"error":"invalid_grant","error_codes":[65001],"suberror":"consent_required"}"#,
    #"{"error":"invalid_grant","error_codes":[53003]}"#,
  ])
  func `a tenant that refuses a token for Exchange alone gives its rules through Graph`(refusal: String) async throws {
    let tenant = try await Self.collected { call in
      if call.service == .login, call.body.contains("outlook") { return StubReply(status: 400, body: refusal) }
      return call.path.hasSuffix("/messageRules") ? .list([#"{"id":"r"}"#]) : nil
    }
    #expect(tenant.lines(.inboxRules)?.count == 2)
    #expect(tenant.gap(.inboxRules) == nil)
    #expect([.consentRevoked, .conditionalAccessBlock].contains(tenant.gap(.mailboxes)?.reason))
    #expect(tenant.gap(.sweepRules) != nil && tenant.gap(.users) == nil)
  }

  @Test func `a mailbox without a name is asked for by its id`() async throws {
    let tenant = try await Self.collected { call in
      guard call.cmdlet == "Get-Mailbox" else { return nil }
      return .list([
        #"{"ExternalDirectoryObjectId":"a","UserPrincipalName":"","PrimarySmtpAddress":"a@contoso.example"}"#,
        #"{"ExternalDirectoryObjectId":"b","UserPrincipalName":"","PrimarySmtpAddress":""}"#,
      ])
    }
    #expect(Set(tenant.stub.cmdlets("Get-InboxRule").map { $0.parameters["Mailbox"] }) == ["a@contoso.example", "b"])
  }

  @Test func `mailboxes whose rules time out are named`() async throws {
    let tenant = try await Self.collected(plan: { $0.rulesSource = .graph }) { call in
      call.path == "/users/b/mailFolders/inbox/messageRules" ? .refused(504, "UnknownError") : nil
    }
    let gap = try #require(tenant.gap(.inboxRules))
    #expect(gap.message == "The inbox rules of 1 user were not answered in time.")
    #expect(gap.missedUsers == [UserID("b")])
    #expect(gap.error == ServiceError(http: 504, code: "UnknownError"))
    #expect(tenant.status(.inboxRules) == .partial)
  }

  @Test func `where Exchange was chosen its refusal is a gap`() async throws {
    let tenant = try await Self.collected(plan: { $0.rulesSource = .exchange }) { call in
      call.cmdlet.hasSuffix("Rule") ? .exchangeRefused(403, "CmdletAccessDeniedException") : nil
    }
    #expect(tenant.gap(.inboxRules)?.reason == .permissionExchangeRole)
    #expect(tenant.stub.calls.allSatisfy { !$0.path.contains("mailFolders") })
  }

  @Test func `where Graph was chosen everybody's rules are read every night, also in rotation`() async throws {
    let names = (0..<30).map { "u\($0)" }
    let tenant = try await Self.collected(
      users: names, mailboxes: names,
      plan: {
        $0.rulesSource = .graph
        $0.refresh = RefreshPolicy(everybodyUpTo: 5)
      }
    ) { _ in nil }
    #expect(tenant.stub.calls.count { $0.path.hasSuffix("/messageRules") } == 30)
    #expect(tenant.stub.cmdlets("Get-InboxRule").isEmpty)
    #expect(tenant.gap(.inboxRules) == nil)
    #expect(tenant.gap(.sweepRules)?.reason == .notCollected)
  }
}
