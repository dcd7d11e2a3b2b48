import AuditModel
import GRDB

/// Tonight's step of one interval that was open until now.
private struct FindingStep {
  let finding: Int64
  let endReason: String
  /// What follows it; nil when the finding ended.
  let next: FindingInterval?
}

/// An interval to begin tonight.
private struct FindingInterval {
  let isConfirmed: Bool
  let severity: String
  let kind: String
  let revision: Int64
  /// Nil when it is that of the interval before.
  var content: String?
  var collectedAt: String?
}

extension NightRecording {
  /// Ends, continues or begins the intervals of the tenant's findings.
  ///
  /// An open finding that is not seen tonight ended only when its check could answer for its subject; else it stays
  /// open and unverified. Of one that spans tenants no tenant's own night can say that it ended: it stays unverified
  /// until the run has compared its tenants (`amend`, `resolveWhatIsNoLongerShared`).
  func recordFindings() throws {
    let places = try placesOfFindings()
    var isRecorded = [Bool](repeating: false, count: result.findings.count)
    let steps = try steps(places: places, isRecorded: &isRecorded)
    let end = try db.cachedStatement(
      sql: """
        UPDATE finding_interval SET until_night = ?, end_reason = ?
        WHERE tenant = ? AND finding = ? AND until_night IS NULL
        """)
    for step in steps {
      try end.execute(arguments: [night, step.endReason, tenant, step.finding])
      if let next = step.next { try insert(next, of: step.finding) }
    }
    for (place, finding) in result.findings.enumerated() where !isRecorded[place] {
      let number = try number(of: finding)
      try insert(FindingInterval(finding, content: FindingContent.content(of: finding).text), of: number)
    }
  }

  static let openFindings = """
    SELECT i.finding, f.key, f.check_id, f.user_id, i.status, i.severity, i.kind, i.revision,
      coalesce(i.content, (
        SELECT p.content FROM finding_interval p
        WHERE p.finding = i.finding AND p.from_night < i.from_night AND p.content IS NOT NULL
        ORDER BY p.from_night DESC LIMIT 1))
    FROM finding_interval i CROSS JOIN finding f ON f.number = i.finding
    WHERE i.tenant = ? AND i.until_night IS NULL ORDER BY i.finding
    """

  private func placesOfFindings() throws -> [FindingKey: Int] {
    var places: [FindingKey: Int] = [:]
    for (place, finding) in result.findings.enumerated() {
      guard places.updateValue(place, forKey: finding.key) == nil else {
        throw contradiction("it holds the finding \(finding.key) twice")
      }
    }
    return places
  }

  private func steps(places: [FindingKey: Int], isRecorded: inout [Bool]) throws -> [FindingStep] {
    guard night > 1 else { return [] }
    let coverage = Dictionary(result.coverage.map { ($0.checkID, $0) }, uniquingKeysWith: { first, _ in first })
    let rows = try Row.fetchCursor(try db.cachedStatement(sql: Self.openFindings), arguments: [tenant])
    var steps: [FindingStep] = []
    while let row = try rows.next() {
      let known = try OpenFinding(row)
      if let place = places[known.key] {
        isRecorded[place] = true
        if let step = known.step(seenAs: result.findings[place]) { steps.append(step) }
      } else {
        let canAnswer =
          try coverage[known.checkID]?.isConclusive(for: known.subject) ?? false
          && !RecordedContent.spansTenants(known.content)
        if let step = known.step(whenUnseenByACheckThatCanAnswer: canAnswer) { steps.append(step) }
      }
    }
    return steps
  }

  private func number(of finding: Finding) throws -> Int64 {
    if night > 1 {
      let known = try db.cachedStatement(sql: "SELECT number FROM finding WHERE tenant = ? AND key = ?")
      if let number = try Int64.fetchOne(known, arguments: [tenant, finding.key.rawValue]) { return number }
    }
    try db.cachedStatement(
      sql: "INSERT INTO finding (tenant, key, check_id, user_id, first_night) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [
      tenant, finding.key.rawValue, finding.checkID.rawValue, finding.userID.map { StoredText.stored($0.rawValue) },
      night,
    ])
    return db.lastInsertedRowID
  }

  private func insert(_ interval: FindingInterval, of finding: Int64) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO finding_interval (finding, tenant, from_night, status, severity, kind, revision, content,
          collected_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      finding, tenant, night, interval.isConfirmed ? "confirmed" : "unverified", interval.severity, interval.kind,
      interval.revision, interval.content, interval.collectedAt,
    ])
  }
}

extension FindingInterval {
  /// - Parameter content: nil when it is that of the interval before.
  fileprivate init(_ finding: Finding, content: String?) {
    self.init(
      isConfirmed: true, severity: finding.severity.rawValue, kind: finding.kind.rawValue,
      revision: Int64(finding.checkRevision), content: content,
      collectedAt: content == nil ? nil : FindingContent.collectedAt(of: finding))
  }
}

/// A finding that was open the night before.
private struct OpenFinding {
  let number: Int64
  let key: FindingKey
  let checkID: CheckID
  let subject: Subject
  let isConfirmed: Bool
  let severity: String
  let kind: String
  let revision: Int64
  /// As it was last confirmed.
  let content: String

  init(_ row: Row) throws {
    number = try row.integer(0)
    key = FindingKey(rawValue: try row.decode(String.self, atIndex: 1))
    checkID = CheckID(rawValue: try row.decode(String.self, atIndex: 2))
    subject = try row.optionalText(3).map { .user(UserID(rawValue: $0)) } ?? .tenant
    isConfirmed = try row.decode(String.self, atIndex: 4) == "confirmed"
    severity = try row.decode(String.self, atIndex: 5)
    kind = try row.decode(String.self, atIndex: 6)
    revision = try row.integer(7)
    content = try row.decode(String.self, atIndex: 8)
  }

  /// Nil when nothing changed.
  func step(seenAs finding: Finding) -> FindingStep? {
    let tonight = FindingContent.content(of: finding)
    let isSameContent = content.isIdentical(to: tonight.bytes)
    if isConfirmed, isSameContent, severity == finding.severity.rawValue, kind == finding.kind.rawValue,
      revision == Int64(finding.checkRevision)
    {
      return nil
    }
    return FindingStep(
      finding: number, endReason: "changed", next: FindingInterval(finding, content: isSameContent ? nil : tonight.text)
    )
  }

  /// Nil when nothing changed.
  func step(whenUnseenByACheckThatCanAnswer canAnswer: Bool) -> FindingStep? {
    if canAnswer {
      return FindingStep(
        finding: number, endReason: (FindingKind(rawValue: kind) ?? .event).endOfUnseen, next: nil)
    }
    guard isConfirmed else { return nil }
    return FindingStep(
      finding: number, endReason: "changed",
      next: FindingInterval(isConfirmed: false, severity: severity, kind: kind, revision: revision))
  }
}
