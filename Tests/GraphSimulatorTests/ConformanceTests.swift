import Foundation
import SyntheticFleet
import Testing

@testable import GraphSimulator

/// The simulator against Microsoft's own Graph SDK for Python: what pleases our client only would fail here.
@Suite(
  "Microsoft's own client", .enabled(if: Python.hasGraphSDK, "msgraph-sdk is not installed: scripts/setup.sh test"))
struct ConformanceTests {
  static let scenario = """
    {"faults": [{"kind": "throttle", "times": 2, "retryAfterSeconds": 1, "path": "users"},
                {"kind": "throttle", "times": 1, "path": "directoryAudits"},
                {"kind": "serverError", "times": 1, "status": 503, "path": "signIns"}],
     "defaults": {"listings": {"pageSizes": {"directory_audits": 9}}}}
    """

  @Test(.timeLimit(.minutes(2)))
  func `msgraph-sdk pages users, reads rules, audits and sign-ins, survives 429s and sends batches`() async throws {
    let tenant = Services.graphTenant
    let (seen, faults, violations) = try await Services.answering(Self.scenario) { services async throws in
      let output = try await Python.output(
        of: "Conformance/msgraph_client.py",
        [
          services.ports.loginURL, services.ports.graphURL, tenant.id, services.simulator.applicationID,
          services.simulator.secret,
        ])
      return (output, try await services.observations()["faults"] as? [String: Int], try await services.violations())
    }
    let document = try #require(try JSONSerialization.jsonObject(with: seen) as? [String: Any])

    let users = try tenant.objects("users")
    #expect(document["users"] as? [String] == users.compactMap { $0["id"] as? String }.sorted())
    #expect(document["enabled"] as? Int == users.count { $0["accountEnabled"] as? Bool == true })
    #expect(document["made"] as? Bool == true)
    #expect(document["hidden_by_default"] as? Bool == true)

    let rules = try #require(document["rules"] as? [String: Any])
    let expected = try Dictionary(grouping: tenant.objects("inbox_rules")) {
      ($0["owner"] as? [String: Any])?["id"] as? String ?? ""
    }.mapValues { $0.compactMap { ($0["item"] as? [String: Any])?["displayName"] as? String } }
    #expect(!expected.isEmpty)
    for user in users {
      let id = try #require(user["id"] as? String)
      if user["userType"] as? String == "Guest" {
        #expect(rules[id] as? String == "ResourceNotFound")
      } else {
        let names = (rules[id] as? [[String: Any]])?.compactMap { $0["name"] as? String }
        #expect(names == expected[id] ?? [])
      }
    }

    func distinct(_ kind: String) throws -> Int {
      Set(try tenant.objects(kind).compactMap { $0["id"] as? String }).count
    }
    let (audits, signIns) = (try distinct("directory_audits"), try distinct("sign_ins"))
    #expect(document["audits"] as? Int == audits)
    #expect(document["audits_newest_first"] as? Bool == true)
    #expect(document["initiated"] as? Bool == true)
    #expect(document["sign_ins"] as? Int == signIns)
    #expect(document["sign_ins_whole"] as? Bool == true)

    let batch = try #require(document["batch"] as? [String: Int])
    #expect(batch["nobody"] == 404)
    #expect(batch.count == 6 && batch.filter { $0.key != "nobody" }.values.allSatisfy { $0 == 200 })
    #expect((document["methods"] as? [String: Int])?.values.reduce(0, +) ?? 0 > 0)
    #expect(document["risky"] as? String == "answered")

    // The client was really struck, and behaved.
    #expect(faults == ["throttle": 3, "serverError": 1])
    #expect(violations.isEmpty)
  }
}
