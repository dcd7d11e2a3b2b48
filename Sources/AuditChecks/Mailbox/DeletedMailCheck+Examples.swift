import AuditModel

extension DeletedMailCheck {
  private typealias Tenant = ExampleEvidence

  private static func tenant(_ records: AuditRecord..., trace: [TracedMessage] = []) -> TenantEvidence {
    Tenant.quietTenant {
      $0.unifiedAudit = .complete(records)
      $0.messageTrace = .complete(trace)
    }
  }

  private static func deletion(
    _ operation: String, _ count: Int, id: String = "1", subject: String = "Canteen menu",
    from folder: String = "\\Inbox",
    messageID: String? = nil, by actor: String = "ada@contoso.example", after seconds: Int64 = 0
  ) -> AuditRecord {
    var record = Tenant.record(operation, id: id, at: Tenant.recently.advanced(bySeconds: seconds), by: actor)
    record.mailboxOwner = "ada@contoso.example"
    record.items = (0..<count).map { position in
      AuditRecord.MailItem(subject: subject, folderPath: folder, messageID: messageID.map { "\($0)-\(position)" })
    }
    record.itemCount = count
    return record
  }

  private static let invoices = (0..<3).map {
    TracedMessage(
      traceID: "t\($0)", messageID: "<reply>-\($0)", receivedAt: Tenant.recently, sender: "customer@fabrikam.example",
      recipient: "ada@contoso.example", subject: "Re: Invoice 4711")
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "fifty messages are moved to Deleted Items in one day",
        tenant(deletion("MoveToDeletedItems", 30), deletion("MoveToDeletedItems", 20, id: "2", after: 3600)),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "twenty messages are deleted for good",
        tenant(deletion("HardDelete", 20, from: "\\Newsletters")),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "answers about an invoice are deleted within minutes of their arrival",
        tenant(
          deletion("SoftDelete", 3, subject: "Re: Invoice 4711", messageID: "<reply>", after: 600), trace: invoices),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "the notice of a new sign-in method is deleted",
        tenant(deletion("SoftDelete", 1, subject: "A new sign-in method was added to your account")),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "a verification code is deleted, in German",
        tenant(deletion("MoveToDeletedItems", 1, subject: "Ihr Bestätigungscode")),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "Sent Items are emptied in a German mailbox, then Recoverable Items",
        tenant(
          deletion("SoftDelete", 25, subject: "Angebot", from: "\\Gesendete Elemente"),
          deletion("HardDelete", 25, id: "2", subject: "Angebot", from: "\\Recoverable Items\\Deletions", after: 60)),
        triggers: [.init(.high, for: "ada@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("nothing was deleted", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "forty messages on one day and thirty on the next",
        tenant(
          deletion("MoveToDeletedItems", 40), deletion("MoveToDeletedItems", 30, id: "2", after: 86_400)),
        result: .clear),
      CheckExample(
        "a few sent messages are deleted, and mail that merely speaks of passwords",
        tenant(
          deletion("SoftDelete", 2, subject: "Offer", from: "\\Sent Items"),
          deletion("MoveToDeletedItems", 3, id: "2", subject: "Why passwords must be long")),
        result: .clear),
      CheckExample(
        "an answer about an invoice is deleted the day after it came",
        tenant(
          deletion("SoftDelete", 3, subject: "Re: Invoice 4711", messageID: "<reply>", after: 86_400), trace: invoices),
        result: .clear),
      CheckExample(
        "Exchange's own assistant cleans up",
        tenant(deletion("HardDelete", 500, by: "NT AUTHORITY\\SYSTEM (MSExchangeMailboxAssistants)")), result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "the audit log is switched off", Tenant.quietTenant { $0.remove(.unifiedAudit, because: .auditDisabled) },
        result: .notAssessed),
      CheckExample(
        "without the message trace, when mail came is not known", Tenant.quietTenant { $0.remove(.messageTrace) },
        result: .partial),
      CheckExample(
        "a record's detail is cut",
        tenant(
          AuditRecord(
            id: "1", operation: "HardDelete", occurredAt: Tenant.recently, actor: "ada@contoso.example",
            mailboxOwner: "ada@contoso.example", isTruncated: true)),
        result: .partial),
    ])
}
