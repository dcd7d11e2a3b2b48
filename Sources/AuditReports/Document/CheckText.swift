package import AuditModel

/// What reports say of a check besides its findings; filled from the catalogue.
package struct CheckText: Hashable, Sendable {
  package let id: CheckID
  /// The sign that is true when it fires.
  package let title: String
  package let family: CheckFamily
  package let revision: Int
  /// One sentence or two: why the sign matters.
  package let whyItMatters: String
  /// Innocent explanations an analyst can test.
  package let benignIf: [String]
  /// What it cannot see.
  package let misses: [String]
  /// The evidence it reads.
  package let reads: [EvidenceKind]
  /// Remediation steps in words, in order, by their id.
  package let remediation: [Step]

  /// One step of a remediation.
  package struct Step: Hashable, Sendable {
    package let id: String
    package let text: String
    package init(id: String, text: String) {
      self.id = id
      self.text = text
    }
  }

  package init(
    id: CheckID, title: String, family: CheckFamily, revision: Int, whyItMatters: String, benignIf: [String] = [],
    misses: [String] = [], reads: [EvidenceKind] = [], remediation: [Step] = []
  ) {
    self.id = id
    self.title = title
    self.family = family
    self.revision = revision
    self.whyItMatters = whyItMatters
    self.benignIf = benignIf
    self.misses = misses
    self.reads = reads
    self.remediation = remediation
  }
}
