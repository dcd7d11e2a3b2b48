/// What an audit cannot see of a tenant.
enum GapKind: Sendable {
  case none, noPremiumLicence, auditingOff, consentWithdrawn, timeouts, exchangeRoleMissing

  /// One tenant in six has a gap, the first of them the fourth tenant; the eighth, too, so that twelve show three kinds.
  init(ofTenant index: Int) {
    switch (index, index % 6) {
    case (7, _): self = .auditingOff
    case (_, 3):
      switch index / 6 % 5 {
      case 0: self = .noPremiumLicence
      case 1: self = .consentWithdrawn
      case 2: self = .timeouts
      case 3: self = .exchangeRoleMissing
      default: self = .auditingOff
      }
    default: self = .none
    }
  }

  var storyLines: [String] {
    switch self {
    case .none: []
    case .noPremiumLicence: ["Has no premium licence; two mailboxes did not answer in time."]
    case .auditingOff: ["The unified audit log is switched off."]
    case .consentWithdrawn: ["Consent was withdrawn tonight; earlier nights were fine."]
    case .timeouts: ["A few mailboxes did not answer in time."]
    case .exchangeRoleMissing: ["The audit has no Exchange role here."]
    }
  }
}
