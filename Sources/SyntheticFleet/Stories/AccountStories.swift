extension TenantPlanner {
  /// An intruder with an administrator's session makes himself an account, and another that he deletes again.
  mutating func backdoorAccount() {
    guard let creator = takeVictim(), let account = takeVictim() else { return }
    let address = attackerAddress()
    let actor = PlannedEvent.Actor.person(creator)
    let time = ago(0, 12 * 3600)
    tenant.roles.append(PlannedRole(person: creator, role: .userAdministrator, from: tenant.people[creator].createdAt))
    event(time - 400, by: actor, from: address, .signIn(risk: .init(level: "high", eventType: "anomalousToken")))
    tenant.people[account].createdAt = time
    tenant.people[account].passwordSetAt = time
    event(time, by: actor, from: address, .addUser(account))
    event(time + 95, by: actor, from: address, .addToRole(account, .globalAdministrator))
    tenant.roles.append(PlannedRole(person: account, role: .globalAdministrator, from: time + 95))
    sign(
      account, "new-users", .high, in: "users", from: time, until: time + logReach,
      "A new account with a privileged role.")
    eventSign(account, "role-changes", .high, in: "directory_audits", at: time + 95, "Was given a privileged role.")
    eventSign(creator, "role-changes", .high, in: "directory_audits", at: time + 95, "Gave away a privileged role.")
    for person in [creator, account] {
      eventSign(
        person, "shared-infrastructure", .medium, in: "directory_audits", at: time + 95,
        "The intruder's address is behind the findings of both.")
    }
    sign(
      account, "account-protection", .high, in: "registration_details", from: time + 95,
      "A privileged role and no second factor.")
    eventLookAlike(account, "password-changes", atMost: .low, at: time, "The first password of a new account.")
    let born = ago(2, 50_000)
    let ghost = addGhost(createdAt: born, deletedAt: born + 5 * 3600)
    event(born, by: actor, from: address, .addUser(ghost))
    event(born + 5 * 3600, by: actor, from: address, .deleteUser(ghost))
    eventSign(
      ghost, "new-users", .low, in: "directory_audits", at: born + 5 * 3600, "Created and deleted within five hours.")
    tenant.storyLines.append("A backdoor account with a privileged role; another was created and deleted.")
  }

  /// Somebody without any role takes hold of colleagues' mailboxes.
  mutating func grabbedMailboxes() {
    guard let grabber = takeVictim(), let owner = takeVictim() else { return }
    let address = attackerAddress()
    let actor = PlannedEvent.Actor.person(grabber)
    let time = ago(1, -6 * 3600)
    event(time, by: actor, from: address, .grantFullAccess(mailbox: owner, to: grabber, succeeded: true))
    event(time + 33, by: actor, from: address, .grantSendAs(mailbox: owner, to: grabber))
    eventSign(
      owner, "mailbox-permissions", .high, in: "unified_audit", at: time + 33,
      "A colleague without a role took full access.")
    eventSign(
      grabber, "mailbox-permissions", .high, in: "unified_audit", at: time + 33,
      "Gave himself full access to a colleague.")
    for person in [owner, grabber] {
      eventSign(
        person, "shared-infrastructure", .medium, in: "unified_audit", at: time + 33,
        "The intruder's address is behind the findings of both.")
    }
    tenant.storyLines.append("Somebody without a role gave himself full access to a mailbox.")
    guard let exposed = takeVictim() else { return }
    let opened = ago(0, 5 * 3600)
    event(
      opened, by: .person(exposed), from: attackerAddress(),
      .grantFolder(mailbox: exposed, folder: .inbox, member: .named("Default"), rights: "Reviewer"))
    eventSign(exposed, "mailbox-permissions", .high, in: "unified_audit", at: opened, "The inbox is open to everybody.")
    event(opened + 60, by: .person(grabber), from: address, .grantSendOnBehalf(mailbox: exposed, to: grabber))
    tenant.storyLines.append("An inbox was opened to everybody.")
  }

  /// Three changes of one password in a week, by three ways.
  mutating func passwordStorm() {
    guard let victim = takeVictim() else { return }
    let times = [ago(5, 30_000), ago(2, 25_000), ago(0, 10 * 3600)]
    event(times[0], by: .passwordService, from: ClientAddress(.none, host: 0, port: 3), .selfServiceReset(victim))
    event(times[1], by: .person(victim), from: attackerAddress(), .changePassword(victim, succeeded: true))
    let helpDesk = tenant.people.count > 4 ? 1 : 0
    event(times[2], by: .person(helpDesk), from: officeAddress(), .resetPassword(victim))
    for time in times { setPassword(victim, at: time) }
    sign(
      victim, "password-changes", .high, in: "directory_audits", from: times[2], until: times[0] + logReach,
      "Three changes within a week.")
    lookAlike(victim, "password-changes", atMost: .low, from: times[0], until: times[2], "One or two changes.")
    lookAlike(
      victim, "password-changes", atMost: .medium, from: times[0] + logReach, until: times[2] + logReach,
      "One or two changes, one by the help desk.")
    tenant.storyLines.append("One password was changed three times within a week.")
  }
}
