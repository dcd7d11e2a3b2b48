import SyntheticFleet
import Testing

/// What a tenant answers on the wire, and the gaps of its evidence, are one thing.
@Suite struct WireBehaviourTests {
  private static let fleet = SyntheticFleet(tenants: 120, users: 2400, seed: 8, endingAt: tonight)

  private static let exchangeKinds: Set<String> = [
    "mailboxes", "sweep_rules", "recipient_permissions", "blocked_senders", "audit_configuration", "message_trace",
    "transport_rules", "inbound_connectors", "outbound_connectors", "remote_domains", "mobile_devices",
  ]

  private func gaps(_ tenant: SyntheticTenant, _ reason: String) -> Set<String> {
    Set(tenant.kinds.filter { $0.gap?.reason == reason }.map(\.name))
  }

  @Test func `every way to answer occurs`() {
    let wires = (0..<120).map { Self.fleet.tenant($0, night: 2).wire }
    #expect(Set(wires.map(\.licence)) == [.free, .premiumP1, .premiumP2])
    #expect(Set(wires.map(\.auditForm)) == [.auditData, .rows, .graphRecord])
    for property in [
      \SyntheticTenant.WireBehaviour.hasConsent, \.hasIntune, \.isAuditing, \.hasExchangeRole, \.rulesComeFromExchange,
    ] {
      #expect(Set(wires.map { $0[keyPath: property] }).count == 2)
    }
    #expect(wires.contains { !$0.slowMailboxes.isEmpty })
    #expect(wires.allSatisfy { ($0.auditForm == .graphRecord) == ($0.auditSource == .graph) })
  }

  @Test(arguments: 0..<120)
  func `gaps are what the wire refuses`(index: Int) {
    let tenant = Self.fleet.tenant(index, night: 2)
    let wire = tenant.wire
    let all = Set(tenant.kinds.map(\.name))
    guard wire.hasConsent else {
      #expect(gaps(tenant, "auth.consent_revoked") == all && all.count == 30)
      return
    }
    #expect(gaps(tenant, "auth.consent_revoked").isEmpty)
    var unlicensed: Set<String> = wire.hasIntune ? [] : ["managed_devices"]
    if wire.licence == .free { unlicensed.formUnion(["sign_ins", "registration_details"]) }
    if wire.licence != .premiumP2 { unlicensed.formUnion(["risky_users", "risk_detections"]) }
    #expect(gaps(tenant, "license.required") == unlicensed)
    #expect(gaps(tenant, "audit.disabled") == (wire.isAuditing ? [] : ["unified_audit"]))
    #expect(gaps(tenant, "timeout") == (wire.slowMailboxes.isEmpty ? [] : ["inbox_rules"]))
    #expect(
      gaps(tenant, "permission.exchange_role")
        == (!wire.hasExchangeRole ? Self.exchangeKinds : wire.rulesComeFromExchange ? [] : ["sweep_rules"]))
    #expect(wire.hasExchangeRole || wire.auditSource == .graph)
    // A mailbox has one source of rules, and only Graph's names folders by id.
    #expect(all.contains("mail_folders") == !wire.rulesComeFromExchange)
    #expect(all.count == (wire.rulesComeFromExchange ? 29 : 30))
    #expect(wire.slowMailboxes.isEmpty || !wire.rulesComeFromExchange)
  }

  @Test func `consent is withdrawn on the last night only`() {
    #expect(!Self.fleet.tenant(9, night: 2).wire.hasConsent)
    #expect(Self.fleet.tenant(9, night: 0).wire.hasConsent && Self.fleet.tenant(9, night: 1).wire.hasConsent)
  }

  @Test(arguments: 0..<36)
  func `licences are those that the tenant answers by`(index: Int) throws {
    let rendered = try RenderedTenant(Self.fleet.tenant(index, night: 2))
    let wire = rendered.tenant.wire
    guard wire.hasConsent else { return }
    var plans: Set<String> = []
    for sku in try rendered.objects("subscribed_skus") {
      let status = try #require(sku["capabilityStatus"] as? String)
      for plan in try #require(sku["servicePlans"] as? [JSONObject])
      where status != "Suspended" && plan["provisioningStatus"] as? String == "Success" {
        plans.insert(try #require(plan["servicePlanName"] as? String))
      }
      let holders = try rendered.objects("users").count { user in
        (user["assignedLicenses"] as? [JSONObject])?.contains { $0["skuId"] as? String == sku["skuId"] as? String }
          ?? false
      }
      #expect(sku["consumedUnits"] as? Int == holders)
    }
    #expect(plans.contains("AAD_PREMIUM") == (wire.licence != .free))
    #expect(plans.contains("AAD_PREMIUM_P2") == (wire.licence == .premiumP2))
    #expect(plans.contains("INTUNE_A") == wire.hasIntune)
  }

  @Test(arguments: [3, 7, 9, 15])
  func `the audit configuration says whether auditing is on`(index: Int) throws {
    let rendered = try RenderedTenant(Self.fleet.tenant(index, night: 2))
    let lines = try rendered.objects("audit_configuration")
    guard rendered.tenant.wire.hasConsent else {
      #expect(lines.isEmpty)
      return
    }
    #expect(lines.map { $0["UnifiedAuditLogIngestionEnabled"] as? Bool } == [rendered.tenant.wire.isAuditing])
  }

  @Test func `the audit's own application stands in every tenant with the permissions it needs`() throws {
    for index in 0..<12 {
      let rendered = try RenderedTenant(Self.fleet.tenant(index, night: 1))
      let principals = try rendered.objects("service_principals")
      let audit = try #require(principals.first { $0["appId"] as? String == Self.fleet.auditApplicationID })
      #expect(audit["appOwnerOrganizationId"] as? String == Self.fleet.partnerTenantID)
      let resources = Dictionary(
        uniqueKeysWithValues: principals.map { ($0["id"] as? String ?? "", $0["appId"] as? String ?? "") })
      var roles: [String: Int] = [:]
      for assignment in try rendered.objects("app_role_assignments")
      where assignment["principalId"] as? String == audit["id"] as? String {
        roles[resources[try #require(assignment["resourceId"] as? String)] ?? "", default: 0] += 1
      }
      #expect(roles["00000003-0000-0000-c000-000000000000"] == 16)
      #expect(roles["00000002-0000-0ff1-ce00-000000000000"] == 1)
    }
  }
}
