import AuditAnalysis
package import AuditModel

// The vocabulary that all formats share: marks never stand alone, a word goes with each.

extension SetAside {
  /// `3 things recognised and not counted: 2 by Microsoft’s services, 1 by the provider.`
  package var sentence: String {
    let causes = sortedCounts.map { "\($0.count) \($0.cause.words)" }.joined(separator: ", ")
    return "\(EnglishWords.counted(total, "thing")) recognised and not counted: \(causes)."
  }
}

extension SetAside.Cause {
  package var words: String {
    switch self {
    case .microsoftService: "by Microsoft’s services"
    case .directorySynchronization: "by directory synchronisation"
    case .partner: "by the provider"
    case .trusted: "trusted by the configuration"
    case .unrecorded: "by the provider, a service or a trusted party"
    }
  }
}

extension CheckResult {
  /// The mark of the outcome; a triggered check carries its severity's icon instead.
  package var mark: String {
    switch self {
    case .triggered: "◆"
    case .clear: "✓"
    case .partial: "◐"
    case .notAssessed: "?"
    case .notApplicable, .notLicensed, .disabled: "–"
    }
  }

  /// The words of the outcome.
  package var words: String {
    switch self {
    case .triggered: "found something"
    case .clear: "checked, nothing found"
    case .partial: "partly checked"
    case .notAssessed: "could not be checked"
    case .notApplicable: "not applicable"
    case .notLicensed: "not licensed"
    case .disabled: "switched off in config"
    }
  }
}

extension Severity {
  /// The icon of the severity: five different shapes, so that colour is never the only sign.
  package var icon: String {
    switch self {
    case .critical: "◆"
    case .high: "▲"
    case .medium: "●"
    case .low: "▪"
    case .informational: "·"
    }
  }

  package var words: String {
    switch self {
    case .critical: "Critical"
    case .high: "High"
    case .medium: "Medium"
    case .low: "Low"
    case .informational: "Info"
    }
  }
}

extension FindingChange {
  package var words: String {
    switch self {
    case .new: "New"
    case .newCheck: "New check"
    case .worse: "Worse"
    case .persistent: "Persistent"
    case .reopened: "Reopened"
    case .resolved: "Resolved"
    case .agedOut: "Aged out (not resolved)"
    case .unverified: "Not re-checked"
    }
  }

  /// What a finding or user shows when there is no earlier run to compare with.
  package static let firstAuditWords = "Present at first audit"
}

extension Presence {
  package var words: String {
    switch self {
    case .confirmed: "Open"
    case .unverified: "Open, not re-checked"
    case .resolved: "Resolved"
    case .agedOut: "Aged out (not resolved)"
    }
  }
}

extension TenantRow.Verdict {
  package var words: String {
    switch self {
    case .action: "Action"
    case .findings: "Findings"
    case .clear: "Clear"
    case .nothingFoundIncomplete: "Nothing found, incomplete"
    case .failed: "Failed"
    }
  }
}

extension GapReason.Fixer {
  package var words: String {
    switch self {
    case .msp: "Service provider"
    case .client: "Customer"
    case .microsoft: "Microsoft"
    case .license: "Licence"
    case .wait: "Nobody: wait"
    }
  }
}

extension UserRow {
  /// The state in words: `Present at first audit` while there is nothing to compare with, `–` for a user without findings.
  package var stateWords: String {
    if let state = standing.state { return state.words }
    return standing.strongestFinding == nil ? "–" : FindingChange.firstAuditWords
  }
}

extension FindingRow {
  /// The state compared with the previous run, in words.
  ///
  /// What the first audit showed is never called new, also where the first nights of the tenant failed.
  package var stateWords: String {
    if isOpen, wasPresentAtFirstAudit, sincePrevious == .newCheck { return FindingChange.firstAuditWords }
    return sincePrevious?.words ?? (isOpen ? FindingChange.firstAuditWords : presence.words)
  }

  /// `first seen`, or `present at first audit` where nobody can say since when it is there; before a date.
  package var firstSeenWords: String { wasPresentAtFirstAudit ? "present at first audit" : "first seen" }
}
