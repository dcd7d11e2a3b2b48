package import AuditModel
package import MicrosoftCloud

extension CollectionGap {
  /// What a failed request means for a kind of evidence.
  ///
  /// States of a tenant (no consent, no licence, no role) have words of ours, the same at every run; other failures keep the
  /// client's sentence. Only those carry a request id.
  package init(_ failure: CloudFailure, of kind: EvidenceKind) {
    let isExchange = failure.service == .exchange
    let words: (message: String, needs: [String])
    switch failure.reason {
    case .consentMissing:
      words = ("The application has no consent in this tenant (\(failure.code ?? "no code")).", ["Admin consent"])
    case .credentialRejected:
      words = ("Microsoft refuses the application's secret or certificate (\(failure.code ?? "no code")).", [])
    case .credentialExpired:
      words = ("The application's secret, certificate or refresh token has expired (\(failure.code ?? "no code")).", [])
    case .permissionMissing where !isExchange:
      words = ("The application lacks \(kind.permission) in this tenant.", [kind.permission])
    case .permissionMissing, .roleMissing:
      words = Self.roleMissing(kind)
    case .licenceMissing: words = Self.unlicensed(kind)
    case .serviceMissing: words = ("This tenant has no Exchange Online.", ["Exchange Online"])
    case .auditingDisabled:
      words = ("The unified audit log of this tenant is switched off.", ["UnifiedAuditLogIngestionEnabled"])
    default: words = (failure.message, [])
    }
    self.init(
      kind: kind, reason: GapReason(failure), message: words.message, needs: words.needs,
      error: ServiceError(failure, keepsRequestID: words.needs.isEmpty))
  }

  /// The tenant has not bought what the kind needs.
  static func licenceMissing(_ kind: EvidenceKind) -> CollectionGap {
    let (message, needs) = unlicensed(kind)
    return CollectionGap(kind: kind, reason: .licenceRequired, message: message, needs: needs)
  }

  /// The listing that tells what to ask for failed.
  static func prerequisiteFailed(
    _ kind: EvidenceKind, without listing: EvidenceKind, _ failure: CloudFailure
  ) -> CollectionGap {
    let needs = CollectionGap(failure, of: listing).needs
    return CollectionGap(
      kind: kind, reason: .prerequisiteFailed,
      message: "The \(listing.title) could not be listed, so their \(kind.title) could not be asked for.",
      needs: needs, error: ServiceError(failure, keepsRequestID: false))
  }

  /// It is not these users' turn.
  static func notDue(_ kind: EvidenceKind, _ users: [UserID], _ plan: CollectionPlan) -> CollectionGap {
    let policy = plan.refresh
    if plan.onlyUser != nil {
      return CollectionGap(
        kind: kind, reason: .notDue, message: "Not refreshed in this run, which was asked for one user only.",
        missedUsers: users)
    }
    return CollectionGap(
      kind: kind, reason: .notDue,
      message: "Not refreshed tonight: in tenants of more than \(policy.everybodyUpTo) users everybody's turn comes "
        + "within \(policy.nights) nights, and every night for whoever shows up in the logs.",
      missedUsers: users)
  }

  /// Two gaps of one kind as one: the graver reason, the users of both.
  func joined(with other: CollectionGap?) -> CollectionGap {
    guard let other else { return self }
    let (first, second) = other.reason == .notDue ? (self, other) : (other, self)
    let users: [UserID]? =
      if let one = first.missedUsers, let two = second.missedUsers { Set(one).union(two).sorted() } else { nil }
    return CollectionGap(
      kind: kind, reason: first.reason, message: first.message + " " + second.message, needs: first.needs,
      missedUsers: users, error: first.error)
  }

  private static func roleMissing(_ kind: EvidenceKind) -> (message: String, needs: [String]) {
    ("The application has no Exchange role in this tenant that lets it read \(kind.title).", kind.exchangeNeeds)
  }

  private static func unlicensed(_ kind: EvidenceKind) -> (message: String, needs: [String]) {
    let licence = kind.licence ?? "another licence"
    return ("Microsoft serves \(kind.title) to tenants with \(licence) only.", [licence])
  }
}

extension GapReason {
  /// Why a request failed, in the words of coverage.
  init(_ failure: CloudFailure) {
    self =
      switch failure.reason {
      case .consentMissing: .consentRevoked
      case .credentialRejected, .credentialExpired: .secretExpired
      case .conditionalAccess: .conditionalAccessBlock
      case .partnerAccessMissing: .gdapMissing
      case .tenantUnknown: .tenantUnknown
      case .serviceMissing, .licenceMissing: .licenceRequired
      case .permissionMissing: failure.service == .exchange ? .permissionExchangeRole : .permissionGraph
      case .roleMissing: .permissionExchangeRole
      case .auditingDisabled: .auditDisabled
      case .throttled: .throttled
      case .timedOut: .timeout
      case .signInRefused, .unreachable, .serviceError, .mailboxMissing, .mailboxElsewhere, .notFound, .badRequest:
        .serviceError
      case .malformedAnswer, .foreignLink: .schemaUnexpected
      case .answerTooLarge, .endlessPages: .truncatedPageCap
      case .pageTokenExpired: .serviceError
      }
  }
}

extension ServiceError {
  /// Nil where no service answered.
  init?(_ failure: CloudFailure, keepsRequestID: Bool) {
    guard failure.http != nil || failure.code != nil else { return nil }
    let isRole =
      failure.reason == .roleMissing || (failure.reason == .permissionMissing && failure.service == .exchange)
    self.init(
      http: failure.http, code: isRole ? nil : failure.code, requestID: keepsRequestID ? failure.requestID : nil)
  }
}

extension EvidenceKind {
  /// The application permission and the Exchange role that a cmdlet needs.
  var exchangeNeeds: [String] {
    switch self {
    case .unifiedAudit: ["Exchange.ManageAsApp", "View-Only Audit Logs"]
    case .inboxRules: ["Exchange.ManageAsApp", "Mail Recipients"]
    default: permission.split(separator: "+").map(\.trimmed)
    }
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
