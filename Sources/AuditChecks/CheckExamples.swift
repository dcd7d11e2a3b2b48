package import AuditModel

/// Evidence with what a check must say of it. Documentation and test input at once.
package struct CheckExample: Sendable {
  /// A few words: what is special about the evidence.
  package let title: String
  package let evidence: TenantEvidence
  package let expected: [Expectation]
  package let result: CheckResult
  /// Where the example stands, so that a failing test points at it.
  package let filePath: String
  package let line: Int

  /// A finding about that user (nil: about the tenant), of that severity.
  package struct Expectation: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let user: String?
    package let severity: Severity
    package init(_ severity: Severity, for user: String?) {
      self.severity = severity
      self.user = user
    }
    package var description: String { "\(severity.rawValue) for \(user ?? "the tenant")" }
    package static func < (left: Expectation, right: Expectation) -> Bool {
      (left.user ?? "", left.severity) < (right.user ?? "", right.severity)
    }
  }

  /// An example that triggers: for each of these users a finding of that severity, and nothing else.
  package init(
    _ title: String, _ evidence: TenantEvidence, triggers expected: [Expectation], filePath: String = #filePath,
    line: Int = #line
  ) {
    self.init(title, evidence, expected: expected, result: .triggered, filePath: filePath, line: line)
  }

  /// An example with an exact outcome: `clear` for silence, or what missing evidence leads to.
  package init(
    _ title: String, _ evidence: TenantEvidence, expected: [Expectation] = [], result: CheckResult,
    filePath: String = #filePath, line: Int = #line
  ) {
    self.title = title
    self.evidence = evidence
    self.expected = expected.sorted()
    self.result = result
    self.filePath = filePath
    self.line = line
  }
}

/// The examples of one check: both ways, and for missing evidence.
package struct CheckExamples: Sendable {
  package let triggering: [CheckExample]
  package let nonTriggering: [CheckExample]
  package let missingEvidence: [CheckExample]

  package init(triggering: [CheckExample], nonTriggering: [CheckExample], missingEvidence: [CheckExample]) {
    self.triggering = triggering
    self.nonTriggering = nonTriggering
    self.missingEvidence = missingEvidence
  }

  package var all: [CheckExample] { triggering + nonTriggering + missingEvidence }
}
