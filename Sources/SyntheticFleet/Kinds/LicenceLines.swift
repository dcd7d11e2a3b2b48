/// A product that a tenant bought, as far as the audit reads it.
private struct BoughtProduct {
  let skuID: StaticString
  let partNumber: StaticString
  /// How many people hold it.
  let consumed: Int
  var status = Status.enabled
  let plans: [ServicePlan]

  enum Status {
    case enabled, warning, suspended
    var name: StaticString {
      switch self {
      case .enabled: "Enabled"
      case .warning: "Warning"
      case .suspended: "Suspended"
      }
    }
  }
}

/// A part of a product; the ids are Microsoft's.
private struct ServicePlan {
  let name: StaticString
  let id: StaticString
  var status: StaticString = "Success"

  static let office: [ServicePlan] = [
    ServicePlan(name: "EXCHANGE_S_STANDARD", id: "9aaf7827-d63c-4b61-89c3-182f06f82e5c"),
    ServicePlan(name: "SHAREPOINTENTERPRISE", id: "5dbe027f-2339-4123-9542-606e4d348a72"),
    ServicePlan(name: "TEAMS1", id: "57ff2da0-773e-42df-b2af-ffb7a2317929"),
  ]
  static let premiumP1 = ServicePlan(name: "AAD_PREMIUM", id: "41781fb2-bc02-4b7c-bd55-b576c07bb09d")
  static let premiumP2 = ServicePlan(name: "AAD_PREMIUM_P2", id: "eec0eb4f-6444-4f95-aba0-50c24d67f998")
  static func intune(_ status: StaticString) -> ServicePlan {
    ServicePlan(name: "INTUNE_A", id: "c1ec4a95-1f05-45b3-a911-aa3fa01094f5", status: status)
  }
}

extension TenantRenderer {
  /// What the tenant bought; its suspended trial holds every licence, and counts for none.
  private var products: [BoughtProduct] {
    let trial = BoughtProduct(
      skuID: "b05e124f-c7cc-45a0-a6aa-8cf78c946968", partNumber: "EMSPREMIUM", consumed: 0, status: .suspended,
      plans: [.premiumP1, .premiumP2, .intune("Success")])
    let suite = BoughtProduct(
      skuID: plan.suiteID, partNumber: plan.gapKind == .noPremiumLicence ? "ENTERPRISEPACK" : "SPB",
      consumed: people.count { $0.kind == .member },
      plans: wire.licence == .free
        ? ServicePlan.office
          // Where devices are managed by somebody else, the plan that came with the suite was never activated.
        : ServicePlan.office + [.premiumP1, .intune(wire.hasIntune ? "Success" : "PendingActivation")])
    let addOn = BoughtProduct(
      skuID: "84a661c4-e949-4bd2-a560-ed7766fcaf2b", partNumber: "AAD_PREMIUM_P2", consumed: 0,
      status: plan.index % 7 == 5 ? .warning : .enabled, plans: [.premiumP2])
    switch wire.licence {
    case .free: return [suite, trial]
    case .premiumP1: return [suite]
    case .premiumP2: return [suite, addOn]
    }
  }

  /// Graph `subscribedSku`, one line a product.
  func forEachProduct(_ body: ((inout JSONLine) -> Void) throws -> Void) throws {
    for product in products { try body { subscribedSku(product, &$0) } }
  }

  private func subscribedSku(_ product: BoughtProduct, _ line: inout JSONLine) {
    // Bought in packs of five, with some to spare.
    let bought = product.consumed / 5 * 5 + 10
    line.object { sku in
      sku.text("id") {
        $0.piece(plan.id)
        $0.piece("_")
        $0.piece(product.skuID)
      }
      sku.member("capabilityStatus", product.status.name)
      sku.member("consumedUnits", product.consumed)
      sku.object("prepaidUnits") {
        $0.member("enabled", product.status == .enabled ? bought : 0)
        $0.member("suspended", product.status == .suspended ? bought : 0)
        $0.member("warning", product.status == .warning ? bought : 0)
      }
      sku.array("servicePlans") { plans in
        for part in product.plans {
          plans.object {
            $0.member("servicePlanId", part.id)
            $0.member("servicePlanName", part.name)
            $0.member("provisioningStatus", part.status)
            $0.member("appliesTo", "User")
          }
        }
      }
      sku.member("skuId", product.skuID)
      sku.member("skuPartNumber", product.partNumber)
      sku.member("appliesTo", "User")
    }
  }
}

extension TenantPlan {
  /// What every member holds: Microsoft 365 Business Premium, or Office 365 E3.
  var suiteID: StaticString {
    gapKind == .noPremiumLicence ? "6fd2c87f-b296-42f0-b197-1e91e994b900" : "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46"
  }
}
