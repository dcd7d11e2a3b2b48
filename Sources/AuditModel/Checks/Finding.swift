/// One sign of trouble about one user, or about the tenant.
package struct Finding: Hashable, Sendable, Codable {
  package let key: FindingKey
  package let checkID: CheckID
  package let checkRevision: Int
  package let family: CheckFamily
  package let kind: FindingKind
  package var severity: Severity
  package let confidence: Confidence
  /// Nil at tenant level.
  package let userID: UserID?
  /// A few words: the sign that is true.
  package let title: String
  /// One sentence: who, what, since when.
  package let message: String
  /// Why it has this severity, in the check's order.
  package var signals: [Signal]
  package let details: [Detail]
  /// When it happened; nil where nothing says (inbox rules carry no time).
  package let occurredAt: Timestamp?
  package let evidence: [EvidenceReference]
  /// Ids of remediation steps, in order.
  package let remediation: [String]
  /// MITRE ATT&CK technique ids.
  package let attack: [String]

  package init(
    key: FindingKey, checkID: CheckID, checkRevision: Int, family: CheckFamily, kind: FindingKind, severity: Severity,
    confidence: Confidence, userID: UserID?, title: String, message: String, signals: [Signal], details: [Detail],
    occurredAt: Timestamp?, evidence: [EvidenceReference], remediation: [String], attack: [String]
  ) {
    self.key = key
    self.checkID = checkID
    self.checkRevision = checkRevision
    self.family = family
    self.kind = kind
    self.severity = severity
    self.confidence = confidence
    self.userID = userID
    self.title = title
    self.message = message
    self.signals = signals
    self.details = details
    self.occurredAt = occurredAt
    self.evidence = evidence
    self.remediation = remediation
    self.attack = attack
  }

  private enum CodingKeys: String, CodingKey {
    case key
    case checkID = "check_id"
    case checkRevision = "check_revision"
    case family, kind, severity, confidence
    case userID = "user_id"
    case title, message, signals, details
    case occurredAt = "occurred_at"
    case evidence, remediation, attack
  }
}

extension Finding {
  /// True for what no tenant shows alone: it was found when the tenants of a run were compared.
  package var spansTenants: Bool { signals.contains { $0.spansTenants } }

  /// True when it is a step of the story that its user's findings tell.
  package var isPartOfStory: Bool { signals.contains { $0.id == Signal.story } }
}

/// A named reason that explains a finding's severity.
package struct Signal: Hashable, Sendable, Codable {
  /// Stable snake-case name, such as `forwards_outside`.
  package let id: String
  /// The reason in words: `forwards to an address outside the tenant (drop@evil.example)`.
  package let reason: String
  package init(_ id: String, _ reason: String) {
    self.id = id
    self.reason = reason
  }

  /// Findings that follow each other as the steps of a takeover do: those of a user are one story.
  package static let story = "chain"
  /// A campaign reaches into another tenant.
  package static let sharedAcrossTenants = "shared_across_tenants"
  /// A second factor's number serves users of another tenant as well.
  package static let numberAcrossTenants = "across_tenants"

  /// True where the reason is what another tenant of the run shows.
  package var spansTenants: Bool { id == Self.sharedAcrossTenants || id == Self.numberAcrossTenants }
}

/// One named value an analyst needs, verbatim.
package struct Detail: Hashable, Sendable, Codable {
  package let name: String
  package let value: String
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// Where a finding can be traced to.
package struct EvidenceReference: Hashable, Sendable, Codable {
  /// `exchange:Get-InboxRule`, `graph:users`, `unified_audit` …
  package let source: String
  package let recordID: String
  package let collectedAt: Timestamp?
  package init(source: String, recordID: String, collectedAt: Timestamp?) {
    self.source = source
    self.recordID = recordID
    self.collectedAt = collectedAt
  }
  private enum CodingKeys: String, CodingKey {
    case source
    case recordID = "record_id"
    case collectedAt = "collected_at"
  }
}
