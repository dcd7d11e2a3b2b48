/// What failed, classified once by status, error code and numbers, never by text. Holds no secret, no query value and no body.
package struct CloudFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of trouble, which decides who can mend it.
  package enum Reason: String, Hashable, Sendable, CaseIterable {
    case consentMissing, credentialRejected, credentialExpired, conditionalAccess, partnerAccessMissing, tenantUnknown
    /// The token endpoint refuses this tenant, with a number that says nothing more.
    case signInRefused
    /// The tenant never had that service, such as Exchange Online.
    case serviceMissing
    /// An application permission is not granted.
    case permissionMissing
    /// An Exchange or Entra role is not assigned.
    case roleMissing
    case licenceMissing, auditingDisabled, mailboxMissing, notFound
    /// There is a mailbox, such as one on premises, but not where it could be read.
    case mailboxElsewhere
    case throttled, timedOut, unreachable, serviceError, badRequest, malformedAnswer, answerTooLarge
    /// A next link or redirect to another scheme, host or port.
    case foreignLink
    /// The page cap or a loop guard ended the listing.
    case endlessPages
    case pageTokenExpired
  }

  package let reason: Reason
  /// Nil when it failed before any service was asked.
  package let service: CloudService?
  /// Method and path, with ids, without query.
  package let path: String
  /// One sentence that names the path; for a malformed answer also the JSON path and the byte.
  package let message: String
  /// The status of the answer, when there was one.
  package let http: Int?
  /// `error.code` of the answer, or `AADSTSnnnn`.
  package let code: String?
  /// What Microsoft's support asks for.
  package let requestID: String?

  package init(
    _ reason: Reason, service: CloudService?, path: String, message: String, http: Int? = nil, code: String? = nil,
    requestID: String? = nil
  ) {
    self.reason = reason
    self.service = service
    self.path = path
    self.message = message
    self.http = http
    self.code = code
    self.requestID = requestID
  }

  /// True when nothing in this tenant can work, so that the caller asks for nothing more.
  package var concernsWholeTenant: Bool {
    switch reason {
    case .consentMissing, .conditionalAccess, .partnerAccessMissing, .tenantUnknown, .signInRefused: true
    case .credentialRejected, .credentialExpired: true
    default: false
    }
  }

  /// True when no tenant can work: the secret, certificate or refresh token itself is refused.
  package var concernsEveryTenant: Bool {
    switch reason {
    case .credentialRejected, .credentialExpired: service == .login || service == nil
    default: false
    }
  }

  package var description: String { message }
}
