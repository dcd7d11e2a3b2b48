/// How the application proves who it is.
package enum CloudCredential: Sendable {
  case secret(applicationID: String, Secret)
  /// An assertion signed with the certificate's key.
  case certificate(applicationID: String, ClientCertificate)
  /// A partner's refresh token, redeemed per tenant and resource (GDAP).
  case partner(applicationID: String, Secret, any RefreshTokenStore)

  /// The client id.
  package var applicationID: String {
    switch self {
    case .secret(let id, _), .certificate(let id, _), .partner(let id, _, _): id
    }
  }
}

/// Keeps the partner's refresh token, which the token endpoint may replace at any redemption.
package protocol RefreshTokenStore: Sendable {
  /// The newest refresh token.
  func current() async throws -> Secret
  /// Keeps the token that came instead; called for each token that differs from the one redeemed.
  ///
  /// - Throws: an error whose text holds no token: it is logged.
  func replace(with token: Secret) async throws
}
