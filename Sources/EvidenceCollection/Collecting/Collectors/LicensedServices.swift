import AuditModel
import WireJSON

/// Which services the tenant's licences hold (MICROSOFT365.md section 2): the gate that saves requests.
struct LicensedServices: Hashable, Sendable {
  var hasPremiumP1 = false
  var hasPremiumP2 = false
  var hasIntune = false

  /// Adds what a Graph `subscribedSku` holds: plans that are provisioned, in a subscription that is not over.
  mutating func add(sku view: JSONView) {
    let state = view["capabilityStatus"]?.string
    guard state == "Enabled" || state == "Warning", let plans = view["servicePlans"], plans.isArray else { return }
    for plan in plans.elements where plan["provisioningStatus"]?.string == "Success" {
      switch (plan["servicePlanName"]?.string, plan["servicePlanId"]?.string?.lowercased()) {
      case ("AAD_PREMIUM", _), (_, "41781fb2-bc02-4b7c-bd55-b576c07bb09d"): hasPremiumP1 = true
      case ("AAD_PREMIUM_P2", _), (_, "eec0eb4f-6444-4f95-aba0-50c24d67f998"):
        hasPremiumP1 = true
        hasPremiumP2 = true
      case ("INTUNE_A", _), (_, "c1ec4a95-1f05-45b3-a911-aa3fa01094f5"): hasIntune = true
      default: break
      }
    }
  }

  mutating func formUnion(_ other: LicensedServices) {
    hasPremiumP1 = hasPremiumP1 || other.hasPremiumP1
    hasPremiumP2 = hasPremiumP2 || other.hasPremiumP2
    hasIntune = hasIntune || other.hasIntune
  }

  /// True when nothing speaks against asking for that kind.
  func allows(_ kind: EvidenceKind) -> Bool {
    switch kind {
    case .signIns, .registrationDetails: hasPremiumP1
    case .riskyUsers, .riskDetections: hasPremiumP2
    case .managedDevices: hasIntune
    default: true
    }
  }
}
