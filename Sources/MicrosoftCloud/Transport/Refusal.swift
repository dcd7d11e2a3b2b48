import NIOHTTP1

/// An answer that is not what was asked for, and what follows from it.
struct Refusal: Sendable {
  let failure: CloudFailure
  /// Another try may go better.
  let isTransient: Bool
  let isUnauthorized: Bool
  /// What the service asked to wait.
  let retryAfter: Duration?
  /// Whom a request to wait concerns.
  let scope: PauseScope
  /// `x-ms-throttle-information`.
  let throttleCause: String?

  /// - Parameter header: looks a header up, whatever the case of its name.
  init(
    status: Int, error: ServiceError, call: ServiceCall, token: AccessToken?, now: Double, base: BaseURL,
    header: (String) -> String?
  ) {
    var reason = Self.reason(status: status, error: error, call: call, location: header("Location"), base: base)
    if reason == .permissionMissing, status == 403, call.limit == .identityProtection, error.code == "Forbidden",
      Self.mayReadRisk(token)
    {
      reason = .licenceMissing
    }
    let name = call.service == .graph ? "Microsoft Graph" : "Exchange Online"
    let codes = [error.code, error.exception ?? error.innerCode ?? error.status].compactMap { $0 }
    let shown = codes.isEmpty ? "" : " (\(codes.joined(separator: ", ")))"
    failure = CloudFailure(
      reason, service: call.service, path: call.place, message: "\(call.place): \(name) answered \(status)\(shown).",
      http: status, code: error.code, requestID: error.requestID ?? header("request-id"))
    isTransient = reason == .throttled || Self.transient.contains(status)
    isUnauthorized = status == 401
    retryAfter = header("Retry-After").flatMap { RetryAfter.duration($0, now: now) }
    throttleCause = header("x-ms-throttle-information")
    if header("x-ms-throttle-scope").map({ $0.split(separator: "/").first == "Application" }) == true {
      scope = .application
    } else if call.limit == .outlook, let mailbox = call.mailbox {
      scope = .mailbox(mailbox)
    } else {
      scope = .tenant
    }
  }

  /// Identity Protection has one code for "no licence" and "no permission": the token tells which it is.
  private static func mayReadRisk(_ token: AccessToken?) -> Bool {
    guard let permissions = token?.permissions else { return true }
    return permissions.contains { $0.hasPrefix("IdentityRisk") }
  }

  private static let transient: Set<Int> = [408, 424, 429, 500, 502, 503, 504, 509]

  private static func reason(
    status: Int, error: ServiceError, call: ServiceCall, location: String?, base: BaseURL
  ) -> CloudFailure.Reason {
    if 300..<400 ~= status { return leadsElsewhere(location, from: base) ? .foreignLink : .serviceError }
    if status == 429 { return .throttled }
    if call.service == .exchange { return exchangeReason(status: status, error: error, call: call) }
    return graphReason(status: status, error: error, call: call)
  }

  private static func leadsElsewhere(_ location: String?, from base: BaseURL) -> Bool {
    guard let location, !location.hasPrefix("/") || location.hasPrefix("//") else { return false }
    guard let address = WebAddress(location) else { return true }
    return address.scheme != base.scheme || address.host != base.host || address.port != base.port
  }

  private static func graphReason(status: Int, error: ServiceError, call: ServiceCall) -> CloudFailure.Reason {
    switch error.code {
    case "Authentication_RequestFromNonPremiumTenantOrB2CTenant": return .licenceMissing
    case "Directory_ExpiredPageToken", "syncStateNotFound", "resyncRequired": return .pageTokenExpired
    case "MailboxNotEnabledForRESTAPI", "ErrorInvalidUser", "ErrorNonExistentMailbox": return .mailboxMissing
    case "MailboxNotSupportedForRESTAPI", "MailboxNotHostedInExchangeOnline": return .mailboxElsewhere
    default: break
    }
    if error.status == "AuditingDisabledTenant" { return .auditingDisabled }
    switch status {
    case 401:
      // Mailbox-backed workloads answer so for who has no mailbox, and Intune for tenants without it.
      if error.code == "UnknownError", call.limit == .outlook { return .mailboxMissing }
      if error.code == "UnknownError", call.limit == .deviceManagement { return .serviceMissing }
      return .permissionMissing
    case 402: return .licenceMissing
    case 403: return error.isForeign ? .malformedAnswer : .permissionMissing
    case 404: return call.limit == .outlook && error.code == "ResourceNotFound" ? .mailboxMissing : .notFound
    case 408, 504: return .timedOut
    case 410: return .pageTokenExpired
    case 500...: return .serviceError
    default: return .badRequest
    }
  }

  private static func exchangeReason(status: Int, error: ServiceError, call: ServiceCall) -> CloudFailure.Reason {
    if error.code == "TooManyRequests" { return .throttled }
    let exception = error.exception.map { String($0.split(separator: ".").last ?? "") }
    switch exception {
    case "ManagementObjectNotFoundException": return call.mailbox == nil ? .notFound : .mailboxMissing
    case "NonExistentOrganizationException", "CannotResolveTenantNameException", "CannotResolveTenantIdException":
      return .serviceMissing
    case "OverBudgetException", "ThrottlingException", "TooManyRequestsException": return .throttled
    case "CmdletAccessDeniedException", "CommandNotFoundException", "UnauthorizedAccessException": return .roleMissing
    default: break
    }
    return switch status {
    case 401: .permissionMissing
    case 403: .roleMissing
    case 404: .notFound
    case 408, 504: .timedOut
    case 500...: .serviceError
    default: .badRequest
    }
  }
}
