/// What became of a risk that Microsoft saw, of a user, a detection or a sign-in.
///
/// Source: Microsoft Graph `riskState`, checked 2026-11.
enum RiskState: Hashable {
  case atRisk, confirmedCompromised
  /// It was one, and the user did what ends it: a new password, a second factor.
  case remedied
  /// Somebody looked, and it was none.
  case denied

  /// Nil for `none` and words that are not known.
  init?(_ text: String) {
    switch text.lowercased() {
    case "atrisk": self = .atRisk
    case "confirmedcompromised": self = .confirmedCompromised
    case "remediated": self = .remedied
    case "dismissed", "confirmedsafe": self = .denied
    default: return nil
    }
  }

  /// No longer a risk.
  var isSettled: Bool { self == .remedied || self == .denied }
}
