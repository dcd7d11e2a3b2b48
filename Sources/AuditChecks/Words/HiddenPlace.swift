/// A folder where nobody looks.
package enum HiddenPlace: String, CaseIterable, Sendable {
  case deletedItems, junk, rss, notes, conversationHistory, archive, syncIssues

  package var title: String {
    switch self {
    case .deletedItems: "Deleted Items"
    case .junk: "Junk"
    case .rss: "RSS Feeds"
    case .notes: "Notes"
    case .conversationHistory: "Conversation History"
    case .archive: "Archive"
    case .syncIssues: "Sync Issues"
    }
  }

  /// The place behind a well-known folder name of Microsoft Graph; nil for all other folders.
  ///
  /// Graph has no well-known name for RSS Feeds. Source: Graph `mailFolder` resource, checked 2026-08.
  init?(wellKnownName: String) {
    switch wellKnownName.lowercased() {
    case "deleteditems", "recoverableitemsdeletions", "recoverableitemspurges": self = .deletedItems
    case "junkemail": self = .junk
    case "conversationhistory": self = .conversationHistory
    case "archive": self = .archive
    case "syncissues", "conflicts", "localfailures", "serverfailures": self = .syncIssues
    case "notes": self = .notes
    case "rssfeeds": self = .rss
    default: return nil
    }
  }

  /// The place that a folder's name means in any language; a path (`adele:\Inbox\RSS Feeds`) counts by its last part.
  init?(folderName: String) {
    let path = folderName.lowercased()
    let last = path.split(whereSeparator: { $0 == "\\" || $0 == "/" }).last ?? path[...]
    let name = String(last.trimmed)
    if let place = MailFolderNames.places[name] {
      self = place
    } else if name.split(whereSeparator: { !$0.isLetter || !$0.isASCII }).contains("rss") {
      self = .rss
    } else {
      return nil
    }
  }
}

/// The places that folder names mean, each looked up once a tenant: many rules move mail to the same few folders.
final class HiddenPlaces {
  private var places: [String: HiddenPlace?] = [:]

  func place(named name: String) -> HiddenPlace? {
    if let known = places[name] { return known }
    let place = HiddenPlace(folderName: name)
    places[name] = .some(place)
    return place
  }
}
