package import Logging
package import MicrosoftCloud

/// What only an executable may look up: the machine's clock, chance and environment.
package struct CloudSurroundings: Sendable {
  package let environment: [String: String]
  /// Seconds since 1970 by the machine's clock.
  package let now: @Sendable () -> Double
  /// Evenly from 0 up to 1.
  package let random: @Sendable () -> Double
  package let logger: Logger

  package init(
    environment: [String: String], now: @escaping @Sendable () -> Double, random: @escaping @Sendable () -> Double,
    logger: Logger
  ) {
    self.environment = environment
    self.now = now
    self.random = random
    self.logger = logger
  }
}

/// The way into the cloud that a configuration describes: who the audit is, and one session for all tenants.
package struct CloudAccess: Sendable {
  package let configuration: Configuration
  package let section: CloudSection
  package let session: CloudSession
  let random: @Sendable () -> Double
  let logger: Logger

  /// Opens a session, lends it, and ends it, however the work went.
  ///
  /// - Throws: `Trouble` with exit 78 when the configuration does not say who the audit is or a secret cannot be read; what `body` throws.
  package static func open<Value: Sendable>(
    _ configuration: Configuration, _ surroundings: CloudSurroundings, _ body: (CloudAccess) async throws -> Value
  ) async throws -> Value {
    let section = try section(of: configuration)
    let credential = try await section.credential(environment: surroundings.environment)
    var transport = configuration.transport
    transport.programVersion = Program.version
    let session: CloudSession
    do throws(CloudFailure) {
      session = try CloudSession(
        endpoints: section.endpoints, credential: credential, limits: configuration.limits,
        bounds: configuration.bounds, transport: transport, now: surroundings.now, random: surroundings.random,
        logger: surroundings.logger)
    } catch {
      throw Trouble(
        .configurationInvalid, error.message, place: transport.certificateAuthorityFile,
        help: "name a readable PEM file of certificate authorities in SSL_CERT_FILE, or unset it")
    }
    let access = CloudAccess(
      configuration: configuration, section: section, session: session, random: surroundings.random,
      logger: surroundings.logger)
    do {
      let value = try await body(access)
      await session.shutdown()
      return value
    } catch {
      await session.shutdown()
      throw error
    }
  }

  /// - Throws: `Trouble` with exit 78 that says how to begin when there is no `auth` section.
  package static func section(of configuration: Configuration) throws -> CloudSection {
    if let section = configuration.cloud { return section }
    guard let file = configuration.file else {
      throw Trouble(
        .configurationInvalid, "there is no configuration, so nothing says which tenants to audit and as whom",
        facts: [
          "looked for: --config, $ROUNDSMAN_CONFIG, ~/.config/roundsman/config.yaml, /etc/roundsman/config.yaml",
          "a first config.yaml:",
          "  version: 1",
          "  auth: {app_id: YOUR-APPLICATION-ID, client_secret: {file: client-secret.txt}}",
          "  tenants:",
          "    - {id: YOUR-TENANT-ID, name: Contoso}",
        ],
        help: "write it, then: roundsman doctor --config config.yaml (to look around without a tenant: roundsman demo)")
    }
    throw Trouble(
      .configurationInvalid, "the configuration does not say who the audit is", place: file,
      help: "add: auth: {app_id: YOUR-APPLICATION-ID, client_secret: {file: client-secret.txt}}")
  }

  /// One tenant's services, with the limits that it has of its own.
  func cloud(of tenant: TenantEntry) -> TenantCloud {
    session.tenant(
      tenant.id, limits: tenant.overrides.limits, perTenantBound: tenant.overrides.perTenantBound)
  }
}
