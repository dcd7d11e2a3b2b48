import AuditModel
import Testing

@testable import AuditChecks

/// Who reads a mailbox with what and from where, and which sweep rules stand in it.
@Suite struct MailboxAccessScenarioTests {
  private typealias Build = ExampleEvidence

  private static let outlook = "d3590ed6-52b3-4102-aeff-aad2292ab01c"
  private static let lastWeek = Build.moment("2026-08-12T00:00:00Z")

  private func access(
    _ type: String, _ count: Int = 1, application: String? = outlook, client: String? = nil,
    from address: String = "203.0.113.9", by actor: String = "ada@contoso.example", id: String = "1"
  ) -> AuditRecord {
    AuditRecord(
      id: id, operation: "MailItemsAccessed", occurredAt: Build.recently, actor: actor,
      mailboxOwner: "ada@contoso.example", clientAddress: address, hasSucceeded: true, applicationID: application,
      clientInfo: client, parameters: [.init("MailAccessType", type)], itemCount: count)
  }

  private func past(networks: [String] = ["203.0.113.0/24"], clients: [String] = [outlook], of user: UserID = Build.ada)
    -> TenantPast
  {
    func seen(_ names: [String]) -> [String: Timestamp] {
      Dictionary(uniqueKeysWithValues: names.map { ($0, Self.lastWeek) })
    }
    return TenantPast(
      firstAuditAt: Self.lastWeek, users: [user: UserPast(mailClients: seen(clients), networks: seen(networks))])
  }

  private func outcome(
    _ records: AuditRecord..., past: TenantPast = TenantPast(), settings: CheckSettings = .none
  ) -> Assessment {
    assess(
      MailboxAccessCheck(),
      Build.quietTenant {
        $0.unifiedAudit = .complete(records)
        $0.past = past
      }, settings)
  }

  @Test func `nothing is new where no earlier night has seen the user`() {
    let record = access("Sync", application: "new-app", from: "198.51.100.1")
    #expect(outcome(record).findings.isEmpty)
    #expect(outcome(record, past: past(of: Build.ben)).findings.isEmpty)
    #expect(outcome(record, past: past(networks: [], clients: [])).findings.isEmpty)
    let bulk = outcome(access("Bind", 150)).findings
    #expect(bulk.first?.detail("Earlier nights") == "no earlier nights to compare with")
  }

  @Test(arguments: [
    ("203.0.113.77", ["203.0.113.0/24"], true), ("203.0.113.77", ["203.0.113.9"], true),
    ("203.0.113.77", ["203.0.0.0/16"], true), ("203.0.112.77", ["203.0.113.0/24"], false),
    ("2001:db8:1:ffff::9", ["2001:db8:1::/48"], true), ("2001:db8:2::9", ["2001:db8:1::/48"], false),
    ("2001:db8:1::9", ["2001:0db8:0001:0:0:0:0:1"], true),
  ])
  func `a network is known however the past names it`(_ address: String, _ known: [String], _ isKnown: Bool) {
    let found = outcome(access("Sync", from: address), past: past(networks: known)).findings
    #expect(found.map(\.signalIDs) == (isKnown ? [] : [["sync_from_new_network"]]))
  }

  @Test func `a trusted network is never new`() {
    let settings = CheckSettings(trustedNetworks: [NetworkRange("198.51.100.0/24")].compactMap { $0 })
    #expect(outcome(access("Sync", from: "198.51.100.1"), past: past(), settings: settings).findings.isEmpty)
    #expect(outcome(access("Sync", from: "198.51.100.1"), past: past()).findings.count == 1)
  }

  @Test func `each client of a mailbox is a finding of its own, whatever its version`() {
    let found = outcome(
      access("Bind", 70, application: nil, client: "Client=WebServices;Backup/9.1;", id: "1"),
      access("Bind", 70, application: nil, client: "Client=WebServices;Backup/9.2;", id: "2"),
      access("Bind", 120, id: "3")
    ).findings
    #expect(Set(found.compactMap { $0.detail("Messages opened") }) == ["140", "120"])
    #expect(Set(found.map(\.key)).count == 2)
  }

  @Test func `a program that intruders use is known by its id or its name`() {
    let byName = access("Bind", application: nil, client: "Client=WebServices;eM Client/9.2.1577;")
    let byID = access("Bind", application: "FF8D92DC-3D82-41D6-BCBD-B9174D163620")
    for record in [byName, byID] {
      let found = outcome(record).findings
      #expect(found.map(\.severity) == [.high])
      #expect(found.first?.signalIDs == ["mail_theft_client"])
    }
  }

  @Test func `a trusted program is set aside, also when it reads in the owner's name`() {
    let outcome = outcome(
      access("Bind", 5000, application: "backup-1"), settings: CheckSettings(trustedApplications: ["backup-1"]))
    #expect(outcome.findings.isEmpty && outcome.setAside.counts == [.trusted: 1])
  }

  @Test func `the owner is told, whoever reads`() {
    let outcome = outcome(access("Bind", 200, from: "198.51.100.1", by: "admin@contoso.example"))
    #expect(outcome.findings.map(\.userID) == [Build.ada])
    #expect(outcome.traces.map(\.value) == ["198.51.100.1"])
  }

  private func sweep(_ rule: SweepRule, _ records: AuditRecord...) -> [Finding] {
    assess(
      SweepRulesCheck(),
      Build.quietTenant {
        $0.sweepRules = .complete([rule])
        $0.unifiedAudit = .complete(records)
      }
    ).findings
  }

  private func rule(_ sender: String, to folder: String? = "Old", id: String = "ada\\77") -> SweepRule {
    SweepRule(owner: UserReference(id: Build.ada), id: id, name: "Rule", sender: sender, destinationFolder: folder)
  }

  @Test(
    arguments: [
      ("info@sparkasse-musterstadt.example", "sender_is_bank"), ("service@paypal.com", "sender_is_bank"),
      ("no-reply@mail.okta.com", "sender_is_identity_provider"),
      ("Microsoft account team", "sender_is_identity_provider"),
      ("ben@contoso.example", "sender_is_the_tenant"), ("news@shop.example", nil), ("info@notokta.com.example", nil),
    ] as [(String, String?)])
  func `the sender decides`(_ sender: String, _ signal: String?) {
    let found = sweep(rule(sender))
    #expect(found.first?.signalIDs == [signal].compactMap { $0 })
    #expect(found.map(\.severity) == [signal == nil ? .informational : .medium])
  }

  @Test(arguments: [
    ("Papierkorb", "deletes"), ("Junk-E-Mail", "moves_out_of_sight"), ("RSS-Feeds", "moves_out_of_sight"),
    ("Archiv", "moves_to_archive"),
  ])
  func `the destination is known in the mailbox's language`(_ folder: String, _ signal: String) {
    #expect(sweep(rule("news@shop.example", to: folder)).first?.signalIDs == [signal])
  }

  @Test func `who made the rule is told, and the key knows the rule by its id alone`() {
    let record = Build.record(
      "New-SweepRule", by: "admin@contoso.example", object: "contoso.example/ada\\Rule", ["Name": "Rule"])
    let found = sweep(rule("news@shop.example"), record)
    #expect(found.first?.signals.last?.reason.hasSuffix("by admin@contoso.example, who is not the owner") == true)
    #expect(found.first?.kind == .state)
    var renamed = rule("other@shop.example", id: "77")
    renamed.keepForDays = 10
    #expect(sweep(renamed).map(\.key) == found.map(\.key))
  }
}
