/// What Exchange knows of a mailbox beside its rules: sweeping, and who else may send as its owner.
extension TenantRenderer {
  /// Exchange `Get-SweepRule` with its owner: one mailbox in fifty keeps its newsletters short.
  func forEachSweepRule(_ body: ((inout JSONLine) -> Void) throws -> Void) throws {
    for person in people where person.kind == .member && person.createdAt < plan.end - 40 * secondsPerDay {
      var dice = SeededGenerator(
        seed: plan.seed, Purpose.access.rawValue, UInt64(plan.index), UInt64(person.index), 1)
      guard dice.chance(20) else { continue }
      try body { line in
        line.object {
          owner(person, &$0)
          $0.object("item") { sweepRule(of: person, keepsLatest: dice.chance(500), sender: dice.below(7), &$0) }
        }
      }
    }
  }

  private func sweepRule(of person: Person, keepsLatest: Bool, sender: Int, _ item: inout JSONLine) {
    let id = SyntheticID(seed: plan.seed, .access, plan.index, person.index, 2)
    item.text("Identity") {
      $0.piece(person.mailboxID)
      $0.piece("\\\\")
      $0.piece(id)
    }
    item.guid("RuleId", id)
    item.member("Name", JSONText(OrdinaryWords.newsletterFolder(plan.tongue)))
    item.flag("Enabled", true)
    item.member("Provider", "Exchange16")
    item.text("Sender") {
      $0.piece("news@partner")
      $0.piece(sender)
      $0.piece(".example")
    }
    item.member("SourceFolder", JSONText(FolderPlace.inbox.name(in: plan.tongue)))
    item.member("DestinationFolder", JSONText(FolderPlace.archive.name(in: plan.tongue)))
    if keepsLatest {
      item.count("KeepLatest", 1)
      item.null("KeepForDays")
    } else {
      item.null("KeepLatest")
      item.count("KeepForDays", 10)
    }
    item.member("SystemCategory", "NotDefined")
    item.text("MailboxOwnerId") { exchangeName(of: person, &$0) }
    item.flag("IsValid", true)
  }

  /// Exchange `Get-RecipientPermission`: everybody may send as himself, some as a shared mailbox.
  func forEachRecipientPermission(_ body: ((inout JSONLine) -> Void) throws -> Void) throws {
    let senders = sendersAs
    for person in people where person.hasMailbox {
      try body { recipientPermission(on: person, to: nil, &$0) }
      for sender in senders[person.index] ?? [] where plan.people[sender].exists(at: night) {
        try body { recipientPermission(on: person, to: plan.people[sender], &$0) }
      }
    }
  }

  /// Who may send as whom on this night: what the logs told, and what was granted years ago.
  private var sendersAs: [Int: [Int]] {
    var senders: [Int: [Int]] = [:]
    for event in plan.events where event.time < night {
      if case .grantSendAs(let mailbox, let sender) = event.act { senders[mailbox, default: []].append(sender) }
    }
    let members = plan.people.filter { $0.kind == .member && $0.createdAt < plan.end - 40 * secondsPerDay }
    for person in plan.people where person.kind == .sharedMailbox && !members.isEmpty {
      var dice = SeededGenerator(
        seed: plan.seed, Purpose.access.rawValue, UInt64(plan.index), UInt64(person.index), 3)
      let sender = dice.pick(members).index
      if dice.chance(500), !(senders[person.index] ?? []).contains(sender) {
        senders[person.index, default: []].append(sender)
      }
    }
    return senders
  }

  private func recipientPermission(on person: Person, to sender: Person?, _ line: inout JSONLine) {
    line.object { item in
      item.text("Identity") { exchangeName(of: person, &$0) }
      if let sender {
        item.member("Trustee", safe: sender.principalName)
        item.text("TrusteeSidString") {
          $0.piece("S-1-5-21-1-2-3-")
          $0.piece(10_000 + sender.index)
        }
      } else {
        item.member("Trustee", #"NT AUTHORITY\\SELF"#)
        item.member("TrusteeSidString", "S-1-5-10")
      }
      item.member("AccessControlType", "Allow")
      item.list("AccessRights") { rights in rights.element { $0.piece("SendAs") } }
      item.flag("IsInherited", false)
      item.member("InheritanceType", "None")
      item.flag("IsValid", true)
    }
  }
}
