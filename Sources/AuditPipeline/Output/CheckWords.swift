import AuditChecks
import AuditReports

/// The catalogue's words in the form that reports take.
enum CheckWords {
  static let all = CheckCatalogue.all.map { check in
    let metadata = check.metadata
    return CheckText(
      id: metadata.id, title: metadata.title, family: metadata.family, revision: metadata.revision,
      whyItMatters: metadata.whyItMatters, benignIf: metadata.benignIf, misses: metadata.misses,
      reads: metadata.declaredKinds,
      remediation: metadata.remediation.map { CheckText.Step(id: $0, text: RemediationStep.text(of: $0) ?? $0) })
  }
}
