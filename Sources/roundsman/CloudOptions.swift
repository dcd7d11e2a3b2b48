import AuditModel
import AuditPipeline
import Foundation
import Logging
import MicrosoftCloud

/// What of this machine a command hands to the cloud: its clock, chance and environment are read here and nowhere else.
enum Machine {
  static func surroundings(_ logger: Logger) -> CloudSurroundings {
    CloudSurroundings(
      environment: ProcessInfo.processInfo.environment, now: { Date().timeIntervalSince1970 },
      random: { Double.random(in: 0..<1) }, logger: logger)
  }
}

extension Configuration {
  /// The same, going through the proxy of `HTTPS_PROXY` and `NO_PROXY` and trusting the authorities of `SSL_CERT_FILE`.
  ///
  /// - Throws: `Trouble` with exit 78 when the proxy's address cannot be used.
  func throughNetwork(of environment: [String: String]) throws -> Configuration {
    var configuration = self
    do throws(InvalidBaseURL) {
      configuration.transport.proxy = try ProxySettings(environment: environment)
    } catch {
      throw Trouble(
        .configurationInvalid, "the proxy cannot be used: \(error)", place: "$HTTPS_PROXY",
        help: "set it to http://host:port, or unset it")
    }
    if let file = environment["SSL_CERT_FILE"], !file.isEmpty {
      configuration.transport.certificateAuthorityFile = file
    }
    return configuration
  }
}

extension Console {
  /// Says that the partner's customers could not be listed, when that is so.
  ///
  /// - Returns: how the command ends: as it would have, at least incomplete.
  func conclude(_ exit: ExitStatus, lacking failure: DiscoveryFailure?) -> ExitStatus {
    guard let trouble = failure?.trouble() else { return exit }
    fail(trouble)
    return ExitStatus.worst(of: [exit, trouble.exit])
  }
}
