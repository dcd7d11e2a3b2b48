import AuditModel
import EvidenceCollection
import Testing

/// Kinds that need another listing first: without it they are a gap, never an empty list.
struct PrerequisiteTests {
  static let rule = #"{"Name":"r","RuleIdentity":1,"Identity":"0a00\\1","Enabled":true,"DeleteMessage":true}"#

  private func collected(
    _ kinds: Set<EvidenceKind>, adjust: (inout CollectionPlan) -> Void = { _ in },
    tenant change: (inout ServedTenant) -> Void
  ) async throws -> CollectedArchive {
    var tenant = ServedTenant.contoso
    tenant.when { $0.path == "Get-InboxRule" && $0.mailbox == "ada@contoso.example" ? .list([Self.rule]) : nil }
    change(&tenant)
    return try await CollectedArchive(tenant) { plan in
      plan.kinds = kinds
      adjust(&plan)
    }
  }

  @Test func `without the list of users nobody's methods are known, and that is no empty list`() async throws {
    let result = try await collected([.users, .authenticationMethods]) {
      $0.answer("/users", .refusal(403, "Authorization_RequestDenied"))
    }
    #expect(result[.authenticationMethods]?.status == .unavailable && result.lines(.authenticationMethods) == nil)
    #expect(result.gap(.authenticationMethods)?.reason == .prerequisiteFailed)
    #expect(result.gap(.authenticationMethods)?.needs == ["User.Read.All"])
    #expect(result.gap(.users)?.reason == .permissionGraph)
  }

  @Test(arguments: [RulesSource.automatic, .exchange])
  func `mailboxes that could not be listed for a night do not change where rules come from`(source: RulesSource)
    async throws
  {
    let result = try await collected([.users, .mailboxes, .inboxRules, .sweepRules, .mailFolders]) {
      $0.rulesSource = source
    } tenant: {
      $0.answer("Get-Mailbox", .text("", status: 504))
    }
    for kind in [EvidenceKind.inboxRules, .sweepRules] {
      #expect(result[kind]?.status == .unavailable && result.gap(kind)?.reason == .prerequisiteFailed)
      #expect(result.gap(kind)?.error?.http == 504)
    }
    #expect(result.gap(.mailboxes)?.reason == .timeout)
    #expect(!result.record.calls.contains { $0.path.hasSuffix("/messageRules") })
  }

  @Test func `where Exchange lets nobody in, rules come from Graph`() async throws {
    let result = try await collected([.users, .mailboxes, .inboxRules, .sweepRules]) { tenant in
      tenant.when { $0.service == .exchange ? .text("", status: 403) : nil }
    }
    #expect(result[.inboxRules]?.status == .complete)
    #expect(
      result.record.calls.filter { $0.path.hasSuffix("/messageRules") }.map(\.owner).sorted { $0 ?? "" < $1 ?? "" } == [
        "0a00", "0b00",
      ])
    #expect(result.gap(.sweepRules)?.reason == .permissionExchangeRole)
    #expect(result.gap(.sweepRules)?.needs == ["Exchange.ManageAsApp", "Mail Recipients"])
    #expect(result.gap(.sweepRules)?.message.contains("sweep rules") == true)
    #expect(result.gap(.sweepRules)?.error == ServiceError(http: 403))
  }

  @Test func `a kind whose prerequisite is not to be written is collected all the same`() async throws {
    let result = try await collected([.inboxRules, .authenticationMethods, .appRoleAssignments]) { _ in }
    #expect(Set(result.manifest.kinds.keys) == [.inboxRules, .authenticationMethods, .appRoleAssignments])
    #expect(result.lines(.inboxRules)?.count == 1)
    #expect(result.lines(.authenticationMethods)?.count == 2)
    #expect(result.lines(.appRoleAssignments)?.count == 2)
  }

  @Test func `a mailbox without an account in the directory is missed by its name`() async throws {
    let shared =
      #"{"UserPrincipalName":"Shared@contoso.example","ExternalDirectoryObjectId":"","RecipientTypeDetails":"SharedMailbox"}"#
    let result = try await collected([.users, .mailboxes, .inboxRules, .sweepRules]) { tenant in
      let mailboxes = tenant.people.filter(\.hasMailbox).map(\.mailbox) + [shared]
      tenant.answer("Get-Mailbox", .list(mailboxes))
      tenant.when { $0.mailbox == "Shared@contoso.example" ? .exchangeRefusal(400, "SomeException") : nil }
    }
    #expect(result[.inboxRules]?.status == .partial && result.lines(.inboxRules)?.count == 1)
    #expect(result.gap(.inboxRules)?.missedUsers == [UserID(userPrincipalName: "shared@contoso.example")])
    #expect(result.gap(.inboxRules)?.reason == .serviceError)
  }

  @Test func `a run for one user says so of the others`() async throws {
    let result = try await collected([.inboxRules, .authenticationMethods]) {
      $0.onlyUser = "ADA@contoso.example"
    } tenant: { _ in
    }
    #expect(
      result.lines(.inboxRules)?.count == 1
        && result.calls("Get-InboxRule").allSatisfy { $0.mailbox == "ada@contoso.example" })
    let gap = try #require(result.gap(.authenticationMethods))
    #expect(gap.reason == .notDue && gap.missedUsers == [UserID("0b00")] && gap.message.contains("one user"))
  }

  @Test(arguments: [(500, 1), (501, 4)])
  func `sign-ins of a large tenant are asked for a day at a time`(people: Int, queries: Int) async throws {
    let result = try await collected([.subscribedSkus, .signIns]) { tenant in
      tenant.lists["/subscribedSkus"] = [
        #"{"id":"s","capabilityStatus":"Enabled","consumedUnits":\#(people),"servicePlans":[{"servicePlanName":"AAD_PREMIUM","provisioningStatus":"Success"}]}"#
      ]
    }
    let filters = result.calls("/auditLogs/signIns").compactMap { $0.query["$filter"] }
    #expect(filters.count == queries && Set(filters).count == queries && result[.signIns]?.status == .complete)
    #expect(filters.first?.hasSuffix("le \(CollectedArchive.window.to.iso8601)") == true)
    #expect(filters.last?.contains("ge \(CollectedArchive.window.from.advanced(byDays: -1).iso8601) ") == true)
  }
}
