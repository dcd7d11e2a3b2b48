import AuditChecks
import AuditModel
import EvidenceCollection
import MicrosoftCloud

/// Every setting that a run would go by, and where it comes from, for `roundsman config show`.
package struct SettingsListing: Sendable, Encodable {
  /// One setting, under the key that it has in the file.
  package struct Setting: Hashable, Sendable, Encodable {
    package let key: String
    package let value: String
    /// `file:line`, or `default`.
    package let origin: String
  }

  package let settings: [Setting]

  /// - Throws: `Trouble` with exit 78 when the file cannot be read or has problems.
  package init(of file: ConfigurationFile) throws {
    let configuration = try file.read()
    let places = try ConfigurationPlaces(path: file.path)
    settings =
      Self.values(of: configuration).map { key, value in
        Setting(key: key, value: value, origin: places.origin(of: key))
      }
      + configuration.tenants.map { tenant in
        Setting(key: "tenants.\(tenant.slug)", value: Self.value(of: tenant, in: configuration), origin: tenant.place)
      }
  }

  /// Three columns.
  package var text: String {
    let keys = settings.map(\.key.count).max() ?? 0
    return settings.map { "\(Words.padded($0.key, keys))  \($0.value)  (\($0.origin))" }.joined(separator: "\n")
  }

  private static func values(of configuration: Configuration) -> [(key: String, value: String)] {
    let checks = configuration.checks
    let bounds = configuration.bounds
    let network = configuration.transport
    return [
      ("msp.name", configuration.mspName ?? "none"), ("msp.timezone", configuration.timeZone),
    ] + cloud(configuration.cloud) + [
      ("tenants", configuration.discoversPartners ? "those below and the partner's customers" : "those below"),
      ("audit.window", "\(configuration.windowInDays)d"), ("audit.deadline", configuration.deadline?.text ?? "none"),
      ("audit.counting_threshold", configuration.countingThreshold.rawValue),
      ("audit.audit_source", configuration.auditSource.rawValue),
      ("audit.rules_source", configuration.rulesSource.rawValue),
      ("audit.refresh.everybody_up_to", "\(configuration.refresh.everybodyUpTo)"),
      ("audit.refresh.nights", "\(configuration.refresh.nights)"),
      ("audit.concurrency.requests", "\(bounds.requests)"),
      ("audit.concurrency.tenants", "\(configuration.concurrentTenants)"),
      ("audit.concurrency.per_tenant", "\(bounds.perTenant)"),
      ("audit.concurrency.per_mailbox", "\(bounds.perMailbox)"),
    ] + checks.lists.map { ("audit." + $0.key, list($0.values)) }
      + ThresholdsSection.values(of: checks.thresholds).map { ("audit.thresholds." + $0.key, "\($0.value)") }
      + LimitsSection.texts(of: configuration.limits).map { ("limits." + $0.key, $0.text) } + [
        ("network.connect_timeout", network.connectTimeout.written),
        ("network.request_timeout", network.requestTimeout.written),
        ("network.read_timeout", network.readTimeout.written),
        ("network.largest_answer_mb", "\(network.largestAnswer >> 20)"),
        ("coverage.fail_on_incomplete", configuration.failOnIncomplete.text),
        ("report.dir", configuration.reportDirectory ?? "reports"),
        ("report.formats", configuration.formats.map(\.rawValue).joined(separator: ", ")),
        ("report.templates", configuration.templatesDirectory ?? "the built-in ones"),
        ("history.path", configuration.historyPath ?? "history.sqlite beside the reports"),
      ]
  }

  /// Secrets are references: where each is, never what it is.
  private static func cloud(_ section: CloudSection?) -> [(key: String, value: String)] {
    guard let section else { return [("auth", "none: archives on disk only")] }
    let secrets = [
      ("auth.client_secret", section.clientSecret), ("auth.certificate", section.certificate),
      ("auth.certificate_key", section.certificateKey), ("auth.refresh_token", section.refreshToken),
    ]
    return [
      ("auth.cloud", section.endpoints.cloud), ("auth.endpoints.login", "\(section.endpoints.login)"),
      ("auth.endpoints.graph", "\(section.endpoints.graph)"),
      ("auth.endpoints.exchange", "\(section.endpoints.exchange)"), ("auth.mode", section.mode.rawValue),
      ("auth.app_id", section.applicationID), ("auth.partner_tenant", section.partnerTenant ?? "none"),
    ] + secrets.compactMap { key, reference in reference.map { (key, "****** from \($0.place)") } }
  }

  private static func value(of tenant: TenantEntry, in fleet: Configuration) -> String {
    let own = fleet.effective(for: tenant)
    let differences =
      [
        own.auditSource == fleet.auditSource ? nil : "audit_source \(own.auditSource.rawValue)",
        own.rulesSource == fleet.rulesSource ? nil : "rules_source \(own.rulesSource.rawValue)",
        own.refresh == fleet.refresh
          ? nil : "refresh up to \(own.refresh.everybodyUpTo) users, else in \(own.refresh.nights) nights",
        own.bounds == fleet.bounds ? nil : "per_tenant \(own.bounds.perTenant)",
        own.limits == fleet.limits ? nil : "limits of its own",
      ].compactMap(\.self) + judgement(of: own.checks, otherThan: fleet.checks)
    let tags = tenant.tags.isEmpty ? [] : ["tags " + tenant.tags.joined(separator: ", ")]
    return ([tenant.id] + [tenant.name].compactMap(\.self) + tags + differences).joined(separator: "; ")
  }

  /// What a tenant is judged by otherwise than the fleet, as it holds for it.
  private static func judgement(of own: CheckSettings, otherThan fleet: CheckSettings) -> [String] {
    zip(own.lists, fleet.lists).filter { $0.values != $1.values }.map { own, _ in "\(own.key) \(list(own.values))" }
      + ThresholdsSection.differences(of: own.thresholds, from: fleet.thresholds)
      .map { "thresholds.\($0.key) \($0.value)" }
  }

  private static func list(_ texts: some Collection<String>) -> String {
    texts.isEmpty ? "none" : texts.sorted().joined(separator: ", ")
  }
}
