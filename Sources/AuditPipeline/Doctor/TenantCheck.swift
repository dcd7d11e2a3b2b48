import AuditModel
import EvidenceCollection
import MicrosoftCloud
import WireJSON

/// Looks at one tenant: tokens, permissions, Exchange roles, licences, the audit log. Reads no user's evidence.
struct TenantCheck {
  let access: CloudAccess
  let tenant: TenantEntry

  /// - Throws: `CancellationError` only.
  func diagnosis() async throws -> TenantDiagnosis {
    let graph = try await granted(.graph)
    var findings = [token("Graph", graph)]
    var needsConsent = false
    switch graph {
    case .failure(let failure):
      needsConsent = failure.reason == .consentMissing || failure.reason == .permissionMissing
    case .success(let permissions):
      let verdict = PermissionCheck(granted: permissions)
      findings += verdict.findings
      needsConsent = !verdict.missing.isEmpty
      findings += try await licences()
      let exchange = try await granted(.exchange)
      findings.append(token("Exchange", exchange))
      if case .success(let roles) = exchange {
        if access.section.mode == .application, !roles.contains(RequiredPermissions.exchange) {
          findings.append(
            Diagnosis(
              "permissions", .missing, RequiredPermissions.exchange,
              help: "grant it (Office 365 Exchange Online), then assign the roles below"))
          needsConsent = true
        } else {
          findings += try await ExchangeProbe(cloud: access.cloud(of: tenant)).findings()
        }
      }
    }
    return TenantDiagnosis(
      id: tenant.id, name: tenant.name ?? tenant.domain ?? tenant.id, slug: tenant.slug, findings: findings,
      consent_link: needsConsent ? ConsentLink(section: access.section, tenant: tenant.id).text : nil)
  }

  private func granted(_ service: CloudService) async throws -> Result<[String], CloudFailure> {
    do {
      return .success(try await access.session.grantedPermissions(of: tenant.id, service: service))
    } catch let failure as CloudFailure {
      return .failure(failure)
    }
  }

  private func token(_ name: String, _ granted: Result<[String], CloudFailure>) -> Diagnosis {
    switch granted {
    case .success: Diagnosis(TenantDiagnosis.granted, .ok, "\(name) gives a token")
    case .failure(let failure):
      Diagnosis(
        name == "Graph" ? TenantDiagnosis.tokens : TenantDiagnosis.granted,
        failure.reason == .serviceMissing ? .warning : .failed, failure.message, help: failure.remedy)
    }
  }

  /// What the tenant's licences leave out.
  private func licences() async throws -> [Diagnosis] {
    let plans: Set<String>
    do {
      plans = try await access.cloud(of: tenant).graph.object(
        GraphRequest("/subscribedSkus", limit: .directory(units: 1)), Self.servicePlans)
    } catch let failure as CloudFailure {
      return [Diagnosis("licences", .missing, failure.message, help: failure.remedy)]
    }
    let lacking = Self.licences.filter { plans.isDisjoint(with: $0.plans) }
    if lacking.isEmpty { return [Diagnosis("licences", .ok, "nothing is left out for want of a licence")] }
    return lacking.map { licence in
      let kinds = EvidenceKind.allCases.filter { $0.licence == licence.name }.map(\.title)
      return Diagnosis("licences", .warning, "no \(licence.name): not served are \(kinds.joined(separator: ", "))")
    }
  }

  private static let licences: [(name: String, plans: Set<String>)] = [
    ("Microsoft Entra ID P1", ["AAD_PREMIUM", "AAD_PREMIUM_P2"]), ("Microsoft Entra ID P2", ["AAD_PREMIUM_P2"]),
    ("Microsoft Intune", ["INTUNE_A", "INTUNE_A_D"]),
  ]

  private static func servicePlans(_ page: JSONView) throws -> Set<String> {
    var plans: Set<String> = []
    guard let skus = page["value"] else { throw page.missing("value") }
    for sku in skus.elements where sku["capabilityStatus"]?.string ?? "Enabled" == "Enabled" {
      guard let servicePlans = sku["servicePlans"] else { continue }
      for plan in servicePlans.elements where plan["provisioningStatus"]?.string == "Success" {
        if let name = plan["servicePlanName"]?.string { plans.insert(name) }
      }
    }
    return plans
  }
}

extension TenantDiagnosis {
  /// The subject of a token that did not decide about the whole tenant.
  static let granted = "token"
}
