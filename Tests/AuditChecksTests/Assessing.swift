import AuditModel

@testable import AuditChecks

/// Asks one check alone, so that a test also sees what it sets aside and which traces it leaves.
func assess(
  _ check: some Check, _ evidence: TenantEvidence, _ settings: CheckSettings = .none,
  window: AuditWindow = ExampleEvidence.window
) -> Assessment {
  let reader = EvidenceReader(
    index: EvidenceIndex(evidence: evidence.measured(against: window)), window: window, settings: settings,
    metadata: check.metadata)
  return check.assessment(of: reader)
}

extension Finding {
  /// The ids of its signals, in order.
  var signalIDs: [String] { signals.map(\.id) }

  /// The value of a detail; nil when there is none.
  func detail(_ name: String) -> String? { details.first { $0.name == name }?.value }
}
