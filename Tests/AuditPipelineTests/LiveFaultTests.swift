import Foundation
import Testing

/// Faults that pass leave no trace in the findings, are told in the log, and give no secret away.
@Suite(.serialized) struct LiveFaultTests {
  /// What goes wrong, and what the log says of it.
  struct Fault: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let scenario: String
    /// Any of these stands in the log of `-v`.
    let traces: [String]
    /// The simulator's name of the fault, which must have struck; nil where it counts nothing.
    var name: String?
    /// True when rows come twice: how many were read is then another number, and nothing else is.
    var readsTwice = false
  }

  static let all: [Fault] = [
    Fault(
      testDescription: "tokens that expire in the middle of the run",
      scenario: #"{"tokens": {"lifetimeSeconds": 0.4}, "defaults": {"latencyMilliseconds": 30}}"#, traces: ["token"]),
    Fault(
      testDescription: "an outage of one tenant",
      scenario: ##"{"tenants": {"#2": {"faults": [{"kind": "outage", "seconds": 1, "after": 3}]}}}"##,
      traces: ["unreachable", "reset", "connection", "retry"], name: "outage"),
    Fault(
      testDescription: "connections that are reset",
      scenario: #"{"faults": [{"kind": "reset", "share": 0.1}]}"#,
      traces: ["unreachable", "reset", "connection", "retry"],
      name: "reset"),
    Fault(
      testDescription: "503 for one request in twenty",
      scenario: #"{"faults": [{"kind": "serverError", "share": 0.05, "status": 503}]}"#, traces: ["503"],
      name: "serverError"),
    Fault(
      testDescription: "429 with Retry-After for a quarter",
      scenario: #"{"faults": [{"kind": "throttle", "share": 0.25, "retryAfterSeconds": 0.2}]}"#, traces: ["429"],
      name: "throttle"),
    Fault(
      testDescription: "429 without Retry-After for a quarter",
      scenario: #"{"faults": [{"kind": "throttle", "share": 0.25, "inARow": 2}]}"#, traces: ["429"], name: "throttle"),
    Fault(
      testDescription: "empty pages with next links, and rows that come twice",
      scenario: #"{"defaults": {"listings": {"pageSizes": {"*": 7}, "emptyPageEvery": 2, "repeatRows": true}}}"#,
      traces: [], readsTwice: true),
    Fault(
      testDescription: "page tokens that expire",
      scenario: #"{"defaults": {"listings": {"pageSizes": {"users": 5}, "expiredPageTokens": 1}}}"#,
      traces: ["begun again"], readsTwice: true),
    Fault(
      testDescription: "logs in no order", scenario: #"{"defaults": {"listings": {"shuffleLogs": true}}}"#, traces: []),
  ]

  private let audit = TrialAudit()

  @Test(arguments: all)
  func `findings are the same as without`(fault: Fault) throws {
    let simulator = try LiveSimulator(fleet: "4x10", scenario: fault.scenario)
    let run = try audit.live(
      simulator, limits: ["reports_pause": "50ms", "identity_protection_pause": "50ms", "longest_wait": "800ms"])
    try audit.expectSame(run, as: OfflineFleet.small.get(), countingRows: !fault.readsTwice)
    if !fault.traces.isEmpty {
      let log = run.errors.lowercased()
      #expect(fault.traces.contains { log.contains($0) }, "\(run.errors.suffix(1_500))")
    }
    let observed = try simulator.observations()
    if let name = fault.name { #expect(observed.number("faults", name) ?? 0 > 0, "\(observed.members)") }
    try Secrets(simulator).expectNone(in: run, audit.folder)
  }
}

/// The secrets of a live audit, which must stand nowhere but in their own file.
struct Secrets {
  private let secret: String

  init(_ simulator: LiveSimulator) { secret = simulator.secret }

  /// Looks through both streams and every file below a folder, as bytes.
  func expectNone(
    in run: ProgramRun, _ folder: TemporaryFolder, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try #require(secret.count >= 8)
    var places = ["output": Data(run.output.utf8), "errors": Data(run.errors.utf8)]
    for file in folder.files() { places[file] = try folder.data(file) }
    #expect(places.count > 4, sourceLocation: sourceLocation)
    for (place, data) in places {
      #expect(data.range(of: Data(secret.utf8)) == nil, "the secret is in \(place)", sourceLocation: sourceLocation)
      // The first characters of every JSON Web Token's header.
      for token in ["eyJ0eXAi", "eyJhbGci", "Bearer "] {
        #expect(data.range(of: Data(token.utf8)) == nil, "a token is in \(place)", sourceLocation: sourceLocation)
      }
    }
  }
}
