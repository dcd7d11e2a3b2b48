/// Stories that only the whole tells: one attack from door to door, and one attacker in several tenants.
extension TenantPlanner {
  /// Within a day: a risky sign-in, a new method, a rule that hides, mail to strangers, and no trace of it.
  mutating func wholeChain() {
    guard let victim = takeVictim() else { return }
    let address = attackerAddress()
    let owner = PlannedEvent.Actor.person(victim)
    let start = ago(0, 15 * 3600)
    workAtHome(victim)
    event(start - 1500, by: owner, from: officeAddress(), .signIn(SignInManner()))
    event(
      start, by: owner, from: address,
      .signIn(
        SignInManner(
          risk: .init(level: "high", eventType: "attackerinTheMiddle"), country: "XZ", userAgent: "axios/1.7.2",
          transfer: .deviceCode)))
    addMethod(.phone(ownNumber(4)), of: victim, at: start + 400, from: address)
    eventSign(victim, "mfa-methods", .medium, in: "directory_audits", at: start + 400, "A telephone was added.")
    let rule = rule(of: victim, named: JSONText("."), attackContent(1), from: start + 900)
    tenant.rules.append(rule)
    event(rule.from, by: owner, from: address, .newRule(rule, succeeded: true))
    sign(victim, "mailbox-rules", .high, in: "inbox_rules", from: rule.from, "Hides mail about payments.")
    eventSign(victim, "inbox-rule-changes", .high, in: "unified_audit", at: rule.from, "A rule that hides was made.")
    deletedWarnings(of: victim, at: start + 500, from: address)
    if let mailing = massMailing(by: victim, at: start + 3 * 3600, from: address) {
      deleteCopies(of: mailing, at: start + 4 * 3600, from: address)
    }
    tenant.storyLines.append("One attack from the first sign-in to the last deletion.")
  }

  /// The addresses, application and number that one attacker uses in every tenant of the campaign.
  enum Campaign {
    static let target = "relay@courier-post.example"
    static let application = AddedApplication.Identity.invented(1)
    static let number = "+999 4000000001"
    static func address(port: Int) -> ClientAddress { ClientAddress(.attacker, host: 0xFE_0101, port: port) }
  }

  /// A mailbox forwards to where mailboxes of other tenants forward.
  mutating func campaignForwarding() {
    guard let victim = takeVictim() else { return }
    let time = ago(0, 16 * 3600)
    tenant.forwardings.append(
      PlannedForwarding(mailbox: victim, outside: Campaign.target, keepsCopy: true, from: time))
    event(
      time, by: .person(victim), from: Campaign.address(port: random.below(10_000)),
      .setForwarding(mailbox: victim, address: Campaign.target, keepsCopy: true))
    sign(victim, "mailbox-forwarding", .high, in: "mailboxes", from: time, "Forwards outside.")
    joinCampaign(victim, in: "mailboxes", from: time)
    tenant.storyLines.append("A mailbox forwards to the target of a campaign.")
  }

  /// An application that other tenants met the same night.
  mutating func campaignConsent() {
    let time = ago(1, 14 * 3600)
    let address = Campaign.address(port: random.below(10_000))
    guard let victim = consentPhishing(of: Campaign.application, from: address, at: time) else { return }
    joinCampaign(victim, in: "oauth2_permission_grants", from: time)
  }

  /// A number that answers for somebody of another tenant, too.
  mutating func campaignNumber() {
    guard let victim = takeVictim() else { return }
    share(Campaign.number, with: victim, since: ago(45))
    sign(
      victim, "shared-mfa-number", .critical, in: "authentication_methods", from: ago(45),
      "One number answers for people of several tenants.")
    joinCampaign(victim, in: "authentication_methods", from: ago(45))
    tenant.storyLines.append("A telephone number is shared with another tenant.")
  }

  private mutating func joinCampaign(_ victim: Int, in source: String, from time: Int64) {
    sign(victim, "shared-infrastructure", .high, in: source, from: time, "The same attacker in several tenants.")
  }
}
