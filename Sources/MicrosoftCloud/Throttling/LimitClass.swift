/// The budget classes, one window or cap each per tenant and, some, over all tenants.
enum LimitClass: String, Hashable, Sendable, CaseIterable {
  case login, directory, reports, signInActivity, identityProtection, authenticationMethods, outlook, deviceManagement
  case auditSearch, exchange, messageTrace

  /// This class, and the wider one that its requests count against as well.
  var counted: [LimitClass] {
    switch self {
    case .signInActivity: [.signInActivity, .reports]
    case .messageTrace: [.messageTrace, .exchange]
    default: [self]
    }
  }
}

extension ServiceLimit {
  /// The class whose budgets the request counts against.
  var limitClass: LimitClass {
    switch self {
    case .directory: .directory
    case .reports: .reports
    case .signInActivity: .signInActivity
    case .identityProtection: .identityProtection
    case .authenticationMethods: .authenticationMethods
    case .outlook: .outlook
    case .deviceManagement: .deviceManagement
    case .auditSearch: .auditSearch
    case .exchange: .exchange
    case .messageTrace: .messageTrace
    }
  }

  /// What one request takes from the class's window.
  var units: Int {
    if case .directory(let units) = self { max(1, units) } else { 1 }
  }
}
