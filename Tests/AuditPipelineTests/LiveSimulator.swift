import AuditModel
import AuditPipeline
import Foundation
import FoundationNetworking
import SyntheticFleet
import Testing

/// The real `graph-simulator` in a process of its own, ended with this object.
final class LiveSimulator {
  /// The fleet's last night of collection: 2026-08-20T02:00:00Z.
  static let tonight = "2026-08-20T02:00:00Z"

  private let running: RunningProgram
  private let folder = TemporaryFolder()
  private let login: Int
  /// A configuration for this simulator, as it prints it.
  let configuration: String
  /// The application's secret, which must stand nowhere but in its own file.
  let secret: String

  /// - Parameters:
  ///   - fleet: tenants and users each on average, such as `12x15`.
  ///   - night: 1 is the oldest, 3 tonight.
  ///   - scenario: what goes wrong, as an object of JSON.
  /// - Throws: when it does not serve within half a minute.
  init(fleet: String, night: Int = 3, quotas: String = "none", scenario: String? = nil, _ further: [String] = []) throws
  {
    var arguments = [
      "--fleet", fleet, "--seed", "1", "--as-of", Self.tonight, "--night", "\(night)", "--quotas", quotas, "--listen",
      "127.0.0.1:0", "--config-dir", folder.path, "--port-file", folder.path + "/ports.json",
    ]
    if let scenario {
      try folder.write(scenario, to: "scenario.json")
      arguments += ["--scenario", folder.path + "/scenario.json"]
    }
    let program = (ProgramRun.executable as NSString).deletingLastPathComponent + "/graph-simulator"
    running = try ProgramRun.start(program, arguments + further)
    let deadline = Date(timeIntervalSinceNow: 30)
    while !folder.exists("ports.json"), running.process.isRunning, Date() < deadline { usleep(20_000) }
    guard let file = try? folder.data("ports.json"),
      let ports = try JSONSerialization.jsonObject(with: file) as? [String: Any], let login = ports["login"] as? Int
    else {
      running.process.terminate()
      throw Silence(errors: try running.finish().errors)
    }
    self.login = login
    configuration = try folder.text("config.yaml")
    secret = try folder.text("secret.txt").trimmingCharacters(in: .whitespacesAndNewlines)
  }

  deinit { if running.process.isRunning { kill(running.process.processIdentifier, SIGKILL) } }

  /// The id of one of the tenants that a simulator of such a fleet serves.
  static func tenantID(at index: Int, of fleet: String) throws -> String {
    let sizes = fleet.split(separator: "x").compactMap { Int($0) }
    let now = try #require(Timestamp(iso8601: tonight))
    return DemoFleet(tenants: sizes[0], users: sizes[0] * sizes[1], seed: 1, now: now).fleet.tenant(index, night: 2).id
  }

  /// What it has seen so far.
  func observations() throws -> Observed {
    let data = try Self.get("/__observations", login)
    guard let members = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      throw CocoaError(.propertyListReadCorrupt)
    }
    return Observed(members: members)
  }

  private static func get(_ path: String, _ port: Int) throws -> Data {
    guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { throw CocoaError(.fileReadInvalidFileName) }
    return try Data(contentsOf: url)
  }

  /// It never began to serve.
  struct Silence: Error { let errors: String }
}

/// The simulator's own account of what was asked of it.
struct Observed {
  let members: [String: Any]

  /// A number by the path of its names; nil when it is not there.
  func number(_ names: String...) -> Double? {
    var value: Any? = members
    for name in names { value = (value as? [String: Any])?[name] }
    return (value as? NSNumber)?.doubleValue
  }

  /// What no polite client does, with how often it happened.
  var violations: String { "\(members["violations"] ?? "none told")" }

  var isPolite: Bool { number("violation_count") == 0 }
}
