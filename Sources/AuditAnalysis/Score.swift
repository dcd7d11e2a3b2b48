package import AuditModel

/// The severity-weighted score of a user, kept exact: Σ points × (1 + ¼ per further family) × 1½ when privileged.
package struct Score: Hashable, Sendable, Comparable {
  /// The score in eighths: every factor is a multiple of an eighth, so nothing is ever rounded.
  package let eighths: Int
  package let parts: [Part]

  /// One term or factor of the score, for "why this rank".
  package enum Part: Hashable, Sendable {
    /// A distinct check and the points of its highest severity.
    case check(CheckID, Severity, points: Int)
    /// The factor for findings in that many families, in quarters.
    case families(Int, quarters: Int)
    /// The factor 1½ for a privileged user.
    case privileged
  }

  package init(eighths: Int, parts: [Part]) {
    self.eighths = eighths
    self.parts = parts
  }

  /// The score of these indicators; a user whose privileges are unknown gets no factor.
  package init(indicators: [Indicator], isPrivileged: Bool?) {
    var parts: [Part] = []
    var points = 0
    for indicator in indicators {
      let value = Self.points(of: indicator.severity)
      points += value
      parts.append(.check(indicator.checkID, indicator.severity, points: value))
    }
    let families = Set(indicators.map(\.family)).count
    let quarters = 4 + max(0, families - 1)
    if families > 1 { parts.append(.families(families, quarters: quarters)) }
    let isRaised = isPrivileged == true && points > 0
    if isRaised { parts.append(.privileged) }
    self.init(eighths: points * quarters * (isRaised ? 3 : 2), parts: parts)
  }

  /// The score as a number; exact.
  package var value: Double { Double(eighths) / 8 }

  package static func < (left: Score, right: Score) -> Bool { left.eighths < right.eighths }

  static func points(of severity: Severity) -> Int {
    switch severity {
    case .critical: 100
    case .high: 40
    case .medium: 10
    case .low: 2
    case .informational: 0
    }
  }
}
