import AuditModel

/// What a check's documentation says, in the order of reading: rendered as a page or as plain text.
package struct CheckPage: Sendable {
  private let metadata: CheckMetadata
  private let examples: CheckExamples

  package init(_ check: any Check) {
    metadata = check.metadata
    examples = check.examples
  }

  /// One part of the page: a heading with paragraphs and a list.
  struct Section {
    let heading: String
    var paragraphs: [String] = []
    var items: [String] = []
  }

  var title: String { "\(metadata.id.rawValue): \(metadata.title)" }

  var summary: String {
    "Family: \(metadata.family.title). Findings are \(metadata.kind == .state ? "states: they resolve when they are gone" : "events: they age out of the window")."
      + " Revision \(metadata.revision). MITRE ATT&CK: \(metadata.attack.joined(separator: ", "))."
  }

  var sections: [Section] {
    [
      Section(heading: "What it looks at", paragraphs: [metadata.looksAt]),
      Section(heading: "Why it matters", paragraphs: [metadata.whyItMatters]),
      Section(
        heading: "Severity", items: metadata.severities.map { "\($0.severity.rawValue): \($0.condition)" }),
      Section(heading: "What it needs", items: metadata.needs.map(Self.need)),
      Section(
        heading: "Audit operations it reads", paragraphs: metadata.operations.isEmpty ? ["None."] : [],
        items: metadata.operations),
      Section(heading: "What it misses", items: metadata.misses),
      Section(heading: "Benign if", items: metadata.benignIf),
      Section(heading: "Dig deeper", items: metadata.digDeeper.map { "\($0.purpose): \($0.command)" }),
      Section(heading: "Remediation", items: metadata.remediation.map(Self.step)),
      Section(heading: "Fires for", items: examples.triggering.map(Self.outcome)),
      Section(heading: "Stays silent for", items: examples.nonTriggering.map(\.title)),
      Section(
        heading: "When evidence is missing",
        items: examples.missingEvidence.map { "\($0.title): \($0.result.rawValue)" + Self.also($0.expected) }),
    ]
  }

  private static func step(_ id: String) -> String {
    RemediationStep.text(of: id).map { "\(id): \($0)" } ?? id
  }

  private static func need(_ need: EvidenceNeed) -> String {
    var text = "\(need.kind.title) (\(need.role)): permission \(need.kind.permission)"
    if let licence = need.kind.licence { text += ", licence \(licence)" }
    return text + "; \(need.consequence)"
  }

  private static func outcome(_ example: CheckExample) -> String {
    "\(example.title): \(example.expected.map(\.description).joined(separator: ", "))"
  }

  private static func also(_ expected: [CheckExample.Expectation]) -> String {
    expected.isEmpty ? "" : ", with " + expected.map(\.description).joined(separator: ", ")
  }
}
