import Foundation
import Testing

/// A tenant that answers nonsense loses that evidence, with a reason; everybody else is audited in full.
@Suite(.serialized) struct LiveLyingTenantTests {
  /// A lie of the second tenant, and how its gap must read.
  struct Lie: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let tenant: String
    /// What the report says of it.
    let reason: String
    let words: [String]
  }

  static let all: [Lie] = [
    Lie(
      testDescription: "a next link to another host",
      tenant: #"{"listings": {"pageSizes": {"users": 3}, "nextLink": "otherHost", "nextLinkKinds": ["users"]}}"#,
      reason: "schema_unexpected", words: ["/users"]),
    Lie(
      testDescription: "a next link to another port",
      tenant: #"{"listings": {"pageSizes": {"users": 3}, "nextLink": "otherPort", "nextLinkKinds": ["users"]}}"#,
      reason: "schema_unexpected", words: ["/users"]),
    Lie(
      testDescription: "HTML from a proxy",
      tenant: #"{"faults": [{"kind": "html", "status": 200, "path": "/users", "inARow": 1000000}]}"#,
      reason: "schema_unexpected", words: ["/users", "byte"]),
    Lie(
      testDescription: "JSON that ends in the middle",
      tenant: #"{"faults": [{"kind": "cut", "path": "/users", "inARow": 1000000}]}"#,
      reason: "schema_unexpected", words: ["/users", "byte"]),
    Lie(
      testDescription: "an object where a list should be",
      tenant: #"{"faults": [{"kind": "wrongTypes", "path": "/users", "inARow": 1000000}]}"#,
      reason: "schema_unexpected", words: ["/users", "value"]),
    Lie(
      testDescription: "connections that end within the answer",
      tenant: #"{"faults": [{"kind": "truncate", "path": "/users", "inARow": 1000000}]}"#,
      reason: "service_error", words: ["/users"]),
    Lie(
      testDescription: "the same page for ever", tenant: #"{"listings": {"endlessKinds": ["users"]}}"#,
      reason: "truncated.page_cap", words: ["/users", "the same page"]),
  ]

  private let audit = TrialAudit()

  @Test(arguments: all)
  func `the kind fails with path and place, no token goes elsewhere, and the others are whole`(lie: Lie) throws {
    let simulator = try LiveSimulator(fleet: "4x10", scenario: ##"{"tenants": {"#2": "## + lie.tenant + "}}")
    let run = try audit.live(simulator, limits: ["maximum_tries": "3"])
    #expect([0, 20].contains(run.exit), "\(run.errors.suffix(1_500))")
    let found = try TenantReport.all(in: audit.document("live"))
    let expected = try TenantReport.all(in: OfflineFleet.small.get())
    let liar = try LiveSimulator.tenantID(at: 1, of: "4x10")
    #expect(Set(found.keys) == Set(expected.keys))
    for (id, report) in expected where id != liar { #expect(found[id] == report) }
    let gaps = try #require(found[liar]).errors
    #expect(gaps.contains { $0.contains(lie.reason) && lie.words.allSatisfy($0.contains) }, "\(gaps)")
    let observed = try simulator.observations()
    #expect(observed.isPolite, "\(observed.violations)")
    try Secrets(simulator).expectNone(in: run, audit.folder)
  }

  @Test func `a wrong secret is one clear error, and hardly a request`() throws {
    let simulator = try LiveSimulator(fleet: "12x5", scenario: #"{"application": {"secret": "wrong"}}"#)
    let run = try audit.live(simulator)
    #expect(run.exit != 0)
    #expect(run.errors.contains("AADSTS7000215"), "\(run.errors.suffix(1_500))")
    #expect(try #require(simulator.observations().number("requests")) <= 16)
    try Secrets(simulator).expectNone(in: run, audit.folder)
  }
}

/// What `fleet.json` says of one tenant, as text that can be compared.
struct TenantReport: Equatable {
  let row: String
  let findings: [String]
  let errors: [String]

  static func all(in document: String) throws -> [String: TenantReport] {
    guard let members = try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any] else {
      throw CocoaError(.propertyListReadCorrupt)
    }
    func texts(_ list: String, of tenant: String) throws -> [String] {
      let objects = (members[list] as? [[String: Any]] ?? []).filter { $0["tenant_id"] as? String == tenant }
      return try objects.map {
        String(decoding: try JSONSerialization.data(withJSONObject: $0, options: .sortedKeys), as: UTF8.self)
          .replacing("\\/", with: "/")
      }.sorted()
    }
    let ids = (members["tenants"] as? [[String: Any]] ?? []).compactMap { $0["tenant_id"] as? String }
    return Dictionary(
      uniqueKeysWithValues: try ids.map { id in
        (
          id,
          TenantReport(
            row: try texts("tenants", of: id).joined(), findings: try texts("findings", of: id),
            errors: try texts("errors", of: id))
        )
      })
  }
}
