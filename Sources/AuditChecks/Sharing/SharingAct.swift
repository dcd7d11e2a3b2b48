import AuditModel

/// One record by which a file, folder or site was opened to somebody outside, or closed again.
struct SharingAct {
  enum Reach { case anybody, guest }

  /// As Microsoft spells them. Source: Microsoft Learn, "Audit log activities", sharing and access request activities, checked
  /// 2026-11.
  static let operations = [
    "AnonymousLinkCreated", "AnonymousLinkUpdated", "AnonymousLinkRemoved", "SharingLinkCreated", "SharingLinkUpdated",
    "AddedToSecureLink", "SharingInvitationCreated", "AddedToSharingLink",
  ]

  let record: AuditRecord
  let actor: Actor
  let reach: Reach
  /// The file, folder or site; the same in all records about it.
  let thing: String
  /// The guest's address, lower case; nil for links for anybody.
  let guest: String?
  let isRemoval: Bool

  /// Nil for what is shared inside the tenant.
  init?(_ record: AuditRecord, in evidence: EvidenceReader) {
    self.record = record
    let operation = record.operation.lowercased()
    switch operation {
    case "anonymouslinkcreated", "anonymouslinkupdated", "anonymouslinkremoved":
      reach = .anybody
      guest = nil
    case "sharinglinkcreated", "sharinglinkupdated":
      guard Self.isForAnybody(record) else { return nil }
      reach = .anybody
      guest = nil
    default:
      guard let name = record.parameter("TargetUserOrGroupName")?.lowercased(), Self.isGuest(name, record) else {
        return nil
      }
      reach = .guest
      guest = Self.address(name)
    }
    isRemoval = operation.hasSuffix("removed")
    thing = (record.objectID ?? record.parameter("SourceFileName") ?? record.id).lowercased()
    actor = evidence.actors.actor(of: record)
  }

  /// `<SharingLinkScope>Anyone</SharingLinkScope>`, in the event's own text or the kind of sharing.
  private static func isForAnybody(_ record: AuditRecord) -> Bool {
    for name in ["EventData", "SharingLinkScope", "SharingType"] {
      guard let text = record.parameter(name)?.lowercased() else { continue }
      if text.contains("anonymous") || text.contains(">anyone<") || text == "anyone" { return true }
    }
    return false
  }

  private static func isGuest(_ name: String, _ record: AuditRecord) -> Bool {
    name.isGuestName || record.parameter("TargetUserOrGroupType")?.lowercased() == "guest"
  }

  /// `drop_evil.example#EXT#@contoso.example` stands for `drop@evil.example`.
  private static func address(_ name: String) -> String {
    guard let mark = name.range(of: "#ext#") else { return name }
    let local = name[..<mark.lowerBound]
    guard let underscore = local.lastIndex(of: "_") else { return name }
    return local[..<underscore] + "@" + local[local.index(after: underscore)...]
  }

  /// True for a link by which anybody may change things.
  var allowsEditing: Bool {
    let text = (record.parameter("EventData") ?? "").lowercased()
    return text.contains("<type>edit") || text.contains("edit</sharinglinktype>") || text.contains(">edit<")
  }

  /// True for a whole folder, library or site.
  var isContainer: Bool {
    let type = record.parameter("ItemType")?.lowercased()
    return type == "folder" || type == "list" || type == "web" || type == "site"
  }

  var label: String { record.parameter("SourceFileName") ?? record.objectID ?? "an item that the record does not name" }
}

extension String {
  fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
