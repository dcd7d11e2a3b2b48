import AuditModel

extension MailboxAccessCheck {
  private typealias Tenant = ExampleEvidence

  private static let outlook = "d3590ed6-52b3-4102-aeff-aad2292ab01c"
  private static let emClient = "e9a7fea1-1cc0-4cd9-a31b-9137ca5deedd"

  private static func access(
    _ type: String, _ count: Int, application: String = outlook, from address: String = "203.0.113.9",
    by actor: String = "ada@contoso.example", throttled: Bool = false, id: String = "1", after seconds: Int64 = 0
  ) -> AuditRecord {
    AuditRecord(
      id: id, operation: "MailItemsAccessed", occurredAt: Tenant.recently.advanced(bySeconds: seconds), actor: actor,
      mailboxOwner: "ada@contoso.example", clientAddress: address, hasSucceeded: true, applicationID: application,
      clientInfo: "Client=REST;Client=RESTSystem;;",
      parameters: [.init("MailAccessType", type), .init("IsThrottled", throttled ? "True" : "False")], itemCount: count)
  }

  private static func tenant(_ records: AuditRecord..., past: UserPast? = nil) -> TenantEvidence {
    Tenant.quietTenant {
      $0.unifiedAudit = .complete(records)
      if let past {
        $0.past = TenantPast(firstAuditAt: Tenant.moment("2026-07-01T00:00:00Z"), users: [Tenant.ada: past])
      }
    }
  }

  private static let known = UserPast(
    mailClients: [outlook: Tenant.moment("2026-08-12T00:00:00Z")],
    networks: ["203.0.113.0/24": Tenant.moment("2026-08-12T00:00:00Z")])

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "a hundred messages are opened by one client on one day",
        tenant(access("Bind", 60), access("Bind", 40, id: "2", after: 3600)),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "Exchange stops recording", tenant(access("Bind", 10, throttled: true)),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "folders are copied by an application that is new for the user",
        tenant(access("Sync", 1, application: "1b730954-1685-4b74-9bfd-dac224a7b894"), past: known),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "folders are copied to a network that is new for the user",
        tenant(access("Sync", 1, from: "198.51.100.20"), past: known),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "folders are copied by a new application to a new network",
        tenant(
          access("Sync", 1, application: "1b730954-1685-4b74-9bfd-dac224a7b894", from: "198.51.100.20"), past: known),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "a program that intruders use opens a message", tenant(access("Bind", 1, application: emClient)),
        triggers: [.init(.high, for: "ada@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("no access is recorded", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "sixty messages on one day and sixty on the next",
        tenant(access("Bind", 60), access("Bind", 60, id: "2", after: 86_400)), result: .clear),
      CheckExample(
        "a new application copies folders, and there are no earlier nights to compare with",
        tenant(access("Sync", 1, application: "1b730954-1685-4b74-9bfd-dac224a7b894")), result: .clear),
      CheckExample(
        "the usual application copies folders to another address of the usual network",
        tenant(access("Sync", 1, from: "203.0.113.77"), past: known), result: .clear),
      CheckExample(
        "Exchange's own assistants read much",
        tenant(access("Bind", 900, by: "NT AUTHORITY\\SYSTEM (MSExchangeMailboxAssistants)")), result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "the audit log is switched off", Tenant.quietTenant { $0.remove(.unifiedAudit, because: .auditDisabled) },
        result: .notAssessed),
      CheckExample(
        "access is recorded only with a better licence",
        Tenant.quietTenant { $0.remove(.unifiedAudit, because: .licenceRequired) }, result: .notLicensed),
      CheckExample(
        "the log of one user is missing",
        Tenant.quietTenant {
          $0.unifiedAudit = .complete([access("Bind", 120)])
          $0.makePartial(.unifiedAudit, missed: [Tenant.ben])
        }, expected: [.init(.medium, for: "ada@contoso.example")], result: .partial),
    ])
}
