extension TenantPlanner {
  /// Forwarding to an outside address without a copy, set tonight.
  mutating func outsideForwarding() {
    guard let victim = takeVictim() else { return }
    let target = "mirror@free-post\(tenant.index)m.example"
    let time = ago(0, 10 * 3600)
    let address = attackerAddress()
    tenant.forwardings.append(PlannedForwarding(mailbox: victim, outside: target, keepsCopy: false, from: time))
    event(
      time - 300, by: .person(victim), from: address,
      .signIn(risk: .init(level: "medium", eventType: "unfamiliarFeatures")))
    event(time, by: .person(victim), from: address, .setForwarding(mailbox: victim, address: target, keepsCopy: false))
    sign(
      victim, "mailbox-forwarding", .critical, in: "mailboxes", from: time, "All mail goes outside, no copy is kept.")
    tenant.storyLines.append("A mailbox forwards outside without a copy since tonight.")
  }

  /// Set and cleared within seconds: no night's listing shows it, the log does.
  mutating func flashForwarding() {
    guard let victim = takeVictim() else { return }
    let time = ago(0, 20 * 3600)
    let address = attackerAddress()
    event(
      time, by: .person(victim), from: address,
      .setForwarding(mailbox: victim, address: "flash@free-post\(tenant.index)f.example", keepsCopy: true))
    event(time + 9, by: .person(victim), from: address, .setForwarding(mailbox: victim, address: nil, keepsCopy: false))
    eventSign(
      victim, "mailbox-forwarding", .high, in: "unified_audit", at: time + 9, "Forwarded outside for nine seconds.")
    tenant.storyLines.append("Outside forwarding was set and cleared within seconds.")
  }

  /// Last week's forwarding, cleared by the help desk.
  mutating func resolvedForwarding() {
    guard let victim = takeVictim() else { return }
    let cleared = ago(3, 40_000)
    tenant.forwardings.append(
      PlannedForwarding(
        mailbox: victim, outside: "copy@free-post\(tenant.index)c.example", keepsCopy: true, from: ago(30),
        until: cleared))
    event(
      cleared, by: .person(0), from: officeAddress(), .setForwarding(mailbox: victim, address: nil, keepsCopy: false))
    sign(victim, "mailbox-forwarding", .high, in: "mailboxes", from: ago(30), until: cleared, "Forwarded outside.")
    eventLookAlike(victim, "mailbox-forwarding", atMost: .low, at: cleared, "The administrator cleared forwarding.")
    tenant.storyLines.append("Outside forwarding of last week was cleared.")
  }

  /// Forwarding that kept a copy until tonight.
  mutating func escalatedForwarding() {
    guard let victim = takeVictim() else { return }
    let target = "second@free-post\(tenant.index)s.example"
    let changed = ago(0, 6 * 3600)
    tenant.forwardings.append(
      PlannedForwarding(mailbox: victim, outside: target, keepsCopy: true, from: ago(40), until: changed))
    tenant.forwardings.append(PlannedForwarding(mailbox: victim, outside: target, keepsCopy: false, from: changed))
    event(
      changed, by: .person(victim), from: attackerAddress(),
      .setForwarding(mailbox: victim, address: target, keepsCopy: false))
    sign(
      victim, "mailbox-forwarding", .high, in: "mailboxes", from: ago(40), until: changed,
      "Forwards outside, keeps a copy.")
    sign(victim, "mailbox-forwarding", .critical, in: "mailboxes", from: changed, "No longer keeps a copy.")
    tenant.storyLines.append("Outside forwarding became worse: no copy is kept any more.")
  }

  /// There a week ago, cleared, and back tonight.
  mutating func reopenedForwarding() {
    guard let victim = takeVictim() else { return }
    let target = "again@free-post\(tenant.index)a.example"
    let cleared = ago(4, 20_000)
    let back = ago(0, 8 * 3600)
    tenant.forwardings.append(
      PlannedForwarding(mailbox: victim, outside: target, keepsCopy: false, from: ago(9), until: cleared))
    tenant.forwardings.append(PlannedForwarding(mailbox: victim, outside: target, keepsCopy: false, from: back))
    let intruder = PlannedEvent.Actor.person(victim)
    let address = attackerAddress()
    event(ago(9), by: intruder, from: address, .setForwarding(mailbox: victim, address: target, keepsCopy: false))
    event(
      cleared, by: .person(0), from: officeAddress(), .setForwarding(mailbox: victim, address: nil, keepsCopy: false))
    event(back, by: intruder, from: address, .setForwarding(mailbox: victim, address: target, keepsCopy: false))
    sign(victim, "mailbox-forwarding", .critical, in: "mailboxes", from: ago(9), until: cleared, "Forwards outside.")
    sign(victim, "mailbox-forwarding", .critical, in: "mailboxes", from: back, "Forwards outside again.")
    eventLookAlike(victim, "mailbox-forwarding", atMost: .low, at: cleared, "The administrator cleared forwarding.")
    tenant.storyLines.append("Outside forwarding was cleared and is back.")
  }
}
