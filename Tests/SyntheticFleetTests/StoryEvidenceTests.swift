import Foundation
import SyntheticFleet
import Testing

/// What each planted sign rests on is in the raw evidence, in the services' own words.
@Suite struct StoryEvidenceTests {
  private static let fleet = SyntheticFleet(tenants: 12, users: 600, seed: 1, endingAt: tonight)
  private static let cache = Result { try (0..<12).map { try RenderedTenant(fleet.tenant($0, night: 2)) } }

  private func tenants() throws -> [RenderedTenant] { try Self.cache.get() }

  /// Every planted sign of a check whose kind of evidence was collected.
  private func signs(_ check: String) throws -> [(PlantedSign, RenderedTenant)] {
    let found = try tenants().flatMap { rendered in
      rendered.tenant.truth.filter { $0.checkID == check }.map { ($0, rendered) }
    }
    try #require(!found.isEmpty)
    return found
  }

  private func audits(_ rendered: RenderedTenant, _ operation: String, of sign: PlantedSign) throws -> [JSONObject] {
    try rendered.auditData().filter { record in
      record["Operation"] as? String == operation
        && (record["UserId"] as? String)?.lowercased() == sign.userPrincipalName.lowercased()
    }
  }

  private func directory(_ rendered: RenderedTenant, _ activity: String, of sign: PlantedSign) throws -> [JSONObject] {
    try rendered.objects("directory_audits").filter { record in
      guard record["activityDisplayName"] as? String == activity else { return false }
      let targets = record["targetResources"] as? [JSONObject] ?? []
      let actor = (record["initiatedBy"] as? JSONObject)?["user"] as? JSONObject
      return targets.contains { $0["id"] as? String == sign.userID } || actor?["id"] as? String == sign.userID
    }
  }

  @Test func `an application that was allowed has a service principal, a grant and three records`() throws {
    for (sign, rendered) in try signs("application-consents") {
      let grants = try rendered.objects("oauth2_permission_grants").filter {
        $0["principalId"] as? String == sign.userID && ($0["scope"] as? String)?.contains("offline_access") == true
      }
      #expect(grants.count == 1)
      let principal = try rendered.objects("service_principals").first {
        $0["id"] as? String == grants.first?["clientId"] as? String
      }
      let publisher = try #require(principal)["verifiedPublisher"] as? JSONObject
      #expect(publisher?["displayName"] is NSNull)
      for activity in ["Add service principal", "Add delegated permission grant", "Consent to application"] {
        #expect(try directory(rendered, activity, of: sign).count == 1, "\(activity)")
      }
    }
  }

  @Test func `a method that was added is listed, and the directory's log says so`() throws {
    for (sign, rendered) in try signs("mfa-methods") {
      let registered = try directory(rendered, "User registered security info", of: sign)
      let given = try directory(rendered, "Admin registered security info", of: sign)
      #expect(registered.count + given.count == 1)
      let times = try rendered.objects("authentication_methods").filter {
        ($0["owner"] as? JSONObject)?["id"] as? String == sign.userID
      }.compactMap { ($0["item"] as? JSONObject)?["createdDateTime"] as? String }
      let told = try #require((registered + given).first?["activityDateTime"] as? String)
      #expect(times.contains { told.hasPrefix($0.dropLast()) })
    }
  }

  @Test func `nobody shares a telephone number but those of whom a story tells`() throws {
    var holders: [String: Set<String>] = [:]
    for rendered in try tenants() {
      for line in try rendered.objects("authentication_methods") {
        guard let number = (line["item"] as? JSONObject)?["phoneNumber"] as? String else { continue }
        holders[number, default: []].insert(try #require((line["owner"] as? JSONObject)?["id"] as? String))
      }
    }
    let sharing = holders.values.filter { $0.count > 1 }
    #expect(Set(sharing.joined()) == Set(try signs("shared-mfa-number").map(\.0.userID)))
    #expect(sharing.count == 2)
  }

  @Test func `every privileged account but those of whom a story tells has a second factor`() throws {
    let planted = Set(try signs("account-protection").map(\.0.userID))
    for rendered in try tenants() {
      for person in try rendered.objects("registration_details") where person["isAdmin"] as? Bool == true {
        let id = try #require(person["id"] as? String)
        #expect(person["isMfaRegistered"] as? Bool == !planted.contains(id))
      }
    }
  }

  @Test func `a name that was taken is the other's, in the list and in the log`() throws {
    for (sign, rendered) in try signs("profile-changes") {
      let users = try rendered.objects("users")
      let name = try #require(users.first { $0["id"] as? String == sign.userID }?["displayName"] as? String)
      #expect(users.count { $0["displayName"] as? String == name } == 2)
      let record = try #require(try directory(rendered, "Update user", of: sign).first)
      let target = try #require((record["targetResources"] as? [JSONObject])?.first)
      let changes = try #require(target["modifiedProperties"] as? [JSONObject])
      #expect(changes.first?["newValue"] as? String == "[\"\(name)\"]")
    }
  }

  @Test func `a blocked sender is listed tonight, and a freed one in the log only`() throws {
    for (sign, rendered) in try signs("restricted-sender") {
      let listed = try rendered.objects("blocked_senders").contains {
        $0["SenderAddress"] as? String == sign.userPrincipalName
      }
      #expect(listed == (sign.source == "blocked_senders"))
      let told = try rendered.auditData().filter {
        $0["Operation"] as? String == "HygieneTenantEvents" && $0["EventValue"] as? String == sign.userPrincipalName
      }
      #expect(told.compactMap { $0["Event"] as? String }.sorted() == (listed ? ["Listed"] : ["Delisted", "Listed"]))
    }
  }

  @Test func `mass mail is one subject to many strangers, and no innocent's is so sudden`() throws {
    for (sign, rendered) in try signs("sent-mail-anomalies") {
      let rows = try rendered.objects("message_trace").filter {
        $0["SenderAddress"] as? String == sign.userPrincipalName && $0["Subject"] as? String == "Outstanding balance"
      }
      #expect(rows.count == 120 && Set(rows.compactMap { $0["RecipientAddress"] as? String }).count == 120)
      #expect(rows.count { $0["Status"] as? String == "Failed" } == 24)
    }
    let letters = try tenants()[8].objects("message_trace").filter {
      ($0["RecipientAddress"] as? String)?.hasSuffix("@subscribers8.example") == true
    }
    let days = Set(letters.compactMap { ($0["Received"] as? String)?.prefix(10) })
    #expect(letters.count == 28 * days.count && days.count >= 3)
  }

  @Test func `what is missing in Sent Items was sent, and deleted there by its id`() throws {
    for (sign, rendered) in try signs("sent-items-mismatch") {
      let sent = try audits(rendered, "Send", of: sign).compactMap {
        ($0["Item"] as? JSONObject)?["InternetMessageId"] as? String
      }
      let deleted = try audits(rendered, "HardDelete", of: sign).flatMap { record in
        (record["AffectedItems"] as? [JSONObject] ?? []).compactMap { $0["InternetMessageId"] as? String }
      }
      let traced = try rendered.objects("message_trace").compactMap { $0["MessageId"] as? String }
      let gone = Set(sent).intersection(deleted)
      #expect(gone.count >= 3 && gone.isSubset(of: traced))
    }
  }

  @Test func `copied mailboxes are synchronised by programs of strangers`() throws {
    for (sign, rendered) in try signs("mailbox-access") {
      let copies = try audits(rendered, "MailItemsAccessed", of: sign).filter { record in
        (record["OperationProperties"] as? [JSONObject] ?? []).contains { $0["Value"] as? String == "Sync" }
      }
      #expect(!copies.isEmpty)
      #expect(copies.allSatisfy { $0["Folders"] == nil && ($0["Item"] as? JSONObject)?["ParentFolder"] != nil })
    }
  }

  @Test func `strangers sign in from a country in which nobody works`() throws {
    let planted = Set(try signs("risky-sign-ins").map(\.0.userID))
    for rendered in try tenants() {
      for line in try rendered.objects("sign_ins") {
        let location = try #require(line["location"] as? JSONObject)
        #expect((location["geoCoordinates"] as? JSONObject)?["latitude"] is Double)
        let country = location["countryOrRegion"] as? String
        let isPlanted = planted.contains(try #require(line["userId"] as? String))
        #expect(country != "XZ" || isPlanted)
      }
    }
  }

  @Test func `devices, links, mail flow and protection are told by both the state and the log`() throws {
    for (sign, rendered) in try signs("new-devices") {
      let devices = try rendered.objects("devices").filter { device in
        (device["registeredOwners"] as? [JSONObject])?.first?["id"] as? String == sign.userID
          && device["registrationDateTime"] as? String ?? "" > "2026-08-13"
      }
      #expect(devices.count == 1)
      #expect(try directory(rendered, "Add registered owner to device", of: sign).count == 1)
    }
    for (sign, rendered) in try signs("anonymous-sharing") {
      #expect(try audits(rendered, "AnonymousLinkCreated", of: sign).count == 30)
    }
    for (sign, rendered) in try signs("mail-flow-changes") {
      #expect(try audits(rendered, "New-TransportRule", of: sign).count == 1)
      #expect(try audits(rendered, "New-OutboundConnector", of: sign).count == 1)
      #expect(try rendered.objects("transport_rules").count { !($0["BlindCopyTo"] is NSNull) } == 1)
    }
    let protection = try signs("tenant-defence-changes")
    #expect(Set(protection.map(\.0.source)) == ["unified_audit", "directory_audits"])
    #expect(
      try protection.contains { try directory($1, "Delete conditional access policy", of: $0).count == 1 })
    #expect(
      try protection.contains { sign, rendered in
        let domains = try rendered.objects("domains").filter { $0["authenticationType"] as? String == "Federated" }
        return try domains.count == 1
          && directory(rendered, "Set federation settings on domain", of: sign).count == 1
      })
    #expect(try protection.contains { try audits($1, "Set-AdminAuditLogConfig", of: $0).count == 2 })
  }

  @Test func `one attacker has one address, one target and one application in several tenants`() throws {
    var addresses: Set<String> = []
    for (sign, rendered) in try signs("shared-infrastructure") where sign.minimumSeverity == .high {
      for operation in ["Set-Mailbox", "Consent to application."] {
        for record in try audits(rendered, operation, of: sign) {
          let address = (record["ClientIP"] as? String ?? "").replacing("::ffff:", with: "")
          addresses.insert(String(address.prefix { $0 != ":" }))
        }
      }
    }
    #expect(addresses == ["248.254.1.1"])
    let targets = try tenants().flatMap { try $0.objects("mailboxes") }.filter {
      ($0["ForwardingSmtpAddress"] as? String)?.hasSuffix("@courier-post.example") == true
    }
    #expect(targets.count == 2)
  }

  @Test func `whatever strangers may name in the hostile tenant is hostile`() throws {
    let fleet = SyntheticFleet(tenants: 2, users: 12, seed: 1, endingAt: tonight, hostile: true)
    let rendered = try RenderedTenant(fleet.tenant(2, night: 2))
    let texts = [
      "<img", "=cmd", "\u{202E}", "\\u0000", "\\ud800", "{{{x}}}", "DROP TABLE", "</script>", "\\u001b", "SUM(",
    ]
    for (kind, field) in [
      ("service_principals", "\"displayName\":"), ("devices", "\"displayName\":"), ("sweep_rules", "\"Name\":"),
      ("message_trace", "\"Subject\":"), ("transport_rules", "\"Name\":"), ("outbound_connectors", "\"Name\":"),
      ("directory_audits", "\"displayName\":"), ("unified_audit", "\"SourceFileName\":"),
    ] {
      let lines = (rendered.lines[kind] ?? []).map { String(decoding: $0, as: UTF8.self) }
      let isHostile = lines.contains { line in
        line.contains(field) && texts.contains { line.contains($0) || line.contains("\u{1F1E9}") }
      }
      #expect(isHostile, "\(kind)")
    }
  }
}
