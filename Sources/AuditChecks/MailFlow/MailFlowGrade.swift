import AuditModel

/// How severe a change of mail flow, or a setting that stands, is; nil when it does nothing that counts.
struct MailFlowGrade {
  let severity: Severity
  let signals: [Signal]
  /// The gravest first.
  let effects: [MailFlowEffect]

  /// - Parameters:
  ///   - changes: records of one setting, by time; none of them set aside.
  ///   - setting: the same as the listing shows it.
  init?(_ changes: [MailFlowChange], setting: MailFlowSetting?) {
    let told = changes.filter { !$0.isEnd }
    // A record names only what it changes: what else the setting does, the listing knows.
    let all = told.flatMap(\.effects) + (told.isEmpty ? [] : setting?.effects ?? [])
    effects = Self.sorted(all, by: \.severity)
    var signals = effects.map(\.signal)
    var severity = effects.first?.severity
    if effects.isEmpty, told.contains(where: { $0.record.isTruncated || ($0.act == .enabled && setting == nil) }) {
      signals.append(Signal("content_unknown", "what it does is not told by the record"))
      severity = .medium
    }
    if setting?.isOnlyAuditing == true, let full = severity {
      signals.append(Signal("only_audits", "only notes what it would do, and lets mail pass"))
      severity = full.raised(by: -1)
    }
    if let end = changes.last, end.isEnd {
      signals.append(Signal("taken_away", "was \(end.act.rawValue) \(end.record.occurredAt.iso8601)"))
      if told.isEmpty { severity = .low }
    }
    guard let severity else { return nil }
    self.severity = severity
    self.signals = signals
  }

  /// - Parameter isFresh: it was changed in the window, and nothing tells by whom.
  init?(standing setting: MailFlowSetting, isFresh: Bool) {
    guard setting.isEnabled, !setting.effects.isEmpty else { return nil }
    // Every tenant has the default remote domain, and it allows forwarding from the start.
    if setting.isDefault && !isFresh { return nil }
    effects = Self.sorted(setting.effects, by: isFresh ? \.severity : \.standingSeverity)
    var severity = effects.map { isFresh ? $0.severity : $0.standingSeverity }.max() ?? .informational
    var signals = effects.map(\.signal)
    if setting.isOnlyAuditing {
      signals.append(Signal("only_audits", "only notes what it would do, and lets mail pass"))
      severity = .informational
    }
    if isFresh, let changedAt = setting.changedAt {
      signals.append(
        Signal("changed_in_window", "was changed \(changedAt.iso8601); the audit log does not tell by whom"))
    } else {
      signals.append(Signal("standing", "stands: nobody is known to have changed it in the window"))
    }
    self.severity = severity
    self.signals = signals
  }

  private static func sorted(
    _ effects: [MailFlowEffect], by severity: KeyPath<MailFlowEffect, Severity>
  ) -> [MailFlowEffect] {
    effects.distinct { $0 }.sorted {
      ($1[keyPath: severity], $0.signal.id, $0.signal.reason) < ($0[keyPath: severity], $1.signal.id, $1.signal.reason)
    }
  }
}
