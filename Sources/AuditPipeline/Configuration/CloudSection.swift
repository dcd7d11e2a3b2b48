package import MicrosoftCloud
import Yams

/// How the audit proves to Microsoft who it is, and where the services are.
package struct CloudSection: Hashable, Sendable {
  package enum Mode: String, Sendable {
    /// Client credentials in each tenant.
    case application = "app"
    /// One refresh token, redeemed in each tenant (GDAP).
    case partner
  }

  package var endpoints: CloudEndpoints
  package var mode: Mode
  package var applicationID: String
  package var clientSecret: SecretReference?
  package var certificate: SecretReference?
  package var certificateKey: SecretReference?
  package var refreshToken: SecretReference?
  /// The partner's own tenant, in which its customers are listed.
  package var partnerTenant: String?

  package init(
    endpoints: CloudEndpoints, mode: Mode, applicationID: String, clientSecret: SecretReference? = nil,
    certificate: SecretReference? = nil, certificateKey: SecretReference? = nil, refreshToken: SecretReference? = nil,
    partnerTenant: String? = nil
  ) {
    self.endpoints = endpoints
    self.mode = mode
    self.applicationID = applicationID
    self.clientSecret = clientSecret
    self.certificate = certificate
    self.certificateKey = certificateKey
    self.refreshToken = refreshToken
    self.partnerTenant = partnerTenant
  }

  /// Reads the secrets that the references name.
  ///
  /// - Throws: `Trouble` with exit 78 when one cannot be read or does not fit.
  package func credential(environment: [String: String]) async throws -> CloudCredential {
    switch mode {
    case .application:
      if let certificate {
        var pem = try await certificate.resolve(environment: environment).value
        if let certificateKey { pem += "\n" + (try await certificateKey.resolve(environment: environment).value) }
        do throws(CloudFailure) {
          return .certificate(applicationID: applicationID, try ClientCertificate(pem: pem))
        } catch {
          throw Trouble(
            .configurationInvalid, error.message, place: certificate.place,
            help: "give a PEM file with the certificate and its RSA key (auth.certificate, auth.certificate_key)")
        }
      }
      return .secret(applicationID: applicationID, try await secret(environment))
    case .partner:
      guard let refreshToken else { throw Self.lacks("refresh_token") }
      let store = try await RefreshTokenFile.store(of: refreshToken, environment: environment)
      return .partner(applicationID: applicationID, try await secret(environment), store)
    }
  }

  private func secret(_ environment: [String: String]) async throws -> Secret {
    guard let clientSecret else { throw Self.lacks("client_secret") }
    return try await clientSecret.resolve(environment: environment)
  }

  private static func lacks(_ key: String) -> Trouble {
    Trouble(.configurationInvalid, "`auth` lacks `\(key)`", help: "roundsman config check")
  }
}

/// Reads the `auth:` part of a configuration file.
struct CloudSectionReader {
  static let keys = [
    "cloud", "endpoints", "mode", "app_id", "client_secret", "certificate", "certificate_key", "refresh_token",
    "partner_tenant",
  ]

  let section: ConfigurationSection
  let absolute: (String) -> String

  /// Nil when what is there cannot be used; the problems say why.
  func read() -> CloudSection? {
    let cloud =
      section.value("cloud", expected: "one of \(CloudEndpoints.names.joined(separator: ", "))") { node in
        node.string.flatMap(CloudEndpoints.named)
      } ?? CloudEndpoints.named("global")
    guard var endpoints = cloud else { return nil }
    if let own = section.section("endpoints", known: ["login", "graph", "exchange"]) {
      endpoints.login = url("login", in: own) ?? endpoints.login
      endpoints.graph = url("graph", in: own) ?? endpoints.graph
      endpoints.exchange = url("exchange", in: own) ?? endpoints.exchange
    }
    let mode =
      section.value("mode", expected: "app or partner") { $0.string.flatMap(CloudSection.Mode.init) } ?? .application
    section.require("app_id")
    let applicationID = section.value("app_id", expected: "the application (client) id, a GUID") { node in
      node.string.flatMap { TenantName.isGUID($0) ? $0.lowercased() : nil }
    }
    let read = CloudSection(
      endpoints: endpoints, mode: mode, applicationID: applicationID ?? "", clientSecret: reference("client_secret"),
      certificate: reference("certificate"), certificateKey: reference("certificate_key"),
      refreshToken: reference("refresh_token"), partnerTenant: tenant("partner_tenant"))
    refuseCombinations(read)
    return applicationID == nil ? nil : read
  }

  private func refuseCombinations(_ read: CloudSection) {
    switch read.mode {
    case .application:
      if read.clientSecret == nil, read.certificate == nil, !section.holds("client_secret"),
        !section.holds("certificate")
      {
        section.report("`auth` needs `client_secret` or `certificate`", help: "client_secret: {file: secret.txt}")
      }
      if read.clientSecret != nil, read.certificate != nil {
        section.report("`auth` has `client_secret` and `certificate`", help: "keep one; a certificate is safer")
      }
      if read.certificateKey != nil, read.certificate == nil {
        section.report("`auth.certificate_key` is of no use without `auth.certificate`")
      }
      if read.refreshToken != nil { section.report("`auth.refresh_token` is for `mode: partner` only") }
    case .partner:
      section.require("refresh_token")
      section.require("client_secret")
      if read.certificate != nil { section.report("`auth.certificate` is for `mode: app` only") }
    }
  }

  private func url(_ key: String, in own: ConfigurationSection) -> BaseURL? {
    var problem = "an https:// URL (http:// for this machine itself only)"
    if let text = own.string(key) {
      do throws(InvalidBaseURL) { return try BaseURL(text) } catch { problem += ": it \(error.problem)" }
    }
    return own.value(key, expected: problem) { _ in nil }
  }

  private func tenant(_ key: String) -> String? {
    section.value(key, expected: "a tenant id or domain") { $0.string.flatMap(TenantName.normalized) }
  }

  private func reference(_ key: String) -> SecretReference? {
    if section.isText(key) {
      section.report(
        "`auth.\(key)` must not stand in the file itself", at: key,
        help: "put it into a file of mode 600 and write \(key): {file: PATH}; if the file was shared, make a new secret"
      )
      return nil
    }
    guard let own = section.section(key, known: ["file", "credential", "exec", "env"]) else { return nil }
    let found = [
      own.string("file").map { SecretReference.file(absolute($0)) },
      own.value("credential", expected: "the name of a credential, without slashes") { node in
        node.string.flatMap { $0.isEmpty || $0.contains("/") ? nil : SecretReference.credential($0) }
      },
      own.holds("exec")
        ? {
          let words = own.strings("exec"); return words.isEmpty ? nil : .exec(words)
        }() : nil,
      own.string("env").map { SecretReference.environment($0) },
    ].compactMap(\.self)
    if found.count == 1 { return found[0] }
    own.report("`auth.\(key)` must be one of {file: PATH}, {credential: NAME}, {exec: [COMMAND]} and {env: NAME}")
    return nil
  }
}
