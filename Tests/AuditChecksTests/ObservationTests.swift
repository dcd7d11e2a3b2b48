import AuditModel
import Testing

@testable import AuditChecks

/// What a night shows of each user, for the baseline of later nights.
struct ObservationTests {
  private typealias Tenant = ExampleEvidence
  private let ada = Tenant.ada

  private func observed(_ change: (inout TenantEvidence) -> Void) -> [UserID: UserPast] {
    judge(Tenant.quietTenant(change), window: Tenant.window).observed
  }

  private func signIn(
    _ id: String, _ country: String?, at moment: String = "2026-08-19T08:00:00Z", error: Int = 0,
    address: String? = nil, user: UserID = Tenant.ada
  ) -> SignIn {
    var signIn = SignIn(
      id: id, user: UserReference(id: user), occurredAt: Tenant.moment(moment), errorCode: error)
    signIn.country = country
    signIn.clientAddress = address
    return signIn
  }

  private func message(
    _ id: String, at moment: String, to recipients: [String], from sender: String = "ada@contoso.example"
  ) -> [TracedMessage] {
    recipients.map {
      TracedMessage(traceID: id, receivedAt: Tenant.moment(moment), sender: sender, recipient: $0, status: "Delivered")
    }
  }

  @Test func `only successes in the window count, each country and network with its last day`() {
    let ada = observed {
      $0.signIns = .complete([
        signIn("1", "de", at: "2026-08-15T23:59:59Z", address: "192.0.2.7"),
        signIn("2", "DE", at: "2026-08-17T00:00:00Z", address: "192.0.2.200"),
        signIn("3", "NG", error: 50126, address: "198.51.100.1"), signIn("4", nil, address: "2001:db8:1:2::3"),
        signIn("5", "FR", at: "2026-08-13T23:59:59Z"), signIn("6", "AT", at: "2026-08-21T00:00:00Z"),
      ])
    }[ada]
    #expect(ada?.countries == ["DE": Tenant.moment("2026-08-17T00:00:00Z")])
    #expect(
      ada?.networks == [
        "192.0.2.0/24": Tenant.moment("2026-08-17T00:00:00Z"),
        "2001:db8:1::/48": Tenant.moment("2026-08-19T00:00:00Z"),
      ])
  }

  @Test func `applications and networks that read a mailbox are its owner's, whoever acted`() {
    var read = Tenant.record("MailItemsAccessed", by: "ben@contoso.example")
    read.mailboxOwner = "ADA@contoso.example"
    read.applicationID = "E9A7FEA1-1CC0-4CD9-A31B-9137CA5DEEDD"
    var failed = Tenant.record("MailItemsAccessed", id: "record-2", by: "ada@contoso.example", succeeded: false)
    failed.applicationID = "another"
    let observed = observed { $0.unifiedAudit = .complete([read, failed]) }
    #expect(observed[ada]?.mailClients.keys.sorted() == ["e9a7fea1-1cc0-4cd9-a31b-9137ca5deedd"])
    #expect(observed[ada]?.networks.keys.sorted() == ["192.0.2.0/24"])
    #expect(observed[Tenant.ben]?.mailClients == [:])
  }

  @Test func `mail is counted on complete days: messages once, recipients outside only`() {
    let trace =
      message("1", at: "2026-08-18T09:00:00Z", to: ["x@evil.example", "ben@contoso.example", "y@partner.example"])
      + message("1", at: "2026-08-18T09:00:00Z", to: ["x@evil.example"])
      + message("2", at: "2026-08-18T23:59:59Z", to: ["x@evil.example"])
      + message("3", at: "2026-08-13T23:00:00Z", to: ["x@evil.example"])
    let evidence = Tenant.quietTenant { $0.messageTrace = .complete(trace) }
    let settings = CheckSettings(trustedDomains: ["partner.example"])
    let sent = judge(evidence, window: Tenant.window, settings: settings).observed[ada]?.sentPerDay
    #expect(sent == ["2026-08-18": SentVolume(messages: 2, outsideRecipients: 2)])
  }

  @Test func `a day that was not over when the trace was collected, or that the window cuts, is not complete`() {
    let trace =
      message("1", at: "2026-08-14T12:00:00Z", to: ["x@evil.example"])
      + message("2", at: "2026-08-19T12:00:00Z", to: ["x@evil.example"])
      + message("3", at: "2026-08-20T12:00:00Z", to: ["x@evil.example"])
    var evidence = Tenant.quietTenant { $0.messageTrace = .complete(trace) }
    evidence.collectedAt[.messageTrace] = Tenant.moment("2026-08-20T23:00:00Z")
    func days(_ window: AuditWindow) -> [String] {
      judge(evidence, window: window).observed[ada]?.sentPerDay.keys.sorted() ?? []
    }
    #expect(days(Tenant.window) == ["2026-08-14", "2026-08-19"])
    let cut = AuditWindow(from: Tenant.moment("2026-08-14T01:00:00Z"), to: Tenant.window.to)
    #expect(days(cut) == ["2026-08-19"])
  }

  @Test(arguments: [EvidenceKind.messageTrace, .domains])
  func `nobody can say which days of a partial trace are complete, nor who is outside without the domains`(
    _ kind: EvidenceKind
  ) {
    let trace = message("1", at: "2026-08-18T09:00:00Z", to: ["x@evil.example"])
    let partial = observed {
      $0.messageTrace = .complete(trace)
      $0.makePartial(kind)
    }
    #expect(partial[ada]?.sentPerDay == [:])
    let missing = observed {
      $0.messageTrace = .complete(trace)
      $0.remove(kind)
    }
    #expect(missing[ada]?.sentPerDay == [:])
  }

  @Test func `everybody who is listed has a profile, and without the listing nobody has`() {
    let listed = observed { _ in }
    #expect(listed[ada]?.profile?.displayName == "Ada Example")
    #expect(listed[ada]?.profile?.userPrincipalName == "ada@contoso.example")
    #expect(listed.count == 4)
    let missing = observed {
      $0.remove(.users)
      $0.signIns = .complete([signIn("1", "DE")])
    }
    #expect(missing[ada]?.profile == nil && missing[ada]?.countries.count == 1)
  }

  @Test func `the order of the evidence changes nothing`() {
    let signIns = (0..<20).map { signIn("\($0)", ["DE", "AT", "FR"][$0 % 3], at: "2026-08-1\(4 + $0 % 6)T08:00:00Z") }
    let trace = (0..<20).flatMap { message("\($0)", at: "2026-08-18T09:00:00Z", to: ["x\($0 % 3)@evil.example"]) }
    let there = observed {
      $0.signIns = .complete(signIns)
      $0.messageTrace = .complete(trace)
    }
    let back = observed {
      $0.signIns = .complete(signIns.reversed())
      $0.messageTrace = .complete(trace.reversed())
    }
    #expect(there == back && there[ada]?.countries.count == 3)
  }

  @Test func `a sign-in of somebody whom a complete listing does not know is not kept`() {
    let stranger = UserID("0a000000-0000-4000-8000-0000000000ff")
    let observed = observed { $0.signIns = .complete([signIn("1", "DE", user: stranger)]) }
    #expect(observed[stranger] == nil)
  }
}
