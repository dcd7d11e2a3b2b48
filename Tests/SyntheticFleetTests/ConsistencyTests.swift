import Foundation
import SyntheticFleet
import Testing

/// Kinds tell of the same people, mailboxes and applications.
@Suite struct ConsistencyTests {
  private static let fleet = SyntheticFleet(tenants: 12, users: 600, seed: 1, endingAt: tonight)
  private static let seen = [0, 1, 2, 4, 5, 8]

  private func ids(_ objects: [JSONObject], _ key: String = "id") -> Set<String> {
    Set(objects.compactMap { $0[key] as? String })
  }

  @Test(arguments: seen)
  func `registration details follow the methods of everybody who may sign in`(index: Int) throws {
    let rendered = try RenderedTenant(Self.fleet.tenant(index, night: 2))
    let enabled = try rendered.objects("users").filter { $0["accountEnabled"] as? Bool == true }
    let details = try rendered.objects("registration_details")
    #expect(ids(details) == ids(enabled) && details.count == enabled.count)
    var methods: [String: Set<String>] = [:]
    for line in try rendered.objects("authentication_methods") {
      let owner = try #require((line["owner"] as? JSONObject)?["id"] as? String)
      let type = try #require((line["item"] as? JSONObject)?["@odata.type"] as? String)
      methods[owner, default: []].insert(type)
    }
    let admins = ids(try rendered.objects("role_assignments"), "principalId")
    let names = [
      "microsoftAuthenticatorPush": "#microsoft.graph.microsoftAuthenticatorAuthenticationMethod",
      "mobilePhone": "#microsoft.graph.phoneAuthenticationMethod",
      "windowsHelloForBusiness": "#microsoft.graph.windowsHelloForBusinessAuthenticationMethod",
      "fido2": "#microsoft.graph.fido2AuthenticationMethod",
      "email": "#microsoft.graph.emailAuthenticationMethod",
      "temporaryAccessPass": "#microsoft.graph.temporaryAccessPassAuthenticationMethod",
    ]
    for person in details {
      let id = try #require(person["id"] as? String)
      let registered = Set(try #require(person["methodsRegistered"] as? [String]))
      for (name, type) in names {
        #expect(registered.contains(name) == (methods[id] ?? []).contains(type), "\(name)")
      }
      #expect(person["isMfaRegistered"] as? Bool == !registered.subtracting(["email"]).isEmpty)
      #expect(person["isAdmin"] as? Bool == admins.contains(id))
    }
  }

  @Test func `who is at risk was detected, and nobody else`() throws {
    var found = 0
    for index in 0..<12 {
      let rendered = try RenderedTenant(Self.fleet.tenant(index, night: 2))
      guard rendered.kind("risky_users")?.status == .complete else { continue }
      let detected = ids(try rendered.objects("risk_detections"), "userId")
      let users = ids(try rendered.objects("users"))
      let risky = try rendered.objects("risky_users")
      #expect(ids(risky).isSubset(of: users))
      let lately = risky.filter { person in
        person["riskState"] as? String != "remediated"
          && person["riskLastUpdatedDateTime"] as? String ?? "" >= "2026-08-13T02"
      }
      #expect(ids(lately) == detected.intersection(users))
      #expect(
        risky.allSatisfy { ["atRisk", "remediated", "confirmedCompromised"].contains($0["riskState"] as? String) })
      found += lately.count
    }
    #expect(found > 2)
  }

  @Test(arguments: seen)
  func `grants and roles name applications, and people, of the tenant`(index: Int) throws {
    let rendered = try RenderedTenant(Self.fleet.tenant(index, night: 2))
    let principals = try rendered.objects("service_principals")
    let held = ids(principals)
    let users = ids(try rendered.objects("users"))
    #expect(held.count == principals.count && ids(principals, "appId").count == principals.count)
    let grants = try rendered.objects("oauth2_permission_grants")
    #expect(ids(grants).count == grants.count)
    for grant in grants {
      #expect(held.contains(grant["clientId"] as? String ?? "") && held.contains(grant["resourceId"] as? String ?? ""))
      if grant["consentType"] as? String == "Principal" {
        #expect(users.contains(grant["principalId"] as? String ?? ""))
      } else {
        #expect(grant["consentType"] as? String == "AllPrincipals" && grant["principalId"] is NSNull)
      }
    }
    #expect(grants.contains { ($0["scope"] as? String)?.hasPrefix(" ") == true })
    let roles = try rendered.objects("app_role_assignments")
    #expect(ids(roles).count == roles.count && ids(roles, "principalId").isSubset(of: held))
    // The log's actors are applications of the tenant.
    let actors = try rendered.objects("directory_audits").compactMap { record in
      ((record["initiatedBy"] as? JSONObject)?["app"] as? JSONObject)?["servicePrincipalId"] as? String
    }
    #expect(Set(actors).isSubset(of: held))
    let built = principals.filter { $0["appOwnerOrganizationId"] as? String == rendered.tenant.id }
    #expect(built.count == 1)
  }

  @Test func `nothing in the listings is younger than a month but what somebody is said to have added`() throws {
    let kinds = [
      ("service_principals", "createdDateTime", "new-applications"),
      ("app_role_assignments", "createdDateTime", ""), ("devices", "registrationDateTime", "new-devices"),
      ("managed_devices", "enrolledDateTime", "new-devices"), ("mobile_devices", "FirstSyncTime", "new-devices"),
      ("transport_rules", "WhenChanged", "mail-flow-changes"), ("inbound_connectors", "WhenChanged", ""),
      ("outbound_connectors", "WhenChanged", "mail-flow-changes"), ("remote_domains", "WhenChanged", ""),
      ("blocked_senders", "CreatedDatetime", "restricted-sender"),
    ]
    var young = 0
    for index in 0..<12 where index != 9 {
      let rendered = try RenderedTenant(Self.fleet.tenant(index, night: 2))
      let told = Set(rendered.tenant.truth.map(\.checkID) + rendered.tenant.innocents.map(\.checkID))
      for (kind, key, check) in kinds {
        for line in try rendered.objects(kind) where try #require(line[key] as? String) >= "2026-08-01" {
          young += 1
          // Older than the seven days of the logs it is no news, and nobody is told of it.
          let isOld = try #require(line[key] as? String) < "2026-08-13"
          #expect(told.contains(check) || isOld, "\(kind) of \(index)")
        }
      }
    }
    #expect(young > 8)
  }

  @Test(arguments: seen)
  func `devices belong to users, and device management knows each of them`(index: Int) throws {
    let rendered = try RenderedTenant(Self.fleet.tenant(index, night: 2))
    let users = ids(try rendered.objects("users"))
    let devices = try rendered.objects("devices")
    #expect(ids(devices).count == devices.count && ids(devices, "deviceId").count == devices.count)
    for device in devices {
      let owners = try #require(device["registeredOwners"] as? [JSONObject])
      #expect(ids(owners).isSubset(of: users) && owners.count == 1)
    }
    let managed = try rendered.objects("managed_devices")
    guard rendered.tenant.wire.hasIntune else {
      #expect(managed.isEmpty && devices.allSatisfy { $0["isManaged"] is NSNull })
      return
    }
    #expect(ids(managed, "azureADDeviceId") == ids(devices, "deviceId"))
    #expect(ids(managed, "userId").isSubset(of: users))
  }

  @Test(arguments: seen)
  func `Exchange names mailboxes that are there`(index: Int) throws {
    let rendered = try RenderedTenant(Self.fleet.tenant(index, night: 2))
    let mailboxes = try rendered.objects("mailboxes")
    let names = ids(mailboxes, "ExternalDirectoryObjectId").union(ids(mailboxes, "Alias"))
    let addresses = Set(mailboxes.compactMap { ($0["PrimarySmtpAddress"] as? String)?.lowercased() })
    let permissions = try rendered.objects("recipient_permissions")
    #expect(ids(permissions, "Identity").isSubset(of: names))
    let own = permissions.filter { $0["Trustee"] as? String == #"NT AUTHORITY\SELF"# }
    #expect(own.count == mailboxes.count && own.allSatisfy { $0["AccessRights"] as? [String] == ["SendAs"] })
    #expect(permissions.count - own.count <= mailboxes.count / 10)
    for phone in try rendered.objects("mobile_devices") {
      let path = try #require(phone["UserDisplayName"] as? String)
      #expect(names.contains(String(path.split(separator: "/").last ?? "")))
    }
    let domain = "@" + rendered.tenant.defaultDomain
    for row in try rendered.objects("message_trace") {
      let ends = ["SenderAddress", "RecipientAddress"].compactMap { (row[$0] as? String)?.lowercased() }
      #expect(ends.count == 2)
      #expect(ends.filter { $0.hasSuffix(domain) }.allSatisfy { addresses.contains($0) })
      #expect(ends.contains { $0.hasSuffix(domain) })
    }
  }
}
