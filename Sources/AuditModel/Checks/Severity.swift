/// How bad a finding is, ordered from `informational` to `critical`.
package enum Severity: String, CaseIterable, Sendable, Codable, Comparable {
  case informational, low, medium, high, critical

  package var rank: Int {
    switch self {
    case .informational: 0
    case .low: 1
    case .medium: 2
    case .high: 3
    case .critical: 4
    }
  }

  package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  /// The severity that many steps up (or down, when negative), within the scale.
  package func raised(by steps: Int) -> Severity {
    Severity.allCases[max(0, min(Severity.allCases.count - 1, rank + steps))]
  }
}

package enum Confidence: String, Sendable, Codable { case high, medium, low }

/// State findings resolve when they are gone; events only age out of the window.
package enum FindingKind: String, Sendable, Codable { case state, event }

/// The eight columns of the heat map.
package enum CheckFamily: String, CaseIterable, Sendable, Codable, Comparable {
  case signIn = "sign_in"
  case signInMethods = "sign_in_methods"
  case inboxRules = "inbox_rules"
  case forwarding
  case mailboxAccess = "mailbox_access"
  case applications
  case directoryChanges = "directory_changes"
  case visibility

  package var title: String {
    switch self {
    case .signIn: "Sign-in & risk"
    case .signInMethods: "Sign-in methods (MFA)"
    case .inboxRules: "Inbox rules"
    case .forwarding: "Forwarding & transport"
    case .mailboxAccess: "Mailbox access & delegates"
    case .applications: "Apps & consent"
    case .directoryChanges: "Roles & directory changes"
    case .visibility: "Audit & visibility gaps"
    }
  }

  package static func < (left: CheckFamily, right: CheckFamily) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
