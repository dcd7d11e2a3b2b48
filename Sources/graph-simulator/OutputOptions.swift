import ArgumentParser
import Foundation
import GraphSimulator

/// Where the services listen, and how others find out.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Address and port of the login service; Graph and Exchange take the next two. Port 0 takes three free ones.",
      valueName: "host:port"))
  var listen = ListenArgument(host: "127.0.0.1", port: 8790)

  @Flag(
    name: .customLong("print-config"),
    help: "Print a config.yaml for roundsman, and end; its secret is taken from $GRAPH_SIMULATOR_SECRET.")
  var printConfig = false

  @Option(
    name: .customLong("config-dir"),
    help: ArgumentHelp("Write config.yaml and secret.txt into this folder.", valueName: "dir"))
  var configDirectory: String?

  @Option(
    name: .customLong("port-file"),
    help: ArgumentHelp("Write the ports into this file as JSON, as soon as they are open.", valueName: "file"))
  var portFile: String?

  /// The configuration. Its secrets go into the folder of `--config-dir`; without one nothing is written, and they come from the
  /// environment.
  func configuration(of simulator: GraphSimulator, _ ports: SimulatorPorts) throws -> String {
    guard let configDirectory else { return simulator.configuration(ports: ports, secretFile: nil) }
    let folder = URL(fileURLWithPath: configDirectory).standardizedFileURL.path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let secretFile = folder + "/secret.txt"
    try writeSecret(simulator.secret, of: simulator, to: secretFile)
    try writeSecret(simulator.refreshToken, of: simulator, to: folder + "/refresh-token.txt")
    let text = simulator.configuration(ports: ports, secretFile: secretFile)
    try write(text, to: folder + "/config.yaml", mode: 0o600)
    return text
  }

  /// Says that everything is open: last the port file, for whoever waits for it.
  func announce(_ simulator: GraphSimulator, _ ports: SimulatorPorts) throws {
    if configDirectory != nil { _ = try configuration(of: simulator, ports) }
    print("listening: login \(ports.loginURL), graph \(ports.graphURL), exchange \(ports.exchangeURL)")
    print(
      "tenants: \(simulator.tenantIDs.count); application \(simulator.applicationID); partner \(simulator.partnerTenantID)"
    )
    if let folder = configDirectory { print("configuration: \(folder)/config.yaml") }
    // Standard output may be a pipe that somebody waits at.
    fflush(nil)
    if let portFile { try write(ports.json, to: portFile, mode: 0o644) }
  }

  /// A secret of the simulator's own making is replaced, a stranger's never.
  private func writeSecret(_ text: String, of simulator: GraphSimulator, to path: String) throws {
    let old = try? String(contentsOfFile: path, encoding: .utf8)
    if FileManager.default.fileExists(atPath: path), old.map(simulator.made) != true {
      throw SimulatorError(
        "there is a secret already that is not of this simulator", place: path, remedy: "name another --config-dir")
    }
    try write(text, to: path, mode: 0o600)
  }

  /// Writes beside, then renames: a reader sees the whole file or none.
  private func write(_ text: String, to path: String, mode: Int) throws {
    let draft = path + ".new"
    let files = FileManager.default
    guard files.createFile(atPath: draft, contents: Data(text.utf8), attributes: [.posixPermissions: mode]),
      rename(draft, path) == 0
    else {
      throw SimulatorError("the file cannot be written", place: path, remedy: "choose a folder that you may write to")
    }
  }
}

/// `127.0.0.1:8790`.
struct ListenArgument: ExpressibleByArgument {
  let host: String
  let port: Int

  init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  init?(argument: String) {
    let parts = argument.split(separator: ":")
    guard parts.count == 2, let port = Int(parts[1]), port == 0 || (1...65_533).contains(port) else { return nil }
    self.init(host: String(parts[0]), port: port)
  }

  var defaultValueDescription: String { "\(host):\(port)" }
}
