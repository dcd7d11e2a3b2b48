import AuditModel
import Testing

@testable import AuditChecks

/// Copies that are gone, and senders who are kept from sending.
@Suite struct SentItemsScenarioTests {
  private typealias Build = ExampleEvidence

  private func act(
    _ operation: String, after seconds: Int64, id: String? = "<a@contoso.example>", subject: String = "Bank details",
    folder: String = "\\Sent Items", by actor: String = "ada@contoso.example"
  ) -> AuditRecord {
    var record = Build.record(
      operation, id: "\(operation)-\(seconds)-\(id ?? "")", at: Build.recently.advanced(bySeconds: seconds), by: actor)
    record.mailboxOwner = "ada@contoso.example"
    record.items = [.init(subject: subject, folderPath: folder, messageID: id)]
    return record
  }

  private func assessment(_ records: AuditRecord..., settings: CheckSettings = .none) -> Assessment {
    assess(SentItemsMismatchCheck(), Build.quietTenant { $0.unifiedAudit = .complete(records) }, settings)
  }

  @Test(arguments: [(0, true), (3600, true), (3601, false), (-61, false)] as [(Int64, Bool)])
  func `only what is deleted within the hour counts`(_ seconds: Int64, _ counts: Bool) {
    let found = assessment(act("Send", after: 0, folder: "\\Drafts"), act("SoftDelete", after: seconds)).findings
    #expect(found.count == (counts ? 1 : 0))
  }

  @Test func `another message of the same subject is not the one that was sent`() {
    let records = (act("Send", after: 0, folder: "\\Drafts"), act("SoftDelete", after: 60, id: "<b@contoso.example>"))
    #expect(assessment(records.0, records.1).findings.isEmpty)
    let nameless = act("SoftDelete", after: 60, id: nil, subject: "RE: bank details")
    let found = assessment(records.0, nameless).findings
    #expect(found.map(\.confidence) == [.medium], "found by its subject alone")
  }

  @Test func `many copies of one day are one finding, by the time of sending`() {
    let found = assessment(
      act("Send", after: 0, id: "<a@x>", folder: "\\Drafts"), act("Send", after: 10, id: "<b@x>", folder: "\\Drafts"),
      act("HardDelete", after: 40, id: "<b@x>"), act("SoftDelete", after: 50, id: "<a@x>"),
      act("HardDelete", after: 70, id: "<a@x>", folder: "\\Recoverable Items\\Deletions")
    ).findings
    #expect(found.map(\.signalIDs) == [["sent_and_deleted", "deleted_for_good"]])
    #expect(found.first?.detail("Messages without a copy") == "2")
    #expect(found.first?.occurredAt == Build.recently)
  }

  @Test func `the MSP is set aside`() {
    let settings = CheckSettings(partnerAdministrators: ["msp.example"])
    let outcome = assessment(
      act("Send", after: 0, folder: "\\Drafts"), act("SoftDelete", after: 60, by: "tech@msp.example"),
      settings: settings)
    #expect(outcome.findings.isEmpty && outcome.setAside.counts == [.partner: 1])
  }

  private func restriction(_ event: String, of address: String, after seconds: Int64 = 0) -> AuditRecord {
    Build.record(
      "HygieneTenantEvents", id: "\(event)\(seconds)", at: Build.recently.advanced(bySeconds: seconds), by: "Hygiene",
      succeeded: nil,
      ["Event": event, "EventValue": address, "Reason": "OutboundSpamLast24Hours=3;CIP=198.51.100.9;AS:1"])
  }

  private func restricted(_ change: (inout TenantEvidence) -> Void) -> Assessment {
    assess(RestrictedSenderCheck(), Build.quietTenant(change))
  }

  @Test func `a restriction that stands takes in what records tell of it`() {
    let outcome = restricted {
      $0.blockedSenders = .complete([
        BlockedSender(address: "ADA@contoso.example"), BlockedSender(address: "ada@contoso.example"),
      ])
      $0.unifiedAudit = .complete([restriction("Listed", of: "ada@contoso.example")])
    }
    #expect(outcome.findings.map(\.severity) == [.critical])
    #expect(outcome.findings.map(\.kind) == [.state])
    #expect(outcome.findings.first?.signalIDs == ["restricted_now", "restriction_recorded"])
    #expect(outcome.findings.first?.occurredAt == Build.recently)
  }

  @Test func `a restriction of the past is an event of its day, and says whether it is over`() {
    let records = [
      restriction("Listed", of: "ada@contoso.example"), restriction("Delisted", of: "ada@contoso.example", after: 60),
    ]
    let over = restricted { $0.unifiedAudit = .complete(records) }
    #expect(over.findings.map(\.kind) == [.event])
    #expect(over.findings.first?.signalIDs == ["restriction_recorded", "release_recorded", "released_again"])
    #expect(over.traces.map(\.value) == ["198.51.100.9"])
    let unknown = restricted {
      $0.unifiedAudit = .complete(records)
      $0.remove(.blockedSenders)
    }
    #expect(unknown.findings.first?.signalIDs.last == "present_state_unknown")
    #expect(unknown.findings.map(\.key) == over.findings.map(\.key))
  }

  @Test func `a past restriction of an address that no user carries weighs as little as a present one`() {
    func found(_ change: (inout TenantEvidence) -> Void = { _ in }) -> Finding? {
      restricted {
        $0.unifiedAudit = .complete([restriction("Listed", of: "nobody@contoso.example")])
        change(&$0)
      }.findings.first
    }
    #expect(found()?.severity == .low && found()?.signalIDs.contains("no_such_user") == true)
    #expect(found { $0.makePartial(.users) }?.severity == .high, "where not all users are known, it may be one of them")
  }

  @Test func `a sender is found by any address that the user carries`() {
    let outcome = restricted {
      var user = Build.user(Build.ada, "ada@contoso.example")
      user.proxyAddresses = ["a.example@contoso.example"]
      $0.users = .complete([user])
      $0.blockedSenders = .complete([BlockedSender(address: "A.Example@contoso.example")])
    }
    #expect(outcome.findings.map(\.userID) == [Build.ada])
  }
}
