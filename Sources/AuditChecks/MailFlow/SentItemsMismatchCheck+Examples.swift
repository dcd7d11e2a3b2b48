import AuditModel

extension SentItemsMismatchCheck {
  private typealias Tenant = ExampleEvidence

  private static func act(
    _ operation: String, id: String, after seconds: Int64, subject: String = "Changed bank details",
    messageID: String? = "<m1@contoso.example>", folder: String, by actor: String = "ada@contoso.example",
    _ parameters: KeyValuePairs<String, String> = [:]
  ) -> AuditRecord {
    var record = Tenant.record(
      operation, id: id, at: Tenant.recently.advanced(bySeconds: seconds), by: actor, parameters)
    record.mailboxOwner = "ada@contoso.example"
    record.items = [.init(subject: subject, folderPath: folder, messageID: messageID)]
    return record
  }

  private static func tenant(_ records: AuditRecord..., trace: [TracedMessage] = []) -> TenantEvidence {
    Tenant.quietTenant {
      $0.unifiedAudit = .complete(records)
      $0.messageTrace = .complete(trace)
    }
  }

  private static let traced = TracedMessage(
    traceID: "t1", messageID: "<m1@contoso.example>", receivedAt: Tenant.recently, sender: "ada@contoso.example",
    recipient: "kim@customer.example", subject: "Changed bank details", status: "Delivered")

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "sent, and deleted out of Sent Items two minutes later",
        tenant(
          act("Send", id: "1", after: 0, folder: "\\Drafts"),
          act("SoftDelete", id: "2", after: 120, folder: "\\Sent Items")),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "the message trace tells of the mail, the audit log of the deletion in a French mailbox",
        tenant(act("HardDelete", id: "2", after: 600, folder: "\\Éléments envoyés"), trace: [traced]),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "the copy is found by its subject, where the record names no message id",
        tenant(act("SoftDelete", id: "2", after: 60, messageID: nil, folder: "\\Sent Items"), trace: [traced]),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "the copy is thrown away and Deleted Items emptied",
        tenant(act("SoftDelete", id: "2", after: 60, folder: "\\Deleted Items"), trace: [traced]),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "a client sends without keeping a copy",
        tenant(act("Send", id: "1", after: 0, folder: "\\Drafts", ["SaveToSentItems": "False"])),
        triggers: [.init(.high, for: "ada@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample(
        "mail was sent and stays in Sent Items",
        tenant(act("Send", id: "1", after: 0, folder: "\\Drafts", ["SaveToSentItems": "True"]), trace: [traced]),
        result: .clear),
      CheckExample(
        "the draft of a sent message is thrown away",
        tenant(act("SoftDelete", id: "2", after: 5, folder: "\\Drafts"), trace: [traced]), result: .clear),
      CheckExample(
        "a copy is deleted the day after",
        tenant(act("SoftDelete", id: "2", after: 86_400, folder: "\\Sent Items"), trace: [traced]), result: .clear),
      CheckExample(
        "another message is deleted out of Sent Items",
        tenant(
          act(
            "SoftDelete", id: "2", after: 60, subject: "Offer", messageID: "<old@contoso.example>",
            folder: "\\Sent Items"),
          trace: [traced]), result: .clear),
      CheckExample(
        "a program sends by itself and keeps no copy",
        tenant(
          act("Send", id: "1", after: 0, folder: "\\Drafts", by: "ServicePrincipal_1b2c", ["SaveToSentItems": "False"])),
        result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "only the audit log is there",
        Tenant.quietTenant {
          $0.remove(.messageTrace)
          $0.unifiedAudit = .complete([
            act("Send", id: "1", after: 0, folder: "\\Drafts"),
            act("SoftDelete", id: "2", after: 120, folder: "\\Sent Items"),
          ])
        }, expected: [.init(.high, for: "ada@contoso.example")], result: .partial),
      CheckExample(
        "only the message trace is there: nothing tells of deletions",
        Tenant.quietTenant {
          $0.remove(.unifiedAudit)
          $0.messageTrace = .complete([traced])
        }, result: .partial),
      CheckExample(
        "neither is there",
        Tenant.quietTenant {
          $0.remove(.unifiedAudit)
          $0.remove(.messageTrace)
        }, result: .notAssessed),
    ])
}
