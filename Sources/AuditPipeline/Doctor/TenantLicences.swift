import AuditModel
import MicrosoftCloud
import WireJSON

/// The licences of a tenant that open evidence.
struct TenantLicences: Sendable {
  let plans: Set<String>

  /// What is looked for, under the names that `EvidenceKind.licence` has; P2 includes P1.
  private static let licences: [(name: String, plans: Set<String>)] = [
    ("Microsoft Entra ID P1", ["AAD_PREMIUM", "AAD_PREMIUM_P2"]),
    ("Microsoft Entra ID P2", ["AAD_PREMIUM_P2"]),
    ("Microsoft Intune", ["INTUNE_A"]),
  ]

  /// - Throws: `CloudFailure`, `CancellationError`.
  init(of graph: GraphClient) async throws {
    var plans: Set<String> = []
    try await graph.pages(
      of: GraphRequest("/subscribedSkus", limit: .directory(units: 3)), maximumPages: 20,
      element: { try Self.plans(of: $0) }, page: { page in for found in page { plans.formUnion(found) } })
    self.plans = plans
  }

  init(plans: Set<String>) { self.plans = plans }

  func opens(_ kind: EvidenceKind) -> Bool { kind.licence.map(holds) ?? true }

  func holds(_ licence: String) -> Bool {
    guard let needed = Self.licences.first(where: { $0.name == licence })?.plans else { return true }
    return !plans.isDisjoint(with: needed)
  }

  /// One line a licence; what is not bought is no fault.
  var diagnoses: [Diagnosis] {
    Self.licences.map { licence in
      let kinds = EvidenceKind.allCases.filter { $0.licence == licence.name }.map(\.title).joined(separator: ", ")
      return holds(licence.name)
        ? Diagnosis(.good, "licence", licence.name, "is there: \(kinds)")
        : Diagnosis(.note, "licence", licence.name, "is not there, so Microsoft does not give: \(kinds)")
    }
  }

  /// The plans of one subscription that is in use.
  private static func plans(of sku: JSONView) throws -> [String] {
    guard let status = try sku["capabilityStatus"]?.optionalString(), ["Enabled", "Warning"].contains(status) else {
      return []
    }
    var plans: [String] = []
    if let listed = sku["servicePlans"] {
      for plan in listed.elements where try plan["provisioningStatus"]?.optionalString() == "Success" {
        if let name = try plan["servicePlanName"]?.optionalString() { plans.append(name) }
      }
    }
    return plans
  }
}
