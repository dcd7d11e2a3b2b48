import AuditModel
import MicrosoftCloud

// The words of gaps are part of what is reproducible: no request ids, times, or numbers that differ between runs of the same evidence.

extension GapReason {
  /// What a failed request means for what it was to read.
  init(_ failure: CloudFailure, kind: EvidenceKind) {
    self =
      switch failure.reason {
      case .consentMissing: .consentRevoked
      case .credentialRejected, .credentialExpired: .secretExpired
      case .conditionalAccess: .conditionalAccessBlock
      case .partnerAccessMissing: .gdapMissing
      case .tenantUnknown: .tenantUnknown
      // Intune answers so in tenants that have not bought it; everywhere else the service itself is absent.
      case .serviceMissing: kind == .managedDevices ? .licenceRequired : .serviceMissing
      case .permissionMissing: failure.service == .exchange ? .permissionExchangeRole : .permissionGraph
      case .roleMissing: .permissionExchangeRole
      case .licenceMissing: .licenceRequired
      case .auditingDisabled: .auditDisabled
      case .throttled: .throttled
      case .timedOut: .timeout
      case .unreachable, .serviceError, .mailboxMissing, .notFound, .badRequest, .pageTokenExpired: .serviceError
      case .malformedAnswer, .foreignLink: .schemaUnexpected
      case .endlessPages: .schemaUnexpected
      case .answerTooLarge: .truncatedPageCap
      }
  }
}

extension CollectionGap {
  /// The gap of a kind, or of the rest of it, after a failure.
  ///
  /// - Parameter reachedCap: that as many pages were read as the plan allows, which is what an endless listing then means.
  init(kind: EvidenceKind, failure: CloudFailure, reachedCap: Bool = false) {
    var reason = GapReason(failure, kind: kind)
    if failure.reason == .endlessPages, reachedCap { reason = .truncatedPageCap }
    self.init(
      kind: kind, reason: reason, message: Self.message(kind, reason, failure), needs: Self.needs(kind, reason),
      error: ServiceError(failure))
  }

  /// The gap of a kind that this tenant's licences rule out, so that nobody was asked.
  init(unlicensed kind: EvidenceKind) {
    self.init(
      kind: kind, reason: .licenceRequired, message: Self.unlicensed(kind),
      needs: Self.needs(kind, .licenceRequired))
  }

  /// The gap of the unified audit log where the tenant's configuration says that it is off.
  static let auditingOff = CollectionGap(
    kind: .unifiedAudit, reason: .auditDisabled, message: auditingOffMessage,
    needs: needs(.unifiedAudit, .auditDisabled))

  private static let auditingOffMessage = "The unified audit log of this tenant is switched off."

  private static func unlicensed(_ kind: EvidenceKind) -> String {
    "Microsoft serves \(kind.title) to tenants with \(kind.licence ?? "a further licence") only."
  }

  private static func message(_ kind: EvidenceKind, _ reason: GapReason, _ failure: CloudFailure) -> String {
    let code = failure.code.map { " (\($0))" } ?? ""
    return switch reason {
    case .consentRevoked: "The application has no consent in this tenant\(code)."
    case .secretExpired: "The application's secret, certificate or refresh token was refused\(code)."
    case .conditionalAccessBlock: "A conditional access policy of this tenant refused the application\(code)."
    case .gdapMissing: "The partner's account is not accepted in this tenant\(code)."
    case .tenantUnknown: "There is no such tenant in this cloud\(code)."
    case .serviceMissing: "This tenant has no Exchange Online, which holds its \(kind.title)."
    case .permissionGraph: "The permission to read \(kind.title) is not granted in this tenant."
    case .permissionExchangeRole:
      "The application has no Exchange role in this tenant that lets it read \(kind.title)."
    case .licenceRequired: unlicensed(kind)
    case .auditDisabled: auditingOffMessage
    case .throttled: "Microsoft throttled the requests for \(kind.title) until they were given up."
    case .timeout: "The requests for \(kind.title) were not answered in time."
    default: failure.message
    }
  }

  /// What would close the gap, as names that an administrator can look for.
  static func needs(_ kind: EvidenceKind, _ reason: GapReason) -> [String] {
    let statement = Collectors.statement(of: kind)
    return switch reason {
    case .consentRevoked: ["Admin consent"]
    case .permissionGraph: statement.graphPermissions
    case .permissionExchangeRole: ["Exchange.ManageAsApp"] + (statement.exchangeRole.map { [$0] } ?? [])
    case .licenceRequired: kind.licence.map { [$0] } ?? []
    case .auditDisabled: ["UnifiedAuditLogIngestionEnabled"]
    default: []
    }
  }
}

extension ServiceError {
  /// Without the time: it is in the log, and evidence of the same answers stays the same.
  init(_ failure: CloudFailure) {
    self.init(http: failure.http, code: failure.code, requestID: failure.requestID)
  }
}
