import AuditModel
import WireJSON

/// Which licences a tenant holds, as far as Microsoft serves evidence by them. It saves requests; an answer of 403 still decides.
struct LicenceGate: Sendable {
  private(set) var hasPremiumP1 = false
  private(set) var hasPremiumP2 = false
  private(set) var hasIntune = false
  /// Users of the product that most of them have: about as many as there are people.
  private(set) var seats = 0
  /// False when the listing of licences failed: then everything is asked.
  var isKnown = true

  /// The names and ids of service plans (MICROSOFT365.md section 2).
  private static let premiumP1 = ["AAD_PREMIUM", "41781fb2-bc02-4b7c-bd55-b576c07bb09d"]
  private static let premiumP2 = ["AAD_PREMIUM_P2", "eec0eb4f-6444-4f95-aba0-50c24d67f998"]
  private static let intune = ["INTUNE_A", "c1ec4a95-1f05-45b3-a911-aa3fa01094f5"]

  func allows(_ kind: EvidenceKind) -> Bool {
    guard isKnown else { return true }
    return switch kind {
    case .signIns, .registrationDetails: hasPremiumP1 || hasPremiumP2
    case .riskyUsers, .riskDetections: hasPremiumP2
    case .managedDevices: hasIntune
    default: true
    }
  }

  /// - Parameter seats: how many users have the product.
  mutating func add(_ plans: [String], seats: Int) {
    self.seats = max(self.seats, seats)
    for plan in plans {
      if Self.premiumP1.contains(plan) { hasPremiumP1 = true }
      if Self.premiumP2.contains(plan) { hasPremiumP2 = true }
      if Self.intune.contains(plan) { hasIntune = true }
    }
  }

  /// Names and ids of the plans of one `subscribedSku` that work.
  static func plans(of sku: JSONView) -> [String] {
    let status = sku["capabilityStatus"]?.string
    guard status == "Enabled" || status == "Warning" || status == nil else { return [] }
    return (sku["servicePlans"]?.elements.map { $0 } ?? []).filter { plan in
      plan["provisioningStatus"]?.string ?? "Success" == "Success"
    }.flatMap { plan in
      [plan["servicePlanName"]?.string, plan["servicePlanId"]?.string?.lowercased()].compactMap(\.self)
    }
  }
}
