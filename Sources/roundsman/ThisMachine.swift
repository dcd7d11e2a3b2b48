import AuditPipeline
import Foundation
import Logging
import MicrosoftCloud

/// What only the executable may look up: clock, chance, environment.
enum ThisMachine {
  static var environment: [String: String] { ProcessInfo.processInfo.environment }

  static func surroundings(_ console: Console) -> CloudSurroundings {
    CloudSurroundings(
      environment: environment, now: { Date().timeIntervalSince1970 }, random: { Double.random(in: 0..<1) },
      logger: console.reporter.logger)
  }

  /// The configuration with the proxy and the certificate authorities that the environment names.
  ///
  /// - Throws: `Trouble` with exit 78 when the proxy's URL cannot be used.
  static func networked(_ configuration: Configuration) throws -> Configuration {
    var configuration = configuration
    do throws(InvalidBaseURL) {
      configuration.transport.proxy = try ProxySettings(environment: environment)
    } catch {
      throw Trouble(
        .configurationInvalid, error.description, help: "correct HTTPS_PROXY in the environment, or unset it")
    }
    let file = environment["SSL_CERT_FILE"] ?? ""
    if !file.isEmpty { configuration.transport.certificateAuthorityFile = file }
    return configuration
  }
}
