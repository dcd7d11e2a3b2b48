extension TenantPlanner {
  /// The whole attack of one evening: sign-in, three rules, a new method, a new password.
  ///
  /// Tempo as measured: the first rule 281 s after the sign-in, further ones 19 to 40 s apart.
  mutating func takeover(at start: Int64) {
    guard let victim = takeVictim() else { return }
    let address = attackerAddress()
    let owner = PlannedEvent.Actor.person(victim)
    event(start, by: owner, from: address, .signIn(risk: .init(level: "high", eventType: "anonymizedIPAddress")))
    event(start + 140, by: owner, from: address, .readMail)
    var time = start + 281
    for (number, name) in [".", "..", ";;;"].enumerated() {
      let rule = rule(of: victim, named: JSONText(name), attackContent(number), from: time)
      tenant.rules.append(rule)
      event(time, by: owner, from: address, .newRule(rule, succeeded: true))
      time += 19 + Int64(random.below(22))
    }
    addMethod(.authenticator, of: victim, at: time + 260, from: address)
    event(time + 420, by: owner, from: address, .changePassword(victim, succeeded: true))
    setPassword(victim, at: time + 420)
    sign(victim, "mailbox-rules", .critical, in: "inbox_rules", from: start + 281, "Forwards outside and deletes.")
    eventSign(victim, "inbox-rule-changes", .high, in: "unified_audit", at: time, "Rules made by the intruder.")
    sign(
      victim, "password-changes", .high, in: "users", from: time + 420, until: start + logReach,
      "Password changed within minutes of a risky sign-in and a new method.")
    eventSign(victim, "mfa-methods", .low, in: "directory_audits", at: time + 260, "A method of the intruder's own.")
    tenant.storyLines.append("A mailbox was taken over: rules, a new method, a new password.")
  }

  /// A rule that has been there for weeks: it must persist from night to night.
  mutating func persistentRule() {
    guard let victim = takeVictim() else { return }
    let rule = rule(of: victim, named: JSONText(";"), attackContent(0), from: ago(26, 5000))
    tenant.rules.append(rule)
    sign(
      victim, "mailbox-rules", .critical, in: "inbox_rules", from: rule.from, "Forwards outside and deletes, for weeks."
    )
    tenant.storyLines.append("An old malicious rule persists.")
  }

  /// A rule that was there last week and that its owner removed.
  mutating func resolvedRule() {
    guard let victim = takeVictim() else { return }
    let rule = rule(of: victim, named: JSONText("..."), attackContent(2), from: ago(22, 4000), until: ago(0, 15 * 3600))
    tenant.rules.append(rule)
    event(rule.until, by: .person(victim), from: officeAddress(), .removeRule(rule))
    sign(
      victim, "mailbox-rules", .high, in: "inbox_rules", from: rule.from, until: rule.until,
      "Hides mail about payments; removed since.")
    eventLookAlike(victim, "inbox-rule-changes", atMost: .medium, at: rule.until, "The owner removed a malicious rule.")
    tenant.storyLines.append("A malicious rule was removed.")
  }

  /// A harmless rule that an intruder changed tonight: the same rule, worse.
  mutating func escalatedRule() {
    guard let victim = takeVictim() else { return }
    var content = RuleContent()
    content.senderWords = ["planning@partner1.example"]
    content.moveTo = .own(OrdinaryWords.projectFolder(tenant.tongue))
    content.marksAsRead = true
    let changed = ago(0, 7 * 3600)
    var rule = rule(
      of: victim, named: JSONText(OrdinaryWords.projectFolder(tenant.tongue)), content, from: ago(200), until: changed)
    tenant.rules.append(rule)
    lookAlike(victim, "mailbox-rules", atMost: .low, from: rule.from, until: changed, "Files and marks as read.")
    content.senderWords = []
    content.redirectTo = [.outside("collect@dropbox-mail\(tenant.index)x\(tenant.rules.count).example")]
    content.deletes = true
    content.moveTo = nil
    rule.content = content
    rule.from = changed
    rule.until = .max
    tenant.rules.append(rule)
    let address = attackerAddress()
    event(
      changed - 281, by: .person(victim), from: address, .signIn(risk: .init(level: "medium", eventType: "newCountry")))
    event(changed, by: .person(victim), from: address, .changeRule(rule))
    sign(
      victim, "mailbox-rules", .critical, in: "inbox_rules", from: changed,
      "A filing rule now redirects outside and deletes.")
    eventSign(
      victim, "inbox-rule-changes", .high, in: "unified_audit", at: changed, "A rule was changed to redirect outside.")
    tenant.storyLines.append("A harmless rule was turned into a malicious one.")
  }

  /// Only the state shows it: a rule named `...` that hides mail in the RSS folder.
  mutating func hiddenByFolder() {
    guard let victim = takeVictim() else { return }
    var content = attackContent(1)
    content.moveTo = .rss
    let rule = rule(of: victim, named: JSONText("..."), content, from: ago(0, 14 * 3600))
    tenant.rules.append(rule)
    event(rule.from, by: .person(victim), from: attackerAddress(), .newRule(rule, succeeded: true))
    sign(
      victim, "mailbox-rules", .high, in: "inbox_rules", from: rule.from, "Hides mail about payments in the RSS folder."
    )
    eventSign(victim, "inbox-rule-changes", .medium, in: "unified_audit", at: rule.from, "A rule that hides was made.")
    tenant.storyLines.append("A rule hides mail in the RSS folder.")
  }

  /// Made through Outlook's own protocol, which only UpdateInboxRules tells.
  mutating func outlookRule() {
    guard let victim = takeVictim() else { return }
    let rule = rule(of: victim, named: JSONText(","), attackContent(0), from: ago(2, 30_000))
    tenant.rules.append(rule)
    event(rule.from, by: .person(victim), from: attackerAddress(), .outlookRule(rule, operation: "AddMailboxRule"))
    sign(victim, "mailbox-rules", .critical, in: "inbox_rules", from: rule.from, "Forwards outside and deletes.")
    eventSign(victim, "inbox-rule-changes", .high, in: "unified_audit", at: rule.from, "Made through Outlook.")
    tenant.storyLines.append("A malicious rule was made through Outlook.")
  }

  /// Made and removed within forty minutes: no night's listing ever shows it.
  mutating func shortLivedRule() {
    guard let victim = takeVictim() else { return }
    var content = RuleContent()
    content.deletes = true
    content.stops = true
    let made = ago(0, 19 * 3600)
    let rule = rule(of: victim, named: JSONText("xx"), content, from: made, until: made + 2400)
    tenant.rules.append(rule)
    let address = attackerAddress()
    event(made, by: .person(victim), from: address, .newRule(rule, succeeded: true))
    event(rule.until, by: .person(victim), from: address, .removeRule(rule))
    eventSign(
      victim, "inbox-rule-changes", .high, in: "unified_audit", at: rule.until, "Deleted all mail for forty minutes.")
    tenant.storyLines.append("A rule that deletes all mail existed for forty minutes.")
  }

  /// Rules of the hostile tenant: ordinary in what they do, hostile in what they are called.
  mutating func hostileRules() {
    for person in tenant.people where person.index > 0 {
      var content = RuleContent()
      content.subjectWords = ["weekly report"]
      content.moveTo = .own("Reports")
      let rule = rule(of: person.index, named: HostileTexts.name(person.index), content, from: ago(90))
      tenant.rules.append(rule)
      // Texts such as `{{{x}}}` have no two letters in a row and count as strange names, rightly.
      lookAlike(person.index, "mailbox-rules", atMost: .medium, from: rule.from, "Hostile text as a rule's name.")
    }
  }

  /// What published malicious rules do: forward and delete, hide payment mail, hide warnings.
  func attackContent(_ number: Int) -> RuleContent {
    var content = RuleContent()
    content.stops = true
    switch number {
    case 0:
      content.forwardTo = [.outside("collect@dropbox-mail\(tenant.index)x\(tenant.rules.count).example")]
      content.deletes = true
    case 1:
      content.subjectWords = ["invoice", "payment", OrdinaryWords.invoice(tenant.tongue)]
      content.moveTo = .conversationHistory
      content.marksAsRead = true
    default:
      content.subjectWords = ["wire", "payment", "hacked", "phishing"]
      content.deletes = true
      content.marksAsRead = true
    }
    return content
  }
}
