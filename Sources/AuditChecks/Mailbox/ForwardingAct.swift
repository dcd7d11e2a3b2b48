import AuditModel

/// A `Set-Mailbox` record that sets or clears forwarding, or takes away the copy that a mailbox kept of it.
struct ForwardingAct {
  /// A mailbox and a target, in lower case.
  struct Place: Hashable {
    let owner: UserID?
    /// The mailbox's name where its owner is not known, so that two unknown owners are not taken for one; else empty.
    let mailbox: String
    /// Empty when a record clears forwarding.
    let target: String

    init(owner: UserID?, mailboxName: String, target: MailRecipient?) {
      self.owner = owner
      mailbox = owner == nil ? mailboxName.lowercased() : ""
      self.target = target?.label.lowercased() ?? ""
    }
  }

  let record: AuditRecord
  let actor: Actor
  let place: Place
  let mailboxName: String
  /// Nil when the record names none: it clears forwarding, or is about the copy.
  let target: MailRecipient?
  /// Nil when the record does not say; the mailbox may have been told before.
  let keepsCopy: Bool?

  /// Only says that no copy is kept any more, of whatever forwarding stands.
  let isAboutCopy: Bool

  var isSetting: Bool { target != nil }

  func clears(_ other: Place) -> Bool { target == nil && !isAboutCopy && isSameMailbox(other) }

  func dropsCopy(of other: Place) -> Bool { isAboutCopy && isSameMailbox(other) }

  private func isSameMailbox(_ other: Place) -> Bool { other.owner == place.owner && other.mailbox == place.mailbox }

  /// All that succeeded in the window, by time; one for each target that a record sets.
  static func inWindow(of evidence: EvidenceReader) -> [ForwardingAct] {
    var acts: [ForwardingAct] = []
    for record in evidence.auditRecords(MailboxForwardingCheck.operations) ?? []
    where record.hasSucceeded != false && evidence.window.contains(record.occurredAt) {
      let values = [record.parameter("ForwardingSmtpAddress"), record.parameter("ForwardingAddress")].compactMap { $0 }
      let keepsCopy = record.parameter("DeliverToMailboxAndForward").map(\.isTrue)
      if values.isEmpty, keepsCopy != false { continue }
      let (owner, name) = mailbox(of: record, in: evidence)
      let actor = evidence.actors.actor(of: record)
      let targets = values.compactMap { $0.lowercased() == "$null" ? nil : MailRecipient(text: $0) }
      for target in targets.isEmpty ? [nil] : targets.map(Optional.some) {
        acts.append(
          ForwardingAct(
            record: record, actor: actor, place: Place(owner: owner, mailboxName: name, target: target),
            mailboxName: name, target: target, keepsCopy: keepsCopy, isAboutCopy: values.isEmpty))
      }
    }
    return acts
  }

  /// Whose mailbox it is: the record's `Identity`, never the administrator who acted.
  private static func mailbox(of record: AuditRecord, in evidence: EvidenceReader) -> (UserID?, String) {
    let names = [record.parameter("Identity"), record.mailboxOwner, record.objectID].compactMap { $0 }.filter {
      !$0.isEmpty
    }
    for name in names {
      if let owner = evidence.people.mailbox(named: name) { return (owner, evidence.people.name(of: owner)) }
    }
    return (nil, names.first ?? "an unnamed mailbox")
  }
}

/// A rule that hides mail in the same mailbox, made in the window or suspicious by itself.
enum HidingRule {
  /// What it is, in words; nil when there is none or nothing tells.
  static func reason(for owner: UserID?, boundary: MailBoundary, in evidence: EvidenceReader) -> String? {
    guard let owner else { return nil }
    let context = InboxRuleContext(owner: owner, boundary: boundary, folders: evidence.mailFolders)
    for change in evidence.inboxRuleChanges?[owner] ?? []
    where change.act != .removed && evidence.window.contains(change.record.occurredAt) && context.hides(change.rule) {
      if evidence.actors.actor(of: change.record).isSetAside { continue }
      return "in the same window the inbox rule “\(change.rule.name)” was \(change.act.rawValue), which hides mail"
    }
    for rule in evidence.inboxRules?[owner] ?? []
    where rule.isEnabled && !rule.isSystemRule(in: context) && context.hides(rule) {
      if InboxRuleGrade(rule, in: context).isSuspicious {
        return "the suspicious inbox rule “\(rule.name)” of the same mailbox hides mail"
      }
    }
    return nil
  }
}
