import AuditModel

/// The JSON text of a finding's interval: all of a finding that is not a column of its own.
enum FindingContent {
  /// What makes the interval; two findings with these bytes alike are the same news.
  static func content(of finding: Finding) -> JSONWriter {
    var writer = JSONWriter()
    writer.object { object in
      object.name("title")
      object.string(finding.title)
      object.name("message")
      object.string(finding.message)
      object.name("family")
      object.string(finding.family.rawValue)
      object.name("confidence")
      object.string(finding.confidence.rawValue)
      object.name("occurred_at")
      object.number(finding.occurredAt?.microseconds)
      object.name("signals")
      object.pairs(finding.signals) { ($0.id, $0.reason) }
      object.name("details")
      object.pairs(finding.details) { ($0.name, $0.value) }
      object.name("evidence")
      object.pairs(finding.evidence) { ($0.source, $0.recordID) }
      object.name("remediation")
      object.strings(finding.remediation)
      object.name("attack")
      object.strings(finding.attack)
    }
    return writer
  }

  /// When each piece of evidence was collected, in the order of the content's evidence.
  static func collectedAt(of finding: Finding) -> String {
    var writer = JSONWriter()
    writer.array { array in
      for reference in finding.evidence { array.number(reference.collectedAt?.microseconds) }
    }
    return writer.text
  }
}

extension JSONWriter {
  fileprivate mutating func pairs<Element>(_ elements: [Element], _ pair: (Element) -> (String, String)) {
    array { array in
      for element in elements {
        let (first, second) = pair(element)
        array.array { inner in
          inner.string(first)
          inner.string(second)
        }
      }
    }
  }
}

/// A finding's content as it is read back.
struct RecordedContent {
  private var title: String?
  private var message: String?
  private var family: CheckFamily?
  private var confidence: Confidence?
  private var occurredAt: Timestamp?
  private var signals: [Signal]?
  private var details: [Detail]?
  private var evidence: [(source: String, recordID: String)]?
  private var remediation: [String]?
  private var attack: [String]?
  private let collectedAt: [Timestamp?]

  init(content: String, collectedAt: String) throws {
    var moments = JSONReader(collectedAt)
    self.collectedAt = try moments.array { reader in
      try reader.optional { Timestamp(microseconds: try $0.number()) }
    }
    var reader = JSONReader(content)
    try reader.object { reader, name in try read(name, from: &reader) }
  }

  /// True when the content is of a finding that no tenant shows alone.
  static func spansTenants(_ content: String) throws -> Bool {
    try RecordedContent(content: content, collectedAt: "[]").signals?.contains(where: \.spansTenants) ?? false
  }

  /// The whole finding, with what its columns say.
  func finding(
    key: FindingKey, checkID: CheckID, revision: Int, kind: FindingKind, severity: Severity, userID: UserID?
  ) throws -> Finding {
    guard let title, let message, let family, let confidence, let signals, let details, let evidence, let remediation,
      let attack, evidence.count == collectedAt.count
    else { throw UnreadableRow(reason: "the content of finding \(key) is incomplete") }
    return Finding(
      key: key, checkID: checkID, checkRevision: revision, family: family, kind: kind, severity: severity,
      confidence: confidence, userID: userID, title: title, message: message, signals: signals, details: details,
      occurredAt: occurredAt,
      evidence: zip(evidence, collectedAt).map { reference, moment in
        EvidenceReference(source: reference.source, recordID: reference.recordID, collectedAt: moment)
      },
      remediation: remediation, attack: attack)
  }

  private mutating func read(_ name: String, from reader: inout JSONReader) throws {
    switch name {
    case "title": title = try reader.string()
    case "message": message = try reader.string()
    case "family": family = try reader.word()
    case "confidence": confidence = try reader.word()
    case "occurred_at": occurredAt = try reader.optional { Timestamp(microseconds: try $0.number()) }
    case "signals":
      signals = try reader.array { reader in
        let (id, reason) = try reader.pair()
        return Signal(id, reason)
      }
    case "details":
      details = try reader.array { reader in
        let (name, value) = try reader.pair()
        return Detail(name, value)
      }
    case "evidence": evidence = try reader.array { try $0.pair() }
    case "remediation": remediation = try reader.array { try $0.string() }
    case "attack": attack = try reader.array { try $0.string() }
    default: try reader.skip()
    }
  }
}
