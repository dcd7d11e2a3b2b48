package import AuditModel

/// One record of the unified audit log that says how an inbox rule changed.
package struct InboxRuleChange: Sendable {
  /// As Microsoft spells them. The cmdlets come from Outlook on the web and PowerShell, the last from Outlook on the desktop.
  package static let operations = [
    "New-InboxRule", "Set-InboxRule", "Enable-InboxRule", "Disable-InboxRule", "Remove-InboxRule", "UpdateInboxRules",
  ]

  package enum Act: String, Sendable { case created, changed, enabled, disabled, removed }

  package let record: AuditRecord
  package let act: Act
  package let owner: UserID?
  /// Names and ids by which the record knows the rule, in lower case; never empty, though one may be the empty name.
  package let handles: Set<String>
  /// What the record says about the rule: all of it when created, only what was set when changed.
  package let rule: InboxRule
  /// The detail was cut, or its inner JSON could not be read.
  package let isContentUnreadable: Bool

  /// A change with the one who made it.
  package struct Attributed: Sendable {
    let record: AuditRecord
    let act: Act
    let actor: Actor
    var verb: String { act.rawValue }

    /// True when the owner acted; also when nobody is named, because nothing then says otherwise.
    func isByOwner(_ owner: UserID?) -> Bool {
      switch actor {
      case .user(let id, _): id == nil || owner == nil || id == owner
      case .unknown: true
      case .application, .microsoft, .directorySynchronization, .partner: false
      }
    }
  }

  /// All changes that succeeded, by the mailbox's owner (nil: unknown), in the order of time.
  static func byOwner(_ records: [AuditRecord], people: PeopleDirectory) -> [UserID?: [InboxRuleChange]] {
    var changes: [UserID?: [InboxRuleChange]] = [:]
    for record in records where record.hasSucceeded != false {
      let change = InboxRuleChange(record, people: people)
      changes[change.owner, default: []].append(change)
    }
    return changes
  }

  private init(_ record: AuditRecord, people: PeopleDirectory) {
    self.record = record
    let path = record.objectID.map(ObjectPath.init)
    owner = Self.owner(of: record, path: path, people: people)
    var content: InboxRuleContent
    switch record.operation.lowercased() {
    case "updateinboxrules":
      content = InboxRuleContent(mailboxRecord: record)
      act = content.act
    case let operation:
      content = InboxRuleContent(cmdletRecord: record)
      act =
        operation.hasPrefix("new")
        ? .created
        : operation.hasPrefix("remove")
          ? .removed
          : operation.hasPrefix("enable") ? .enabled : operation.hasPrefix("disable") ? .disabled : .changed
      if let tail = path?.tail { content.add(handle: tail) }
    }
    if content.rule.name.isEmpty, let tail = path?.tail, !isGUID(tail), UInt64(tail) == nil { content.rule.name = tail }
    handles = content.handles.isEmpty ? [""] : content.handles
    rule = content.rule
    isContentUnreadable = record.isTruncated || content.isUnreadable
  }

  /// The mailbox's owner: named by the record, else the mailbox that the cmdlet was pointed at, else the actor's own.
  private static func owner(of record: AuditRecord, path: ObjectPath?, people: PeopleDirectory) -> UserID? {
    if let owner = record.mailboxOwner, !owner.isEmpty {
      return people.user(named: owner) ?? (owner.contains("@") ? people.strangerID(owner) : nil)
    }
    if let mailbox = record.parameter("Mailbox"), !mailbox.isEmpty, let id = people.mailbox(named: mailbox) {
      return id
    }
    let named = path.flatMap { people.mailbox(named: $0.mailbox) }
    if let named, named.isObjectID { return named }
    if let actor = record.actor, actor.contains("@"), !MicrosoftServices.isService(actor.lowercased()) {
      // Without a parameter `Mailbox` the cmdlets act on the mailbox of the one who runs them.
      return people.user(named: actor) ?? people.strangerID(actor)
    }
    return named
  }

  /// `server/…/contoso.onmicrosoft.com/AdeleV\rule2`: the mailbox, and the rule behind the first backslash.
  private struct ObjectPath {
    let mailbox: String
    /// The rule's name or id; empty for a rule without a name; nil when the path names only the mailbox.
    let tail: String?

    init(_ text: String) {
      guard let slash = text.firstIndex(of: "\\") else {
        mailbox = text
        tail = nil
        return
      }
      mailbox = String(text[..<slash])
      tail = String(text[text.index(after: slash)...])
    }
  }
}
