/// What Exchange knows of a mailbox beside its rules: sweeping, and who else may send as its owner.
extension TenantRenderer {
  /// Exchange `Get-SweepRule` with its owner.
  func forEachSweepRule(_ body: ((inout JSONLine) -> Void) throws -> Void) throws {
    for sweep in plan.sweeps where sweep.from < night {
      let person = plan.people[sweep.owner]
      guard person.exists(at: night) else { continue }
      try body { line in
        line.object {
          owner(person, &$0)
          $0.object("item") { sweepRule(sweep, of: person, &$0) }
        }
      }
    }
  }

  private func sweepRule(_ sweep: PlannedSweep, of person: Person, _ item: inout JSONLine) {
    let id = SyntheticID(seed: plan.seed, .access, plan.index, person.index, 2 + sweep.number * 10)
    item.text("Identity") {
      $0.piece(person.mailboxID)
      $0.piece("\\\\")
      $0.piece(id)
    }
    item.guid("RuleId", id)
    item.member("Name", sweep.name)
    item.flag("Enabled", true)
    item.member("Provider", "Exchange16")
    item.member("Sender", safe: sweep.sender)
    item.member("SourceFolder", JSONText(FolderPlace.inbox.name(in: plan.tongue)))
    item.member("DestinationFolder", JSONText(sweep.destination.name(in: plan.tongue)))
    if sweep.keepsLatest {
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
