import AuditModel
import EvidenceCollection
package import MicrosoftCloud

/// The partner's customers could not be listed, so that nobody knows whether there are more tenants than the configuration names.
package struct DiscoveryFailure: Hashable, Sendable {
  package let cause: CloudFailure
  /// The configuration file, for messages.
  let place: String?

  /// What a command says that goes on with the tenants that the configuration names: exit 20, or 30 when there is nothing to go on with.
  package func trouble(isEnd: Bool = false) -> Trouble {
    Trouble(
      isEnd ? .nothingAudited : .incomplete,
      "the partner's customers cannot be listed, so "
        + (isEnd ? "nothing says which tenants there are" : "only the tenants that the configuration names are known"),
      place: place, facts: ["seen: \(cause.message)"],
      help: cause.remedy + (isEnd ? "; tenants that the file names can be audited meanwhile" : ""))
  }

  /// What takes the place of the evidence of a customer that was audited before: nobody knows whether it still is one.
  func evidence(of tenant: Tenant) -> TenantEvidence {
    TenantEvidence(
      of: tenant, without: CollectionGap(cause, of: .organization).reason,
      because: "The partner's customers could not be listed, so that this one was not asked. Seen: \(cause.message)")
  }
}
