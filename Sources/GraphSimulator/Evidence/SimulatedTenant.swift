import Synchronization

/// A tenant as it answers: its evidence's facts with the scenario laid over them, and what it remembers of its callers.
final class SimulatedTenant: Sendable {
  let facts: TenantFacts
  let scenario: TenantScenario
  /// Of all tenants and its own.
  let faults: [FaultRule]
  let memory = Mutex(Memory())

  /// What changes while the simulator runs.
  struct Memory {
    /// Next links that were refused as expired.
    var refusedPageTokens = 0
    var searches: [String: AuditSearch] = [:]
    var searchCount = 0
    var sessions: [String: AuditSession] = [:]
    var unanswered = 0
  }

  init(facts: TenantFacts, scenario: TenantScenario, faults: [FaultRule]) {
    self.facts = facts
    self.scenario = scenario
    self.faults = faults + scenario.faults
  }

  var isPartner: Bool { facts.index == nil }
  var consent: TenantScenario.Consent { scenario.consent ?? (facts.hasConsent ? .granted : .missing) }
  var licence: TenantFacts.Licence { scenario.licence ?? facts.licence }
  var hasIntune: Bool { scenario.hasIntune ?? facts.hasIntune }
  var isAuditing: Bool { scenario.isAuditing ?? facts.isAuditing }
  var exchange: TenantScenario.ExchangeAccess {
    scenario.exchange ?? (!facts.hasExchangeRole ? .noRole : facts.rulesComeFromExchange ? .full : .noRules)
  }

  /// The Graph permissions that a token carries.
  var permissions: Set<String> {
    Set(scenario.permissions ?? SimulatedTenant.granted).subtracting(scenario.withoutPermissions)
  }

  /// The read permissions that an audit needs, all granted by default.
  static let granted = [
    "Application.Read.All", "AuditLog.Read.All", "AuditLogsQuery.Read.All", "DelegatedAdminRelationship.Read.All",
    "Device.Read.All", "DeviceManagementManagedDevices.Read.All", "Directory.Read.All", "Domain.Read.All",
    "IdentityRiskEvent.Read.All", "IdentityRiskyUser.Read.All", "LicenseAssignment.Read.All", "Mail.ReadBasic.All",
    "MailboxSettings.Read", "Organization.Read.All", "RoleManagement.Read.Directory", "User.Read.All",
    "UserAuthenticationMethod.Read.All",
  ]
}

/// All tenants, the partner's own included, and what they share.
final class SimulatedWorld: Sendable {
  let scenario: Scenario
  let applicationID: String
  let secret: String
  let partnerTenantID: String
  /// In the order of the source; the partner's own tenant is not among them.
  let tenants: [SimulatedTenant]
  let store: KindStore
  private let byName: [String: SimulatedTenant]

  /// - Parameter memory: bytes of rendered evidence to keep.
  init(source: any EvidenceSource, scenario: Scenario, secret: String, memory: Int) {
    self.scenario = scenario
    self.secret = secret
    applicationID = source.applicationID
    partnerTenantID = source.partnerTenantID
    store = KindStore(source: source, limit: memory)
    tenants = source.tenants.map {
      SimulatedTenant(facts: $0, scenario: scenario.tenant($0.index), faults: scenario.faults)
    }
    let partner = TenantFacts(
      index: nil, id: source.partnerTenantID, name: "The partner", domain: "partner.example", userCount: 10,
      collectedAt: source.tenants.first?.collectedAt ?? 0)
    var byName: [String: SimulatedTenant] = [:]
    for tenant in tenants + [SimulatedTenant(facts: partner, scenario: TenantScenario(), faults: [])] {
      byName[tenant.facts.id.lowercased()] = tenant
      byName[tenant.facts.domain.lowercased()] = tenant
    }
    self.byName = byName
  }

  /// By id or verified domain.
  func tenant(named name: String) -> SimulatedTenant? { byName[name.lowercased()] }
}
