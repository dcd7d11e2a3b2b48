package import AuditModel

/// The mail folders of all mailboxes, to turn a rule's folder id into a place.
package struct MailFolders: Sendable {
  private struct Key: Hashable {
    let owner: UserID
    let id: String
  }
  private let folders: [Key: MailFolder]

  init(_ folders: [MailFolder], people: PeopleDirectory) {
    var index: [Key: MailFolder] = [:]
    index.reserveCapacity(folders.count)
    for folder in folders {
      guard let owner = people.owner(of: folder.owner) else { continue }
      let key = Key(owner: owner, id: folder.id)
      if let known = index.updateValue(folder, forKey: key), known.rank <= folder.rank { index[key] = known }
    }
    self.folders = index
  }

  package func folder(id: String, of owner: UserID) -> MailFolder? { folders[Key(owner: owner, id: id)] }
}

extension MailFolder {
  /// Of two folders with one id, the alphabetically first counts.
  fileprivate var rank: String { displayName + "\u{1F}" + (wellKnownName ?? "") }
}
