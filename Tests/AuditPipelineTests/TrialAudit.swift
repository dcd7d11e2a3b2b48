import AuditModel
import AuditPipeline
import Foundation
import Testing

/// One folder in which fleets are audited live and offline, at a fixed time and under a fixed id.
struct TrialAudit {
  let folder = TemporaryFolder()

  /// Audits what a simulator serves.
  ///
  /// - Parameters:
  ///   - name: of the output folder; audits of one name share a history.
  ///   - settings: lines of YAML that are added to the simulator's configuration.
  ///   - limits: what replaces the limits that it prints.
  func live(
    _ simulator: LiveSimulator, clock: String = LiveSimulator.tonight, id: String = "fixed", into name: String = "live",
    settings: String = "", limits: [String: String] = [:], _ further: String...
  ) throws -> ProgramRun {
    try start(simulator, clock: clock, id: id, into: name, settings: settings, limits: limits, further).finish()
  }

  /// - Parameter text: a configuration in place of the simulator's own.
  func start(
    _ simulator: LiveSimulator, clock: String = LiveSimulator.tonight, id: String = "fixed", into name: String = "live",
    settings: String = "", limits: [String: String] = [:], configuration text: String? = nil, _ further: [String] = []
  ) throws -> RunningProgram {
    try configure(simulator, into: name, settings: settings, limits: limits, configuration: text)
    return try ProgramRun.start(
      ProgramRun.executable,
      ["audit", "--config", folder.path + "/" + name + ".yaml", "-o", folder.path + "/" + name, "--clock", clock]
        + ["--run-id", id, "--fail-on-incomplete", "never", "--format", "json", "--progress", "none", "-v"] + further)
  }

  /// Writes the configuration of such an audit: the simulator's own, or another, with limits for impatient tests.
  func configure(
    _ simulator: LiveSimulator, into name: String = "live", settings: String = "", limits: [String: String] = [:],
    configuration text: String? = nil
  ) throws {
    // Mailboxes that never answer are given up soon: nobody waits for the test.
    let limits = ["first_wait": "20ms", "longest_wait": "200ms"].merging(limits) { $1 }
    var configuration = (text ?? simulator.configuration).split(separator: "\n").filter { line in
      !limits.keys.contains { line.hasPrefix("  \($0):") }
    }.joined(separator: "\n")
    if !configuration.contains("\nlimits:") { configuration += "\nlimits:" }
    for (key, value) in limits.sorted(by: { $0.key < $1.key }) { configuration += "\n  \(key): \(value)" }
    try folder.write(configuration + "\n" + settings + "\n", to: name + ".yaml")
  }

  /// Audits archives in a folder below this one.
  func offline(
    _ evidence: String, clock: String = LiveSimulator.tonight, id: String = "fixed", into name: String = "offline"
  ) throws -> ProgramRun {
    try ProgramRun.run(
      ProgramRun.executable,
      ["audit", "--evidence", folder.path + "/" + evidence, "-o", folder.path + "/" + name, "--clock", clock]
        + ["--run-id", id, "--fail-on-incomplete", "never", "--format", "json", "--quiet"])
  }

  /// The newest `fleet.json` of an output folder, whose mode is taken out: the one thing in which runs may differ.
  func document(_ name: String) throws -> String {
    let text = try folder.text(name + "/latest/fleet.json")
    let mode = /"mode":"(live|evidence)"/
    try #require(text.matches(of: mode).count == 1)
    return text.replacing(mode, with: #""mode":"any""#)
  }

  /// Fails unless a run ended well and found what another found.
  func expectSame(
    _ run: ProgramRun, _ name: String = "live", as expected: String, countingRows: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try #require([0, 20].contains(run.exit), "\(run.errors.suffix(2_000))", sourceLocation: sourceLocation)
    func compared(_ text: String) -> String {
      countingRows ? text : text.replacing(/"items_read":\d+/, with: #""items_read":0"#)
    }
    let (found, wanted) = (compared(try document(name)), compared(expected))
    // A comparison of whole documents would print them.
    let isSame = found == wanted
    #expect(isSame, "\(Self.difference(found, wanted))", sourceLocation: sourceLocation)
  }

  /// The first lines that differ: whole documents are too long to read.
  static func difference(_ found: String, _ expected: String) -> String {
    let (left, right) = (found.split(separator: "\n"), expected.split(separator: "\n"))
    let pairs = zip(left, right).enumerated().filter { $1.0 != $1.1 }.prefix(4)
    return pairs.map { "line \($0): found \($1.0.prefix(300)), expected \($1.1.prefix(300))" }.joined(separator: "\n")
      + "\n\(left.count) and \(right.count) lines"
  }
}

/// What an offline audit of the same fleet says, made once for all tests.
enum OfflineFleet {
  /// Twelve tenants: every story and three kinds of gaps.
  static let whole = Result { try document(tenants: 12, users: 180) }
  /// Four tenants, one of them without a licence and with slow mailboxes: quick enough to be served with every fault.
  static let small = Result { try document(tenants: 4, users: 40) }

  private static func document(tenants: Int, users: Int) throws -> String {
    let audit = TrialAudit()
    try write(tenants: tenants, users: users, night: 3, into: audit.folder.path + "/evidence")
    let run = try audit.offline("evidence")
    try #require([0, 20].contains(run.exit), "\(run.errors)")
    return try audit.document("offline")
  }

  /// Writes one night's archives; 1 is the oldest, 3 tonight.
  static func write(tenants: Int, users: Int, night: Int, into directory: String) throws {
    let now = try #require(Timestamp(iso8601: LiveSimulator.tonight))
    try DemoFleet(tenants: tenants, users: users, seed: 1, now: now).write(night: night - 1, into: directory)
  }

  /// When each night ended.
  static let clocks = ["2026-08-13T02:00:00Z", "2026-08-19T02:00:00Z", LiveSimulator.tonight]
}
