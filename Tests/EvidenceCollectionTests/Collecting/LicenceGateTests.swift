import AuditModel
import EvidenceCollection
import Testing

struct LicenceGateTests {
  private static let premium: [EvidenceKind: String] = [
    .signIns: "/auditLogs/signIns", .registrationDetails: "/reports/authenticationMethods/userRegistrationDetails",
    .riskyUsers: "/identityProtection/riskyUsers", .riskDetections: "/identityProtection/riskDetections",
    .managedDevices: "/deviceManagement/managedDevices",
  ]

  private func collected(_ adjust: (inout ServedTenant) -> Void) async throws -> CollectedArchive {
    var tenant = ServedTenant.contoso
    adjust(&tenant)
    return try await CollectedArchive(tenant) { $0.kinds = Set(Self.premium.keys).union([.subscribedSkus]) }
  }

  @Test(
    arguments: [
      ([], []), (["AAD_PREMIUM"], [.signIns, .registrationDetails]),
      (["AAD_PREMIUM_P2"], [.signIns, .registrationDetails, .riskyUsers, .riskDetections]),
      (["INTUNE_A"], [.managedDevices]),
      (
        ["AAD_PREMIUM", "AAD_PREMIUM_P2", "INTUNE_A"],
        [
          .signIns, .registrationDetails, .riskyUsers, .riskDetections, .managedDevices,
        ]
      ), (["AAD_PREMIUM_P3", "aad_premium_something"], []),
    ] as [([String], Set<EvidenceKind>)])
  func `what the licences do not give is a gap and costs no request`(plans: [String], given: Set<EvidenceKind>)
    async throws
  {
    let result = try await collected { tenant in tenant.license(plans) }
    for (kind, path) in Self.premium {
      #expect(result.calls(path).isEmpty != given.contains(kind), "\(kind)")
      #expect(result[kind]?.status == (given.contains(kind) ? .complete : .unavailable), "\(kind)")
      guard !given.contains(kind) else { continue }
      #expect(result.gap(kind)?.reason == .licenceRequired)
      #expect(result.gap(kind)?.needs == [try #require(kind.licence)])
      #expect(result.gap(kind)?.error == nil && result.lines(kind) == nil)
    }
  }

  @Test(
    arguments: [
      (
        #""servicePlanName":"X","servicePlanId":"41781FB2-bc02-4b7c-bd55-b576c07bb09d","provisioningStatus":"Success""#,
        "Enabled", true
      ),
      (#""servicePlanName":"AAD_PREMIUM","provisioningStatus":"Success""#, "Warning", true),
      (#""servicePlanName":"AAD_PREMIUM","provisioningStatus":"Success""#, "Suspended", false),
      (#""servicePlanName":"AAD_PREMIUM","provisioningStatus":"Disabled""#, "Enabled", false),
      (#""servicePlanName":"AAD_PREMIUM","provisioningStatus":"PendingActivation""#, "Enabled", false),
    ])
  func `a plan counts by name or id, when it is provisioned and its subscription runs`(
    plan: String, status: String, counts: Bool
  ) async throws {
    let result = try await collected { tenant in
      tenant.lists["/subscribedSkus"] = [
        #"{"id":"s","capabilityStatus":"\#(status)","servicePlans":[{\#(plan)}]}"#
      ]
    }
    #expect(result[.signIns]?.status == (counts ? .complete : .unavailable))
    #expect(result.lines(.subscribedSkus)?.count == 1)
  }

  @Test func `licences on a later page count`() async throws {
    let result = try await collected { tenant in
      tenant.license("AAD_PREMIUM")
      let second = tenant.lists["/subscribedSkus"] ?? []
      tenant.when { $0.path == "/subscribedSkus" ? $0.page == 0 ? .page([], next: 1) : .list(second) : nil }
    }
    #expect(result[.signIns]?.status == .complete)
  }

  @Test func `when the licences are unknown everything is asked, and the refusal decides`() async throws {
    let result = try await collected { tenant in
      tenant.answer("/subscribedSkus", .refusal(403, "Authorization_RequestDenied"))
      tenant.answer("/auditLogs/signIns", .refusal(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant"))
    }
    #expect(result.gap(.subscribedSkus)?.reason == .permissionGraph)
    #expect(result.gap(.signIns)?.reason == .licenceRequired)
    #expect(result.gap(.signIns)?.needs == ["Microsoft Entra ID P1"])
    #expect(result.gap(.signIns)?.error?.http == 403)
    #expect(result[.riskyUsers]?.status == .complete && result[.managedDevices]?.status == .complete)
  }

  @Test func `a refusal goes before what the licences promise`() async throws {
    let result = try await collected { tenant in
      tenant.answer("/auditLogs/signIns", .refusal(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant"))
    }
    #expect(result.gap(.signIns)?.reason == .licenceRequired && result[.riskyUsers]?.status == .complete)
  }
}
