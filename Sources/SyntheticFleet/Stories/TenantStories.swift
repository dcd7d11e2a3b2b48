/// Stories of an intruder with an administrator's rights: the whole tenant's mail, log and locks.
extension TenantPlanner {
  /// A member who administers, and whose session was stolen.
  private mutating func takeAdministrator(_ role: DirectoryRole) -> Int? {
    guard let victim = takeVictim() else { return nil }
    tenant.roles.append(PlannedRole(person: victim, role: role, from: tenant.people[victim].createdAt))
    return victim
  }

  /// All mail is copied outside, unseen, and leaves by another way.
  mutating func copiedMailFlow() {
    guard let actor = takeAdministrator(.exchangeAdministrator) else { return }
    let address = attackerAddress()
    let time = ago(0, 14 * 3600)
    let rule = MailFlowRule(
      number: tenant.mailFlowRules.count, name: text("Compliance", or: 4),
      blindCopyTo: "archive@mail-vault\(tenant.index).example", from: time)
    tenant.mailFlowRules.append(rule)
    event(time, by: .person(actor), from: address, .newMailFlowRule(rule))
    let connector = MailConnector(
      number: tenant.connectors.count, name: text("Backup route", or: 7),
      smartHost: "mx.mail-vault\(tenant.index).example", from: time + 200)
    tenant.connectors.append(connector)
    event(time + 200, by: .person(actor), from: address, .newConnector(connector))
    eventSign(
      actor, "mail-flow-changes", .critical, in: "unified_audit", at: time + 200,
      "Copies everybody's mail outside, and routes it another way.")
    tenant.storyLines.append("A mail flow rule copies all mail outside.")
  }

  /// The log was off for three hours.
  mutating func pausedAuditing() {
    guard let actor = takeAdministrator(.globalAdministrator) else { return }
    let address = attackerAddress()
    let time = ago(1, 10 * 3600)
    event(time, by: .person(actor), from: address, .setAuditing(false))
    event(time + 3 * 3600, by: .person(actor), from: address, .setAuditing(true))
    eventSign(
      actor, "tenant-defence-changes", .critical, in: "unified_audit", at: time + 3 * 3600,
      "The unified audit log was off for three hours.")
    tenant.storyLines.append("The audit log was switched off for three hours.")
  }

  /// The policy that asked for a second factor is gone, and the domain signs in elsewhere.
  mutating func weakenedSignIn() {
    guard let actor = takeAdministrator(.globalAdministrator) else { return }
    let address = attackerAddress()
    let time = ago(0, 20 * 3600)
    event(
      time, by: .person(actor), from: address,
      .conditionalAccess(.delete, policy: text("Require multifactor authentication for all users", or: 9)))
    eventSign(
      actor, "tenant-defence-changes", .high, in: "directory_audits", at: time, "Deleted a conditional access policy.")
    tenant.storyLines.append("A conditional access policy was deleted.")
  }

  /// Whoever owns the other end may sign in as anybody.
  mutating func federatedDomain() {
    guard let actor = takeAdministrator(.globalAdministrator) else { return }
    let time = ago(0, 22 * 3600)
    tenant.federatedAt = time
    event(time, by: .person(actor), from: attackerAddress(), .federateDomain)
    eventSign(
      actor, "tenant-defence-changes", .critical, in: "directory_audits", at: time, "Federated the tenant's domain.")
    tenant.storyLines.append("The tenant's domain was federated with a stranger.")
  }

  /// Thirty links for anyone within half an hour.
  mutating func openedFiles() {
    guard let victim = takeVictim() else { return }
    let address = attackerAddress()
    let time = ago(1, 13 * 3600)
    for number in 0..<30 {
      event(
        time + Int64(number) * 55, by: .person(victim), from: address,
        .shareFile(
          FileShare(operation: "AnonymousLinkCreated", file: text("Payroll \(2000 + number).xlsx", or: 10 + number % 2))
        ))
    }
    eventSign(
      victim, "anonymous-sharing", .medium, in: "unified_audit", at: time + 29 * 55, "Thirty links for anyone.")
    tenant.storyLines.append("Many files were opened to anyone.")
  }
}
