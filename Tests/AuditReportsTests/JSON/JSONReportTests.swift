import AuditModel
import AuditReports
import Foundation
import Testing

/// `fleet.json` and `report.json` against their schema, and byte by byte.
struct JSONReportTests {
  /// The documents as they are written, the fleet's first.
  private func files(of tenants: [RecordedTenant], run: AuditRun = Fixtures.auditRun()) throws -> [Data] {
    try Fixtures.inFolder { folder in
      let (fleet, own) = try Fixtures.documents(tenants, run: run)
      return try ([fleet] + own).enumerated().map { index, document in
        let path = "\(folder)/\(index).json"
        try JSONReport.write(document, to: path)
        return try Data(contentsOf: URL(fileURLWithPath: path))
      }
    }
  }

  private func object(_ data: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test(.enabled(if: Python.hasJSONSchema, "python3 has no module jsonschema"))
  func `every document keeps to the shipped schema`() throws {
    try Fixtures.inFolder { folder in
      try Data(JSONReport.schema.utf8).write(to: URL(fileURLWithPath: folder + "/schema"))
      let tenants = Fixtures.mixedFleet + [Fixtures.hostileTenant]
      for (index, data) in try files(of: tenants).enumerated() {
        try data.write(to: URL(fileURLWithPath: "\(folder)/\(index).json"))
      }
      let program = """
        import glob, json, sys, jsonschema
        schema = json.load(open(sys.argv[1] + "/schema"))
        cls = jsonschema.Draft202012Validator
        cls.check_schema(schema)
        count = 0
        def closed(node):
            # Members that the schema does not name are mistakes of ours.
            if isinstance(node, dict):
                if "properties" in node and "additionalProperties" not in node: node["additionalProperties"] = False
                for value in node.values(): closed(value)
            if isinstance(node, list):
                for value in node: closed(value)
        closed(schema)
        for path in sorted(glob.glob(sys.argv[1] + "/*.json")):
            for error in cls(schema, format_checker=cls.FORMAT_CHECKER).iter_errors(json.load(open(path))):
                raise SystemExit(f"{path}: {error.json_path}: {error.message[:300]}")
            count += 1
        print(count)
        """
      #expect(try Python.output(of: program, [folder]) == "6\n")
    }
  }

  @Test func `raw values survive, NUL and bidi and 40,000 characters too`() throws {
    let report = try object(files(of: [Fixtures.hostileTenant])[1])
    let users = try #require(report["users"] as? [[String: Any]])
    #expect(Set(users.compactMap { $0["display_name"] as? String }) == Set(Fixtures.hostileTexts))
    let tenants = try #require(report["tenants"] as? [[String: Any]])
    #expect(tenants[0]["display_name"] as? String == "<script>alert('t')</script>\u{202E}")
  }

  @Test func `what was set aside is told with its causes, and what the first audit showed is marked`() throws {
    let coverage = [Fixtures.coverage(Fixtures.checks[0], setAside: SetAside([.partner: 2, .microsoftService: 1]))]
    let tenants = [Fixtures.tenant(2, users: [Fixtures.user(4)], coverage: coverage), Fixtures.storyOfFirstAudit]
    let fleet = String(decoding: try files(of: tenants)[0], as: UTF8.self).filter { !$0.isWhitespace }
    let causes = #"[{"cause":"microsoft_service","count":1},{"cause":"partner","count":2}]"#
    #expect(fleet.contains(#""set_aside":3,"set_aside_causes":"# + causes))
    #expect(fleet.components(separatedBy: #""present_at_first_audit":true"#).count == 3)
    #expect(fleet.components(separatedBy: #""present_at_first_audit":false"#).count == 2)
  }

  @Test func `a first audit has no states and no changes: null, never zero`() throws {
    let report = try object(files(of: [Fixtures.gapTenant])[1])
    let totals = try #require(report["totals"] as? [String: Any])
    let changes = try #require(totals["changes"] as? [String: Any])
    #expect(changes["vs_previous"] is NSNull)
    let findings = try #require(report["findings"] as? [[String: Any]])
    #expect((findings[0]["state"] as? [String: Any])?["vs_previous"] is NSNull)
    let run = try #require(report["run"] as? [String: Any])
    #expect((run["compared_with"] as? [String: Any])?["previous"] is NSNull)
  }

  @Test func `coverage says 83.3, not 83.33333`() throws {
    var coverage = Fixtures.checks.map { Fixtures.coverage($0) }
    coverage[0] = Fixtures.coverage(Fixtures.checks[0], .notAssessed, gaps: [Fixtures.gap(.timeout)], missed: nil)
    let tenant = Fixtures.tenant(1, status: .incomplete, users: [Fixtures.user(1)], coverage: coverage)
    let text = String(decoding: try files(of: [tenant])[0], as: UTF8.self)
    #expect(text.contains(#""percent":83.3,"#))
  }

  @Test func `the score is written exactly and explained`() throws {
    let report = try object(files(of: [Fixtures.actionTenant])[1])
    let user = try #require((report["users"] as? [[String: Any]])?.first)
    #expect(user["score"] as? Double == 140 * 1.25 * 1.5)
    #expect((user["score_parts"] as? [[String: Any]])?.count == 4)
    #expect(user["indicator_count"] as? Int == 2)
  }

  @Test func `the same record gives the same bytes`() throws {
    #expect(try files(of: Fixtures.mixedFleet) == files(of: Fixtures.mixedFleet.reversed()))
  }

  @Test func `an existing report is never overwritten`() throws {
    try Fixtures.inFolder { folder in
      let document = try Fixtures.documents([Fixtures.clearTenant]).fleet
      try JSONReport.write(document, to: folder + "/fleet.json")
      #expect {
        try JSONReport.write(document, to: folder + "/fleet.json")
      } throws: {
        String(describing: $0).contains("/fleet.json")
      }
    }
  }

  @Test func `slashes are not escaped and lines are rows`() throws {
    let text = String(decoding: try files(of: Fixtures.mixedFleet)[0], as: UTF8.self)
    #expect(text.contains("roundsman/report/1"))
    #expect(text.hasSuffix("}\n"))
    #expect(text.split(separator: "\n").count(where: { $0.hasPrefix(#"{"rank":"#) }) == 5)
  }
}
