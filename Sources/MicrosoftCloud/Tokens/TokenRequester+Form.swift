import Logging

extension TokenRequester {
  /// The form to post, and the refresh token in it.
  ///
  /// - Throws: `CloudFailure` when the credential cannot be used.
  func form(for service: CloudService, audience: String) async throws -> (text: String, redeemed: Secret?) {
    var fields: [(String, String)] = [
      ("client_id", credential.applicationID), ("scope", endpoints.scope(of: service) ?? ""),
    ]
    var redeemed: Secret?
    switch credential {
    case .secret(_, let secret):
      fields += [("grant_type", "client_credentials"), ("client_secret", secret.value)]
    case .certificate(let applicationID, let certificate):
      guard Double(certificate.expiresAt) > now() else { throw Self.expired(certificate) }
      let assertion: String
      do {
        assertion = try ClientAssertion.text(
          applicationID: applicationID, certificate: certificate, audience: audience, now: now(),
          id: ClientAssertion.identifier(random: random))
      } catch {
        throw CloudFailure(
          .credentialRejected, service: .login, path: "", message: "the client certificate's key cannot sign: \(error)."
        )
      }
      fields += [
        ("grant_type", "client_credentials"),
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", assertion),
      ]
    case .partner(_, let secret, let store):
      let token = try await current(of: store)
      redeemed = token
      fields += [("grant_type", "refresh_token"), ("client_secret", secret.value), ("refresh_token", token.value)]
    }
    let text = fields.map { "\($0)=\(PercentEncoding.formValue($1))" }.joined(separator: "&")
    return (text, redeemed)
  }

  /// Hands a rotated refresh token to the store; the old one keeps working, so a failure to keep it is no failure of the run.
  func keep(_ token: String, insteadOf redeemed: Secret?) async {
    guard case .partner(_, _, let store) = credential, token != redeemed?.value else { return }
    do {
      try await store.replace(with: Secret(token))
      logger.debug("refresh token replaced", metadata: ["service": "login"])
    } catch {
      logger.warning(
        "the partner's new refresh token could not be kept; the old one is used further",
        metadata: ["service": "login", "error": "\(error)"])
    }
  }

  private func current(of store: any RefreshTokenStore) async throws -> Secret {
    do {
      return try await store.current()
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw CloudFailure(
        .credentialRejected, service: .login, path: "", message: "the partner's refresh token cannot be read: \(error)."
      )
    }
  }

  private static func expired(_ certificate: ClientCertificate) -> CloudFailure {
    CloudFailure(
      .credentialExpired, service: .login, path: "",
      message:
        "the client certificate \(certificate.thumbprint) has expired; make a new one and register it with the application."
    )
  }
}
