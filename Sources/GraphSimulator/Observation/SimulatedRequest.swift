/// Which published budget a request counts against.
enum QuotaClass: Hashable, Sendable {
  case none
  case directory(units: Int)
  case reports, signInActivity, identityProtection, authenticationMethods, outlook, deviceManagement, auditSearch
  case exchange, messageTrace

  var name: String {
    switch self {
    case .none: "none"
    case .directory: "directory"
    case .reports: "reports"
    case .signInActivity: "sign_in_activity"
    case .identityProtection: "identity_protection"
    case .authenticationMethods: "authentication_methods"
    case .outlook: "outlook"
    case .deviceManagement: "device_management"
    case .auditSearch: "audit_search"
    case .exchange: "exchange"
    case .messageTrace: "message_trace"
    }
  }
}

/// One request, or one item of a batch, as quotas and observations see it.
struct SimulatedRequest: Sendable {
  /// Counts up over all requests of the simulator.
  var number: UInt64
  var service: WireService
  /// What it is, such as `GET /users`, `Get-InboxRule` or `token`.
  var route: String
  var tenant: String?
  /// How many users the tenant has.
  var users = 0
  var application: String?
  /// Whose mailbox it reads, where it reads one.
  var mailbox: String?
  var quota: QuotaClass = .none
  var isBatchItem = false
  var isOuterBatch = false
  /// The same for every try of the same request.
  var identity = ""
}
