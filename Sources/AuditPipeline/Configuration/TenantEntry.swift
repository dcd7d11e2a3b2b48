package import AuditChecks
package import EvidenceCollection
package import MicrosoftCloud

/// One tenant that is to be audited, as the configuration or the partner's list names it.
package struct TenantEntry: Hashable, Sendable {
  /// GUID or verified domain, in lower case: the authority that tokens are asked of.
  package var id: String
  /// Nil when only the tenant itself can say.
  package var name: String?
  package var domain: String?
  /// Names its folders and stands for it on the command line.
  package var slug: String
  package var tags: [String] = []
  /// `file:line`, or the relationship that it was discovered by.
  package var place: String
  /// What the tenant has otherwise: nothing, for most of them.
  package var overrides: TenantOverrides {
    get { ownOverrides.first ?? TenantOverrides() }
    set { ownOverrides = [newValue] }
  }
  /// One or none, out of line: the settings are large, and a fleet has thousands of tenants.
  private var ownOverrides: [TenantOverrides] = []

  package init(id: String, name: String? = nil, domain: String? = nil, slug: String? = nil, place: String) {
    self.id = id
    self.name = name
    self.domain = domain ?? (TenantName.isDomain(id) ? id : nil)
    let made = TenantName.slug(of: name ?? self.domain ?? id)
    self.slug = slug ?? (made.isEmpty ? id : made)
    self.place = place
  }

  package static func == (left: TenantEntry, right: TenantEntry) -> Bool {
    left.id == right.id && left.place == right.place
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// What one tenant has otherwise than the fleet. Lists add to the fleet's, single values and countries replace them.
package struct TenantOverrides: Sendable {
  package var checks = CheckSettings.none
  package var auditSource: AuditSource?
  package var rulesSource: RulesSource?
  package var refresh: RefreshPolicy?
  package var perTenantBound: Int?
  package var limits: CloudLimits?
  /// Whole: the fleet's, with what the tenant has otherwise.
  package var thresholds: CheckThresholds?

  package init() {}

  /// True when the tenant is judged as the fleet is.
  var leavesChecksAlone: Bool { thresholds == nil && checks.lists.allSatisfy(\.values.isEmpty) }
}

extension Configuration {
  /// The settings with which one tenant is audited.
  package func effective(for tenant: TenantEntry) -> Configuration {
    var settings = self
    let own = tenant.overrides
    settings.checks = checks.adding(own.checks, thresholds: own.thresholds)
    settings.auditSource = own.auditSource ?? auditSource
    settings.rulesSource = own.rulesSource ?? rulesSource
    settings.refresh = own.refresh ?? refresh
    settings.bounds.perTenant = own.perTenantBound ?? bounds.perTenant
    settings.limits = own.limits ?? limits
    return settings
  }
}
