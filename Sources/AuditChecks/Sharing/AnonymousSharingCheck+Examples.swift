import AuditModel

extension AnonymousSharingCheck {
  private typealias Tenant = ExampleEvidence

  static func link(
    _ file: String = "Offer.docx", _ operation: String = "AnonymousLinkCreated", id: String? = nil,
    after seconds: Int64 = 0, by actor: String = "ada@contoso.example", succeeded: Bool? = true,
    _ parameters: KeyValuePairs<String, String> = ["EventData": "<Type>View</Type>", "ItemType": "File"]
  ) -> AuditRecord {
    ExampleEvidence.record(
      operation, id: id ?? operation + file, at: ExampleEvidence.recently.advanced(bySeconds: seconds), by: actor,
      object: "https://contoso.sharepoint.example/personal/ada/Documents/" + file, succeeded: succeeded, parameters)
  }

  private static func tenant(_ records: [AuditRecord]) -> TenantEvidence {
    Tenant.quietTenant { $0.unifiedAudit = .complete(records) }
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample("one link for anybody", tenant([link()]), triggers: [.init(.low, for: "ada@contoso.example")]),
      CheckExample(
        "links for anybody to twelve files", tenant((0..<12).map { link("File \($0).xlsx", after: Int64($0)) }),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "a file is shared with a guest by name",
        tenant([
          link(
            "Plan.pptx", "AddedToSecureLink",
            ["TargetUserOrGroupName": "drop_evil.example#EXT#@contoso.example", "TargetUserOrGroupType": "Guest"])
        ]), triggers: [.init(.informational, for: "ada@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("nothing was shared", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "a file is shared with a colleague",
        tenant([
          link(
            "Plan.pptx", "AddedToSecureLink",
            ["TargetUserOrGroupName": "ben@contoso.example", "TargetUserOrGroupType": "Member"])
        ]), result: .clear),
      CheckExample(
        "a link for the organisation only",
        tenant([
          link("Plan.pptx", "SharingLinkCreated", ["EventData": "<SharingLinkScope>Organization</SharingLinkScope>"])
        ]), result: .clear),
      CheckExample("an attempt that failed", tenant([link(succeeded: false)]), result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "the audit log is switched off", Tenant.quietTenant { $0.remove(.unifiedAudit, because: .auditDisabled) },
        result: .notAssessed),
      CheckExample(
        "the audit log does not reach back over the window",
        Tenant.quietTenant {
          $0.unifiedAudit = .complete([link()])
          $0.makePartial(.unifiedAudit, because: .windowTooShort)
        }, expected: [.init(.low, for: "ada@contoso.example")], result: .partial),
    ])
}
