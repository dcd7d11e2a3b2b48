/// What is missing of one kind of evidence, and why.
package struct CollectionGap: Hashable, Sendable, Codable, Error {
  package let kind: EvidenceKind
  package let reason: GapReason
  /// One sentence for a person: what happened, on what, what to do. Holds no secret.
  package let message: String
  /// The permission, licence or role that would close the gap.
  package let needs: [String]
  /// The users it concerns; nil when everybody of the tenant may be concerned.
  package let missedUsers: [UserID]?
  package let error: ServiceError?

  package init(
    kind: EvidenceKind, reason: GapReason, message: String, needs: [String] = [], missedUsers: [UserID]? = nil,
    error: ServiceError? = nil
  ) {
    self.kind = kind
    self.reason = reason
    self.message = message
    self.needs = needs
    self.missedUsers = missedUsers
    self.error = error
  }
}

/// The last error that a service gave, as far as it may be shown.
package struct ServiceError: Hashable, Sendable, Codable {
  package let http: Int?
  package let code: String?
  package let requestID: String?
  package let at: Timestamp?

  package init(http: Int? = nil, code: String? = nil, requestID: String? = nil, at: Timestamp? = nil) {
    self.http = http
    self.code = code
    self.requestID = requestID
    self.at = at
  }

  private enum CodingKeys: String, CodingKey {
    case http, code
    case requestID = "request_id"
    case at
  }
}
