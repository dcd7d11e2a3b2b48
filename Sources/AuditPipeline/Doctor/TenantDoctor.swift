import AuditModel
import EvidenceCollection
import MicrosoftCloud

/// Looks at one tenant: token, permissions, licences, Exchange roles, audit log.
struct TenantDoctor {
  let access: CloudAccess
  let tenant: TenantEntry
  let now: Timestamp

  /// - Throws: `CancellationError`; `CloudFailure` when no tenant can work, because who we are is refused.
  func diagnosis() async throws -> TenantDiagnosis {
    var diagnoses: [Diagnosis] = []
    do {
      let granted = GrantedPermissions(
        try await access.session.grantedPermissions(of: tenant.id, service: .graph))
      diagnoses.append(Diagnosis(.good, "token", "Microsoft Graph", "was given"))
      diagnoses += try await examined(granted)
    } catch let failure as CloudFailure {
      if failure.concernsEveryTenant { throw failure }
      diagnoses.append(
        Diagnosis(.failed, "token", "Microsoft Graph", "is refused: \(failure.message)", help: help(for: failure)))
    }
    return TenantDiagnosis(
      tenant: tenant, diagnoses: diagnoses, consentLink: ConsentLink(section: access.section, tenant: tenant.id).text)
  }

  private var settings: Configuration { access.configuration.effective(for: tenant) }

  private func examined(_ granted: GrantedPermissions) async throws -> [Diagnosis] {
    let cloud = access.cloud(of: tenant)
    let needs = AccessNeed.all(auditSource: settings.auditSource, rulesSource: settings.rulesSource)
    var diagnoses: [Diagnosis] = []
    // Without a list of licences every permission counts as needed.
    var licences: TenantLicences?
    do {
      licences = try await TenantLicences(of: cloud.graph)
    } catch let failure as CloudFailure {
      diagnoses.append(Diagnosis(.note, "licence", "none could be seen: \(failure.message)", help: failure.remedy))
    }
    let lines = needs.filter { $0.sort == .graph }.map { permission($0, granted, licences) }
    diagnoses = lines + Self.tooWide(granted, "Microsoft Graph") + (licences?.diagnoses ?? []) + diagnoses
    return diagnoses + (try await exchange(cloud.exchange, needs))
  }

  private func permission(
    _ need: AccessNeed, _ granted: GrantedPermissions, _ licences: TenantLicences?
  ) -> Diagnosis {
    if granted.covers(need.name) { return Diagnosis(.good, "permission", need.name, "is granted: \(need.purpose)") }
    if let licences, !need.kinds.contains(where: licences.opens) {
      return Diagnosis(
        .note, "permission", need.name, "is not granted; without the licence it would not help: \(need.purpose)")
    }
    return Diagnosis(
      .missing, "permission", need.name, "is not granted, so there is no: \(need.purpose)",
      help: "add it to the application, then consent: roundsman tenants link \(tenant.slug)")
  }

  private func exchange(_ exchange: ExchangeClient, _ needs: [AccessNeed]) async throws -> [Diagnosis] {
    guard let need = needs.first(where: { $0.sort == .exchange }) else { return [] }
    let granted: GrantedPermissions
    do {
      granted = GrantedPermissions(
        try await access.session.grantedPermissions(of: tenant.id, service: .exchange))
    } catch let failure as CloudFailure {
      if failure.concernsEveryTenant { throw failure }
      if failure.reason == .serviceMissing {
        return [Diagnosis(.note, "token", "Exchange Online", "there is no Exchange Online in this tenant")]
      }
      return [
        Diagnosis(
          .missing, "token", "Exchange Online", "is refused: \(failure.message) There is no: \(need.purpose)",
          help: help(for: failure))
      ]
    }
    let name = access.section.mode == .partner ? "Exchange.Manage" : need.name
    guard granted.names.contains(name) else {
      return [
        Diagnosis(
          .missing, "permission", name, "of Office 365 Exchange Online is not granted, so there is no: \(need.purpose)",
          help: "add it to the application, then consent: roundsman tenants link \(tenant.slug)")
      ] + Self.tooWide(granted, "Exchange Online")
    }
    return [Diagnosis(.good, "permission", name, "is granted (Office 365 Exchange Online)")]
      + Self.tooWide(granted, "Exchange Online")
      + (try await ExchangeProbes(exchange: exchange, needs: needs, rulesSource: settings.rulesSource, now: now)
        .diagnoses())
  }

  private static func tooWide(_ granted: GrantedPermissions, _ service: String) -> [Diagnosis] {
    granted.tooWide.map { name in
      Diagnosis(
        .warning, "permission", name, "of \(service) can change the tenant; the audit only reads",
        help: "remove it from the application: whoever steals the credential could use it")
    }
  }

  private func help(for failure: CloudFailure) -> String {
    failure.reason == .consentMissing
      ? "consent in that tenant: roundsman tenants link \(tenant.slug)" : failure.remedy
  }
}
