import AuditModel

extension SentMailAnomaliesCheck {
  private typealias Tenant = ExampleEvidence

  private static func tenant(_ trace: [TracedMessage], past: UserPast? = nil) -> TenantEvidence {
    Tenant.quietTenant {
      $0.messageTrace = .complete(trace)
      if let past {
        $0.past = TenantPast(firstAuditAt: Tenant.moment("2026-07-01T00:00:00Z"), users: [Tenant.ada: past])
      }
    }
  }

  /// Messages of Ada, each to so many recipients of its own.
  private static func sent(
    _ messages: Int, every seconds: Int64, recipients: Int = 1, subject: String? = nil,
    to domain: String = "customer.example",
    status: String = "Delivered", day: Int64 = 0, to address: String? = nil, prefix: String = ""
  ) -> [TracedMessage] {
    (0..<messages).flatMap { message in
      (0..<recipients).map { recipient in
        TracedMessage(
          traceID: "d\(day)m\(message)",
          receivedAt: Tenant.recently.advanced(bySeconds: day * 86_400 + Int64(message) * seconds),
          sender: "ada@contoso.example", recipient: address ?? "p\(message)x\(recipient)@\(domain)",
          subject: subject ?? prefix + "Subject \(message)", status: status)
      }
    }
  }

  private static let usualDays = UserPast(
    sentPerDay: [
      "2026-08-03": SentVolume(messages: 6, outsideRecipients: 3),
      "2026-08-04": SentVolume(messages: 9, outsideRecipients: 4),
      "2026-08-05": SentVolume(messages: 4, outsideRecipients: 2),
    ])

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "ten messages within ten minutes", tenant(sent(10, every: 59)),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "one subject to five people, over the day", tenant(sent(5, every: 3600, subject: "Shared document")),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "thirty outside recipients where three are usual",
        tenant(sent(5, every: 3600, recipients: 6), past: usualDays),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "mail to a domain that looks like the own one", tenant(sent(1, every: 1, to: "cont0so.example")),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "most recipients are not reached", tenant(sent(6, every: 3600, recipients: 3, status: "Failed")),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "a mass mailing: one subject, in a burst", tenant(sent(60, every: 2, subject: "Shared document")),
        triggers: [.init(.high, for: "ada@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("no mail was sent", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "a conversation: nine messages with one subject to one customer",
        tenant(sent(9, every: 1800, subject: "RE: Offer", to: "", to: "kim@customer.example")), result: .clear),
      CheckExample(
        "one message to sixty colleagues", tenant(sent(1, every: 1, recipients: 60, to: "contoso.example")),
        result: .clear),
      CheckExample(
        "an absent mailbox answers by itself", tenant(sent(40, every: 5, prefix: "Automatische Antwort: ")),
        result: .clear),
      CheckExample(
        "thirty outside recipients on every day",
        tenant((-4...0).flatMap { sent(5, every: 3600, recipients: 6, day: $0) }), result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "the message trace could not be read",
        Tenant.quietTenant { $0.remove(.messageTrace, because: .permissionExchangeRole) }, result: .notAssessed),
      CheckExample(
        "the trace does not hold the whole window",
        Tenant.quietTenant { $0.makePartial(.messageTrace, because: .truncatedPageCap) }, result: .partial),
      CheckExample(
        "the tenant's own domains are not known", Tenant.quietTenant { $0.remove(.domains) }, result: .partial),
    ])
}
