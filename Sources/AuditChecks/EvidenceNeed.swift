package import AuditModel

/// What a check needs of one kind of evidence, and so what its absence does to the answer.
package enum EvidenceNeed: Hashable, Sendable {
  /// Without it the check cannot run: `not_assessed`, or `not_licensed` when only a licence is missing.
  case essential(EvidenceKind)
  /// One of several sources of the answer: without it the answer is `partial`, without all of them `not_assessed`.
  case contributing(EvidenceKind)
  /// A contributing kind that tells no more than another: its absence matters only where the other is not whole.
  case alternative(EvidenceKind, to: EvidenceKind)
  /// A contributing kind of which a tenant has nothing as long as it has not got the licence.
  case licensed(EvidenceKind)
  /// Needed to read the sources rightly: without it the answer is `partial`; alone it answers nothing.
  case context(EvidenceKind)
  /// Only sharpens severities: its absence is listed and changes nothing else.
  case hint(EvidenceKind)

  package var kind: EvidenceKind {
    switch self {
    case .essential(let kind), .contributing(let kind), .alternative(let kind, to: _), .licensed(let kind),
      .context(let kind), .hint(let kind):
      kind
    }
  }

  package var isHint: Bool {
    if case .hint = self { true } else { false }
  }

  /// The words a check's page uses.
  package var role: String {
    switch self {
    case .essential: "essential"
    case .contributing, .alternative, .licensed: "contributing"
    case .context: "context"
    case .hint: "hint"
    }
  }

  /// What its absence means, for a check's page.
  package var consequence: String {
    switch self {
    case .essential: "without it the check is not assessed"
    case .contributing: "without it the answer is partial; without any contributing kind it is not assessed"
    case .alternative(_, let other): "without it the answer is partial, unless \(other.title) are there for everybody"
    case .licensed:
      "without it the answer is partial, unless only the licence is missing: then there is nothing to read"
    case .context: "without it the answer is partial"
    case .hint: "only sharpens severities; its absence is listed"
    }
  }
}
