package import AuditModel

/// One of the eleven signs of a bad inbox rule, each a question with a reason for its yes.
package enum InboxRuleSignal: String, CaseIterable, Sendable {
  case forwardsOutside = "forwards_outside"
  case deletes
  case marksAsRead = "marks_as_read"
  case movesOutOfSight = "moves_out_of_sight"
  case actsOnAllMail = "acts_on_all_mail"
  case looksForMoneyOrWarnings = "looks_for_money_or_warnings"
  case meaninglessName = "meaningless_name"
  case stopsFurtherRules = "stops_further_rules"
  case posesAsSecurity = "poses_as_security"
  case changedRecently = "changed_recently"
  case hidden

  package enum Weight: Sendable { case weak, strong, suspicious, raising }

  package var weight: Weight {
    switch self {
    case .forwardsOutside: .suspicious
    case .deletes, .actsOnAllMail, .meaninglessName, .posesAsSecurity, .hidden: .strong
    case .marksAsRead, .movesOutOfSight, .looksForMoneyOrWarnings, .stopsFurtherRules: .weak
    case .changedRecently: .raising
    }
  }

  /// Why the signal is true of a rule; nil when it is not.
  package func reason(for rule: InboxRule, in context: InboxRuleContext) -> String? {
    switch self {
    case .forwardsOutside: Self.forwardsOutside(rule, context)
    case .deletes: Self.deletes(rule)
    case .marksAsRead: Self.marksAsRead(rule)
    case .movesOutOfSight: Self.movesOutOfSight(rule, context)
    case .actsOnAllMail: Self.actsOnAllMail(rule, context)
    case .looksForMoneyOrWarnings: Self.looksForMoneyOrWarnings(rule)
    case .meaninglessName: Self.meaninglessName(rule)
    case .stopsFurtherRules: Self.stopsFurtherRules(rule, context)
    case .posesAsSecurity: Self.posesAsSecurity(rule)
    case .changedRecently: Self.changedRecently(context)
    case .hidden: Self.hidden(rule)
    }
  }

  /// 1: forwards or redirects outside the accepted domains, also as a text message.
  static func forwardsOutside(_ rule: InboxRule, _ context: InboxRuleContext) -> String? {
    let outside = rule.actions.allRecipients.map { ($0, context.reach(of: $0)) }.filter { $0.1.leavesTenant }
    if !outside.isEmpty {
      let addresses = outside.map(\.0.label).listed(atMost: 5)
      return outside.contains { $0.1 == .outside }
        ? "forwards to an address outside the tenant (\(addresses))"
        : "forwards to another domain, \(context.domainDoubt) (\(addresses))"
    }
    if rule.actions.textsTo.isEmpty { return nil }
    return "sends a text message for each mail (\(rule.actions.textsTo.listed(atMost: 5)))"
  }

  /// 2: deletes.
  static func deletes(_ rule: InboxRule) -> String? {
    if rule.actions.deletesPermanently { return "deletes mail permanently" }
    return rule.actions.deletes ? "deletes mail" : nil
  }

  /// 3: marks as read.
  static func marksAsRead(_ rule: InboxRule) -> String? {
    rule.actions.marksAsRead ? "marks mail as read" : nil
  }

  /// 4: moves to a place where nobody looks.
  static func movesOutOfSight(_ rule: InboxRule, _ context: InboxRuleContext) -> String? {
    guard let place = context.hiddenPlace(of: rule) else { return nil }
    let name = context.folderName(of: rule) ?? place.title
    return name == place.title
      ? "moves mail to \(name), where nobody looks"
      : "moves mail to “\(name)” (\(place.title)), where nobody looks"
  }

  /// 5: a hiding action and no condition.
  static func actsOnAllMail(_ rule: InboxRule, _ context: InboxRuleContext) -> String? {
    guard rule.conditions.isEmpty, !rule.isContentUnreadable, context.hides(rule) else { return nil }
    return "hides all mail: it has no condition"
  }

  /// 6: looks for money or warnings.
  static func looksForMoneyOrWarnings(_ rule: InboxRule) -> String? {
    if rule.conditions.words.isEmpty { return nil }
    if let word = MoneyWords.list.firstMatch(in: rule.conditions.words) {
      return "looks for mail about money (“\(word)”)"
    }
    if let word = WarningWords.list.firstMatch(in: rule.conditions.words) { return "looks for warnings (“\(word)”)" }
    return nil
  }

  /// 7: a name without two letters or digits in a row, or of at most two characters.
  static func meaninglessName(_ rule: InboxRule) -> String? {
    if rule.name.saysSomethingInASCII { return nil }
    let name = rule.name[...].trimmed
    if name.isEmpty { return "has no name" }
    if name.count <= 2 { return "has a name of at most two characters (“\(name)”)" }
    var run = 0
    for character in name {
      run = character.isLetter || character.isNumber ? run + 1 : 0
      if run == 2 { return nil }
    }
    return "has a name that says nothing (“\(name)”)"
  }

  /// 8: stops further rules while hiding.
  static func stopsFurtherRules(_ rule: InboxRule, _ context: InboxRuleContext) -> String? {
    rule.actions.stopsProcessing && context.hides(rule) ? "keeps further rules from seeing what it hides" : nil
  }

  /// 9: a name that pretends to be security or Microsoft.
  static func posesAsSecurity(_ rule: InboxRule) -> String? {
    PosingWords.list.matches(rule.name) ? "has a name that poses as security or Microsoft (“\(rule.name)”)" : nil
  }

  /// 10: changed in the window, or by somebody else than the owner.
  static func changedRecently(_ context: InboxRuleContext) -> String? {
    guard let change = context.lastChange else { return nil }
    let act = "\(change.verb) \(change.record.occurredAt.iso8601) by \(change.actor.name)"
    return change.isByOwner(context.owner) || change.actor.userID == nil
      ? "was \(act)" : "was \(act), who is not the owner"
  }

  /// 11: visible only with hidden rules included.
  static func hidden(_ rule: InboxRule) -> String? {
    rule.isHidden ? "is hidden from the user" : nil
  }
}

extension String {
  /// True for the common case, told without decoding characters: three letters or digits of ASCII in a row.
  fileprivate var saysSomethingInASCII: Bool {
    var run = 0
    for byte in utf8 {
      run = byte &- 48 < 10 || (byte | 32) &- 97 < 26 ? run + 1 : 0
      if run == 3 { return true }
    }
    return false
  }
}

extension [String] {
  /// `a, b and 3 others`, `a and 1 other`: verbatim, with an end.
  func listed(atMost limit: Int) -> String {
    if count <= limit { return joined(separator: ", ") }
    return prefix(limit).joined(separator: ", ") + " and \((count - limit).counted("other"))"
  }
}
