package import AuditModel

/// What a rule's signals need to know besides the rule.
package struct InboxRuleContext {
  package let owner: UserID?
  private let boundary: MailBoundary
  private let folders: MailFolders?
  /// The newest change that counts for signal 10; nil when none is known.
  let lastChange: InboxRuleChange.Attributed?

  init(
    owner: UserID?, boundary: MailBoundary, folders: MailFolders?, lastChange: InboxRuleChange.Attributed? = nil
  ) {
    self.owner = owner
    self.boundary = boundary
    self.folders = folders
    self.lastChange = lastChange
  }

  /// Why an address of another domain is not called outside, in words.
  var domainDoubt: String { boundary.doubt }

  /// True when at least one target is known to be outside, rather than taken to be.
  func knowsOutside(_ rule: InboxRule) -> Bool {
    !rule.actions.textsTo.isEmpty || rule.actions.allRecipients.contains { reach(of: $0) == .outside }
  }

  func reach(of recipient: MailRecipient) -> MailReach {
    // A rule's X.500 recipient is taken for somebody inside, resolved or not: it need not be looked up.
    if let address = recipient.address, address.hasPrefix("/"), address.mailDomain == nil { return .unresolved }
    return boundary.reach(of: recipient, from: owner)
  }

  /// The place where nobody looks that a rule moves mail to: by folder identity, else by the name in any language.
  func hiddenPlace(of rule: InboxRule) -> HiddenPlace? {
    guard let target = rule.actions.movesTo else { return nil }
    if let id = target.id, let owner, let folder = folders?.folder(id: id, of: owner) {
      return folder.wellKnownName.flatMap { HiddenPlace(wellKnownName: $0) }
        ?? boundary.places.place(named: folder.displayName)
    }
    if let name = target.name { return boundary.places.place(named: name) }
    return target.id.flatMap { HiddenPlace(wellKnownName: $0) }
  }

  /// The name of the folder that a rule moves mail to; nil when only an id is known.
  func folderName(of rule: InboxRule) -> String? {
    guard let target = rule.actions.movesTo else { return nil }
    if let id = target.id, let owner, let folder = folders?.folder(id: id, of: owner) { return folder.displayName }
    return target.name
  }

  /// True when a rule moves mail to a folder of which only an id is known.
  func movesToUnknownFolder(_ rule: InboxRule) -> Bool {
    guard let target = rule.actions.movesTo, target.id != nil else { return false }
    return folderName(of: rule) == nil && hiddenPlace(of: rule) == nil
  }

  /// True when the owner will not see the mail: it is deleted, or goes where nobody looks.
  func hides(_ rule: InboxRule) -> Bool {
    rule.actions.deletes || rule.actions.deletesPermanently || hiddenPlace(of: rule) != nil
  }
}
