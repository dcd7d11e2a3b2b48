/// Links to files, and what the outbound spam filter says.
extension AuditRecordWriter {
  /// A link that was made (record type 14).
  func share(_ head: AuditHead, _ share: FileShare, by person: Person) throws {
    func site(_ text: inout JSONLine) {
      text.piece("https://")
      text.piece(plan.slug)
      text.piece("-my.sharepoint.example/personal/")
      text.piece(person.alias.replacing(".", with: "_"))
    }
    try write(
      head,
      object: {
        site(&$0)
        $0.piece("/Documents/")
        $0.piece(share.file.escaped)
      }
    ) { data in
      data.member("CorrelationId", head.id)
      data.member("EventSource", "SharePoint")
      data.member("ItemType", "File")
      data.member("ListId", plan.id)
      data.member("ListItemUniqueId", head.id)
      data.member("Site", plan.id)
      data.member("UserAgent", SignInManner.browser)
      data.member("WebId", plan.id)
      data.member("EventData", "<Type>View</Type><MembersCanShareApplied>False</MembersCanShareApplied>")
      data.text("SiteUrl", site)
      data.member("SourceFileExtension", "xlsx")
      data.member("SourceFileName", share.file)
      data.text("SourceRelativeUrl") {
        $0.piece("Documents/")
        $0.piece(share.file.escaped)
      }
      data.text("UniqueSharingId") { $0.piece(head.id) }
    }
  }

  /// A sender was put on, or taken off, the list of restricted users (record type 29).
  func hygiene(_ head: AuditHead, _ person: Person, isListed: Bool) throws {
    try write(head, object: { _ in }) { data in
      data.member("Audit", "")
      data.member("Event", isListed ? "Listed" : "Delisted")
      data.member("EventId", 11)
      data.member("EventValue", safe: person.mail)
      data.member(
        "Reason",
        isListed
          ? "OutboundSpamLast24Hours=312;OutboundMailLast24Hours=330;OutboundSpamPercent=945;Last Spam Message MessagetraceId:00000000-0000-4000-8000-000000000001"
          : "Removed by administrator")
    }
  }
}
