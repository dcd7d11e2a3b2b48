import Foundation
import SyntheticFleet
import Testing

@Suite struct EvidenceShapeTests {
  private static let fleet = SyntheticFleet(tenants: 12, users: 600, seed: 1, endingAt: tonight)

  @Test(arguments: 0..<12, [0, 1, 2])
  func `every line is one JSON object without a line feed`(index: Int, night: Int) throws {
    let rendered = try RenderedTenant(Self.fleet.tenant(index, night: night))
    for kind in rendered.tenant.kinds {
      for line in rendered.lines[kind.name] ?? [] {
        #expect(!line.contains(10))
        #expect(try JSONSerialization.jsonObject(with: line) is JSONObject)
      }
    }
  }

  @Test(arguments: 0..<12)
  func `ids are unique, but for the rows of merged exports`(index: Int) throws {
    let rendered = try RenderedTenant(Self.fleet.tenant(index, night: 2))
    func expectUnique(_ ids: [String], _ what: Comment) { #expect(Set(ids).count == ids.count, what) }
    expectUnique(try rendered.objects("users").compactMap { $0["id"] as? String }, "users")
    expectUnique(
      try rendered.objects("users").compactMap { ($0["userPrincipalName"] as? String)?.lowercased() }, "names")
    expectUnique(try rendered.objects("mailboxes").compactMap { $0["Guid"] as? String }, "mailboxes")
    expectUnique(try rendered.objects("directory_audits").compactMap { $0["id"] as? String }, "directory audits")
    expectUnique(try rendered.objects("sign_ins").compactMap { $0["id"] as? String }, "sign-ins")
    expectUnique(try rendered.objects("role_assignments").compactMap { $0["id"] as? String }, "roles")
    expectUnique(try rendered.objects("registration_details").compactMap { $0["id"] as? String }, "registrations")
    expectUnique(try rendered.objects("risky_users").compactMap { $0["id"] as? String }, "risky users")
    expectUnique(try rendered.objects("managed_devices").compactMap { $0["id"] as? String }, "managed devices")
    expectUnique(try rendered.objects("mobile_devices").compactMap { $0["Identity"] as? String }, "mobile devices")
    expectUnique(
      try rendered.objects("sweep_rules").compactMap { ($0["item"] as? JSONObject)?["Identity"] as? String }, "sweeps")
    let records = try rendered.auditData().compactMap { $0["Id"] as? String }
    if index == 4 {
      // 1.8 rows a record.
      let share = Double(records.count) / Double(max(1, Set(records).count))
      #expect(share > 1.6 && share < 2)
    } else {
      expectUnique(records, "audit records")
    }
    let rules = try rendered.objects("inbox_rules").compactMap { line -> String? in
      guard let item = line["item"] as? JSONObject else { return nil }
      return item["id"] as? String ?? item["Identity"] as? String
    }
    expectUnique(rules, "rules")
  }

  @Test func `all three forms of audit records and both forms of rules occur`() throws {
    var forms: Set<String> = []
    for index in 0..<12 {
      let rendered = try RenderedTenant(Self.fleet.tenant(index, night: 1))
      if let record = try rendered.objects("unified_audit").first {
        forms.insert(record["AuditData"] != nil ? "row" : record["auditData"] != nil ? "graph" : "plain")
      }
      for line in try rendered.objects("inbox_rules") {
        let item = try #require(line["item"] as? JSONObject)
        forms.insert(item["RuleIdentity"] != nil ? "Get-InboxRule" : "messageRule")
        #expect((line["owner"] as? JSONObject)?["id"] is String)
      }
    }
    #expect(forms == ["row", "graph", "plain", "Get-InboxRule", "messageRule"])
  }

  @Test func `folders are listed of exactly those whose rules name one by id`() throws {
    for index in 0..<12 {
      let rendered = try RenderedTenant(Self.fleet.tenant(index, night: 1))
      let isGraph = !rendered.tenant.wire.rulesComeFromExchange
      #expect((rendered.kind("mail_folders") != nil) == isGraph)
      guard isGraph else { continue }
      var named: [String: Set<String>] = [:]
      for line in try rendered.objects("inbox_rules") {
        let owner = try #require((line["owner"] as? JSONObject)?["id"] as? String)
        let actions = (line["item"] as? JSONObject)?["actions"] as? JSONObject
        for key in ["moveToFolder", "copyToFolder"] {
          if let id = actions?[key] as? String { named[owner, default: []].insert(id) }
        }
      }
      var listed: [String: Set<String>] = [:]
      for line in try rendered.objects("mail_folders") {
        let owner = try #require((line["owner"] as? JSONObject)?["id"] as? String)
        listed[owner, default: []].insert(try #require((line["item"] as? JSONObject)?["id"] as? String))
      }
      #expect(Set(listed.keys) == Set(named.keys))
      for (owner, folders) in named {
        #expect(folders.isSubset(of: listed[owner] ?? []) && (listed[owner] ?? []).count >= 7)
      }
    }
  }

  @Test func `Exchange's values have siblings that name their types`() throws {
    let rendered = try RenderedTenant(Self.fleet.tenant(0, night: 1))
    var seen = 0
    for kind in ["mailboxes", "audit_configuration", "transport_rules", "recipient_permissions", "message_trace"] {
      for line in rendered.lines[kind] ?? [] {
        let text = String(decoding: line, as: UTF8.self)
        for member in text.matches(of: /"(\w+)":(true|false|\d|\[)/) {
          let type =
            switch member.2 {
            case "true", "false": "System.Boolean"
            case "[": "System.Collections.ArrayList"
            default: "System.Int32"
            }
          #expect(text.contains("\"\(member.1)@data.type\":\"\(type)\""), "\(kind) \(member.1)")
          seen += 1
        }
      }
    }
    #expect(seen > 500)
  }

  @Test func `some details of merged exports are cut, and never a planted one`() throws {
    let fleet = SyntheticFleet(tenants: 5, users: 1500, seed: 1, endingAt: tonight)
    let rows = try RenderedTenant(fleet.tenant(4, night: 2)).objects("unified_audit")
    let cut = rows.filter { $0["AuditData"] as? String == "" }
    #expect(!cut.isEmpty)
    #expect(cut.allSatisfy { ($0["UserIds"] as? String)?.contains("(") == true })
  }

  @Test func `events lie within the seven days before their night`() throws {
    let day: Int64 = 86_400
    let parser = ISO8601DateFormatter()
    for (night, end) in Self.fleet.nightEnds.enumerated() {
      for index in [0, 2, 4, 6] {
        for record in try RenderedTenant(Self.fleet.tenant(index, night: night)).auditData() {
          let time = try #require(record["CreationTime"] as? String)
          let seconds = Int64(try #require(parser.date(from: time + "Z")).timeIntervalSince1970)
          #expect(seconds >= end - 7 * day && seconds < end)
        }
      }
    }
  }

  @Test func `every spelling of client addresses occurs`() throws {
    var seen: Set<String> = []
    for index in 0..<12 {
      for record in try RenderedTenant(Self.fleet.tenant(index, night: 2)).auditData() {
        let address = try #require(record["ClientIP"] as? String)
        switch address {
        case "": seen.insert("empty")
        case "<null>": seen.insert("null")
        case "::1": seen.insert("loopback")
        case _ where address.hasPrefix("::ffff:"): seen.insert("mapped")
        case _ where address.hasPrefix("["): seen.insert("bracketed")
        case _ where address.hasPrefix("2001:db8:"): seen.insert("v6")
        case _ where address.hasSuffix(".example"): seen.insert("host")
        case _ where address.contains(":"): seen.insert("port")
        default: seen.insert("plain")
        }
      }
    }
    #expect(
      seen.isSuperset(of: ["empty", "null", "loopback", "mapped", "host", "port", "plain"])
        && !seen.isDisjoint(with: ["bracketed", "v6"]))
  }

  @Test func `hostile names are valid JSON everywhere, and are tenant, users and rules`() throws {
    let fleet = SyntheticFleet(tenants: 2, users: 20, seed: 1, endingAt: tonight, hostile: true)
    #expect(fleet.tenantCount == 3)
    #expect((0..<2).reduce(0) { $0 + fleet.userCount(ofTenant: $1) } == 20)
    let rendered = try RenderedTenant(fleet.tenant(2, night: 2))
    #expect(rendered.tenant.displayName.contains("<img src=x onerror=alert(1)>"))
    #expect(rendered.tenant.folderName == "hostile")
    let users = (rendered.lines["users"] ?? []).map { String(decoding: $0, as: UTF8.self) }
    let rules = (rendered.lines["inbox_rules"] ?? []).map { String(decoding: $0, as: UTF8.self) }
    for text in [
      "<img src=x onerror=alert(1)>", "=cmd|'/c calc'!A1", "\u{202E}", "\\u0000", "\\ud800", "{{{x}}}", "'; DROP TABLE",
    ] {
      #expect(users.contains { $0.contains(text) }, "\(text)")
    }
    #expect(rules.contains { $0.contains("\\ud800") } && users.contains { $0.utf8.count > 40_000 })
    // Foundation refuses lone surrogates; everything else must parse.
    for line in rendered.lines.values.joined() where !String(decoding: line, as: UTF8.self).contains("\\ud800") {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: line) }
    }
  }
}
