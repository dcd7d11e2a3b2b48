package import AuditModel

/// All that is said about a check, besides its logic and its examples.
///
/// A class, because every finding asks for it.
package final class CheckMetadata: Sendable {
  /// Permanent; a change of meaning raises `revision` instead.
  package let id: CheckID
  package let revision: Int
  /// The sign that is true when it fires, never a command.
  package let title: String
  package let family: CheckFamily
  package let kind: FindingKind
  package let needs: [EvidenceNeed]
  /// Operation names of the unified audit log that it reads, as Microsoft spells them.
  package let operations: [String]
  /// The same in lower case, and by how they are spelt; and the kinds it declares: every tenant asks for them.
  let operationNames: Set<String>
  let namesOfOperations: [String: String]
  let kinds: Set<EvidenceKind>
  /// MITRE ATT&CK technique ids.
  package let attack: [String]
  /// What it looks at, in a sentence or two.
  package let looksAt: String
  package let whyItMatters: String
  /// When it gives which severity, mildest first.
  package let severities: [SeverityRule]
  package let misses: [String]
  /// When it fires innocently.
  package let benignIf: [String]
  /// Ids of remediation steps, in the order to take them.
  package let remediation: [String]
  package let digDeeper: [DigDeeper]

  /// A severity and the condition under which it is given.
  package struct SeverityRule: Sendable {
    package let severity: Severity
    package let condition: String
    package init(_ severity: Severity, _ condition: String) {
      self.severity = severity
      self.condition = condition
    }
  }

  /// A command to run or a page to open, for an analyst who wants to see more.
  package struct DigDeeper: Sendable {
    package let purpose: String
    package let command: String
    package init(_ purpose: String, _ command: String) {
      self.purpose = purpose
      self.command = command
    }
  }

  package init(
    id: CheckID, revision: Int, title: String, family: CheckFamily, kind: FindingKind, needs: [EvidenceNeed],
    operations: [String] = [], attack: [String], looksAt: String, whyItMatters: String, severities: [SeverityRule],
    misses: [String], benignIf: [String], remediation: [String], digDeeper: [DigDeeper]
  ) {
    self.id = id
    self.revision = revision
    self.title = title
    self.family = family
    self.kind = kind
    self.needs = needs
    self.operations = operations
    namesOfOperations = Dictionary(operations.map { ($0, $0.lowercased()) }) { first, _ in first }
    operationNames = Set(namesOfOperations.values)
    kinds = Set(needs.map(\.kind))
    self.attack = attack
    self.looksAt = looksAt
    self.whyItMatters = whyItMatters
    self.severities = severities
    self.misses = misses
    self.benignIf = benignIf
    self.remediation = remediation
    self.digDeeper = digDeeper
  }

  /// The kinds that it declares, each once, sorted.
  package var declaredKinds: [EvidenceKind] { kinds.sorted() }
}

extension CheckID: ExpressibleByStringLiteral {
  /// Check ids are written into the code as literals, once each.
  package init(stringLiteral value: String) { self.init(rawValue: value) }
}
