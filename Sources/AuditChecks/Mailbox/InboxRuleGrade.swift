package import AuditModel

/// How severe a rule is, from its signals.
package struct InboxRuleGrade {
  package let severity: Severity
  /// In the order of `InboxRuleSignal`.
  package let signals: [Signal]
  package let found: Set<InboxRuleSignal>
  /// A combination that ordinary rules do not have.
  package let isSuspicious: Bool

  package init(_ rule: InboxRule, in context: InboxRuleContext) {
    var signals: [Signal] = []
    var found: Set<InboxRuleSignal> = []
    for signal in InboxRuleSignal.allCases {
      guard let reason = signal.reason(for: rule, in: context) else { continue }
      found.insert(signal)
      signals.append(Signal(signal.rawValue, reason))
    }
    if !rule.isEnabled, !signals.isEmpty { signals.append(Signal("disabled", "is disabled at present")) }
    self.signals = signals
    self.found = found
    isSuspicious = Self.isSuspicious(found, movesToRSS: context.hiddenPlace(of: rule) == .rss)
    severity = Self.severity(found, isSuspicious: isSuspicious, isEnabled: rule.isEnabled)
  }

  private static func isSuspicious(_ found: Set<InboxRuleSignal>, movesToRSS: Bool) -> Bool {
    if found.contains(.forwardsOutside) || movesToRSS { return true }
    let hides = found.contains(.deletes) || found.contains(.movesOutOfSight)
    if hides, !found.isDisjoint(with: [.actsOnAllMail, .looksForMoneyOrWarnings, .meaninglessName]) { return true }
    return found.contains(.meaninglessName) && found.contains(.marksAsRead)
  }

  private static func severity(_ found: Set<InboxRuleSignal>, isSuspicious: Bool, isEnabled: Bool) -> Severity {
    let hides = found.contains(.deletes) || found.contains(.movesOutOfSight)
    let weak = found.count { $0.weight == .weak }
    var severity: Severity
    if found.contains(.forwardsOutside) && hides {
      severity = .critical
    } else if isSuspicious {
      severity = .high
    } else if weak >= 2 || found.contains(where: { $0.weight == .strong }) {
      severity = .medium
    } else {
      severity = weak == 1 ? .low : .informational
    }
    if found.contains(.changedRecently) { severity = severity.raised(by: 1) }
    return isEnabled ? severity : severity.raised(by: -1)
  }
}

extension InboxRule {
  /// Rules that Exchange makes for itself: the junk filter's and the automatic reply's.
  ///
  /// The name alone excuses no rule that sends mail away, deletes it, marks it as read or moves it anywhere but to the
  /// junk mail: anybody can choose that name.
  func isSystemRule(in context: InboxRuleContext) -> Bool {
    guard name == "Junk E-Mail Rule" || name == "Junk E-mail Rule" || name.hasPrefix("Microsoft.Exchange.OOF.")
    else { return false }
    if !actions.allRecipients.isEmpty || !actions.textsTo.isEmpty || actions.marksAsRead { return false }
    if actions.deletes || actions.deletesPermanently { return false }
    return actions.movesTo == nil || context.hiddenPlace(of: self) == .junk
  }

  /// What the rule does, in words: `forwards mail to a@b.example, moves mail to “RSS Feeds” and marks it as read`.
  func deeds(in context: InboxRuleContext) -> String {
    var deeds: [String] = []
    func add(_ verb: String, _ recipients: [MailRecipient]) {
      if !recipients.isEmpty { deeds.append("\(verb) \(recipients.map(\.label).listed(atMost: 5))") }
    }
    add("forwards mail to", actions.forwardsTo)
    add("forwards mail as an attachment to", actions.forwardsAsAttachmentTo)
    add("redirects mail to", actions.redirectsTo)
    if !actions.textsTo.isEmpty { deeds.append("sends text messages to \(actions.textsTo.listed(atMost: 5))") }
    if actions.deletesPermanently {
      deeds.append("deletes mail permanently")
    } else if actions.deletes {
      deeds.append("deletes mail")
    }
    if actions.movesTo != nil {
      deeds.append(context.folderName(of: self).map { "moves mail to “\($0)”" } ?? "moves mail to a folder")
    }
    if let folder = actions.copiesTo { deeds.append(folder.name.map { "copies mail to “\($0)”" } ?? "copies mail") }
    if actions.marksAsRead { deeds.append("marks mail as read") }
    if actions.stopsProcessing { deeds.append("stops further rules") }
    if isContentUnreadable { return "holds actions that could not be read" }
    guard let last = deeds.popLast() else { return "acts on mail in other ways" }
    return deeds.isEmpty ? last : deeds.joined(separator: ", ") + " and " + last
  }

  /// Values an analyst needs, verbatim.
  func details(in context: InboxRuleContext) -> [Detail] {
    var details = [Detail("Rule", name), Detail("Enabled", isEnabled ? "yes" : "no")]
    let recipients = actions.allRecipients.map(\.label) + actions.textsTo
    if !recipients.isEmpty { details.append(Detail("Sends to", recipients.joined(separator: "; "))) }
    if let target = actions.movesTo {
      details.append(Detail("Moves to", context.folderName(of: self) ?? target.id ?? "unknown folder"))
    }
    if !conditions.words.isEmpty { details.append(Detail("Looks for", conditions.words.joined(separator: "; "))) }
    if !conditions.predicates.isEmpty {
      details.append(Detail("Conditions", conditions.predicates.joined(separator: ", ")))
    }
    return details
  }
}
