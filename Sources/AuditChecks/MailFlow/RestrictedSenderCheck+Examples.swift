import AuditModel

extension RestrictedSenderCheck {
  private typealias Tenant = ExampleEvidence

  private static func event(_ event: String, id: String = "1", after seconds: Int64 = 0) -> AuditRecord {
    Tenant.record(
      "HygieneTenantEvents", id: id, at: Tenant.recently.advanced(bySeconds: seconds), by: "HygieneService",
      succeeded: nil,
      [
        "Event": event, "EventValue": "Ada@contoso.example",
        "Reason": "OutboundSpamLast24Hours=87;OutboundMailLast24Hours=412;CIP=198.51.100.9;AS:5",
      ])
  }

  private static let blocked = BlockedSender(
    address: "ada@contoso.example",
    reason: "ExceedingLimitType=ExternalRecipient;InternalRecipientCountToday=0;ExternalRecipientCountToday=10001;",
    createdAt: Tenant.recently)

  private static func bounce(_ subject: String, from sender: String) -> TracedMessage {
    TracedMessage(
      traceID: "t1", receivedAt: Tenant.recently, sender: sender, recipient: "ada@contoso.example", subject: subject,
      status: "Delivered")
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "a user is restricted now",
        Tenant.quietTenant {
          $0.blockedSenders = .complete([blocked])
          $0.unifiedAudit = .complete([event("Listed")])
        }, triggers: [.init(.critical, for: "ada@contoso.example")]),
      CheckExample(
        "an address that no user carries is restricted now",
        Tenant.quietTenant { $0.blockedSenders = .complete([BlockedSender(address: "sales@contoso.example")]) },
        triggers: [.init(.critical, for: nil)]),
      CheckExample(
        "restricted and released again in the window",
        Tenant.quietTenant {
          $0.unifiedAudit = .complete([event("Listed"), event("Delisted", id: "2", after: 3600)])
        }, triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "mail came back with 5.1.8",
        Tenant.quietTenant {
          $0.messageTrace = .complete([
            bounce("Undeliverable: 550 5.1.8 Access denied, bad outbound sender", from: "postmaster@contoso.example")
          ])
        }, triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "Microsoft's alert about a restricted user",
        Tenant.quietTenant {
          $0.unifiedAudit = .complete([
            Tenant.record(
              "AlertTriggered", by: "SecurityComplianceAlerts", succeeded: nil,
              ["Name": "User restricted from sending email", "AlertEntityId": "ada@contoso.example"])
          ])
        }, triggers: [.init(.high, for: "ada@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("nobody is restricted", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "a customer writes about version 5.1.8, and a bounce has another code",
        Tenant.quietTenant {
          $0.messageTrace = .complete([
            bounce("Release 5.1.8 is out", from: "news@fabrikam.example"),
            TracedMessage(
              traceID: "t2", receivedAt: Tenant.recently, sender: "", recipient: "ada@contoso.example",
              subject: "Undeliverable: 550 5.1.10 Recipient not found"),
          ])
        }, result: .clear),
      CheckExample(
        "another alert",
        Tenant.quietTenant {
          $0.unifiedAudit = .complete([
            Tenant.record(
              "AlertTriggered", by: "SecurityComplianceAlerts", succeeded: nil,
              ["Name": "Email reported by user as junk", "AlertEntityId": "ada@contoso.example"])
          ])
        }, result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "nothing of it could be read",
        Tenant.quietTenant {
          $0.remove(.blockedSenders, because: .permissionExchangeRole)
          $0.remove(.unifiedAudit)
          $0.remove(.messageTrace)
        }, result: .notAssessed),
      CheckExample(
        "only the audit log is there",
        Tenant.quietTenant {
          $0.remove(.blockedSenders, because: .permissionExchangeRole)
          $0.remove(.messageTrace)
          $0.unifiedAudit = .complete([event("Listed")])
        }, expected: [.init(.high, for: "ada@contoso.example")], result: .partial),
      CheckExample(
        "the message trace could not be read", Tenant.quietTenant { $0.remove(.messageTrace) }, result: .partial),
    ])
}
