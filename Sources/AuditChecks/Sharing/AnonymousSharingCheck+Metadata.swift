import AuditModel

extension AnonymousSharingCheck {
  static let metadata = CheckMetadata(
    id: "anonymous-sharing", revision: 1, title: "Links for anybody", family: .mailboxAccess, kind: .event,
    needs: [.essential(.unifiedAudit)], operations: SharingAct.operations, attack: ["T1567.002", "T1213.002"],
    looksAt:
      "Links for anybody (anonymous links) to files, folders and sites of SharePoint and OneDrive that a user made or changed in the "
      + "window, whether they allow changes or open whole folders, and whether they were removed again; and, for review, what was shared with "
      + "guests by name. One finding a user.",
    whyItMatters:
      "A link for anybody takes files out without a sign-in, keeps working when the password is changed, and serves to "
      + "phish others from an address that they trust.",
    severities: [
      .init(.informational, "shared with guests by name"),
      .init(.low, "links for anybody"),
      .init(.medium, "links for anybody to many items (10 unless configured)"),
    ],
    misses: [
      "Who opened the links.",
      "Links that were made before the window and still work.",
      "Files that were downloaded or synchronised instead of shared.",
      "Links for anybody of the newer kind (SharingLinkCreated) whose record does not tell its scope.",
    ],
    benignIf: [
      "Somebody hands over files to customers; departments that do so every day reach the number of medium.",
      "Guests of partner companies work along: name their domains among the trusted domains, and it is set aside.",
    ],
    remediation: ["verify-account-with-owner", "remove-sharing-links", "revoke-sessions"],
    digDeeper: [
      .init(
        "All links that the user made",
        "Search-UnifiedAuditLog -UserIds USER -Operations AnonymousLinkCreated,AnonymousLinkUsed -StartDate FROM -EndDate TO"
      ),
      .init(
        "The links of a file", "GET https://graph.microsoft.com/v1.0/drives/DRIVE/items/ITEM/permissions"),
    ])
}
