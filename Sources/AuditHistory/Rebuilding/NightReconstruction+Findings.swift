import AuditModel
import GRDB

/// A finding while its intervals are read.
private struct FindingHistory {
  let number: Int64
  let key: FindingKey
  let checkID: CheckID
  let userID: UserID?
  let firstNight: Int64
  var timeline: FindingTimeline
  /// As it was last confirmed.
  var content: (text: String, collectedAt: String)?
}

extension NightReconstruction {
  /// Intervals that lasted on the oldest night of interest or later: by the index of ends. Then all intervals of those
  /// findings, up to the shown night.
  static let findingsAtNight = """
    WITH shown (finding) AS (
      SELECT DISTINCT finding FROM finding_interval INDEXED BY finding_interval_end
      WHERE tenant = ?1 AND (until_night IS NULL OR until_night > ?3) AND from_night <= ?2
    )
    SELECT f.number, f.key, f.check_id, f.user_id, f.first_night, i.from_night, i.until_night, i.status, i.severity,
      i.kind, i.revision, i.end_reason, i.content, i.collected_at
    FROM shown CROSS JOIN finding f ON f.number = shown.finding
      CROSS JOIN finding_interval i ON i.finding = f.number
    WHERE i.from_night <= ?2
    ORDER BY f.key, i.from_night
    """

  /// Findings that are open on the shown night, or were on one of the compared nights, and those that were confirmed on
  /// one of the last 14, which only trends count; sorted by key.
  func findings(coverage: [Int64: [CoverageAtNight]]) throws -> [RecordedFinding] {
    let statement = try db.cachedStatement(sql: Self.findingsAtNight)
    let rows = try Row.fetchCursor(statement, arguments: [tenant, night, nights.oldest])
    var findings: [FindingHistory] = []
    while let row = try rows.next() {
      let number = try row.integer(0)
      if findings.last?.number != number { findings.append(try history(row, number: number)) }
      try read(row, into: &findings[findings.count - 1])
    }
    let conclusive = ConclusiveChecks(coverage)
    let firstAudit = try nights.firstAudit(of: tenant, db: db)
    return try findings.compactMap { try recorded($0, conclusive, firstAudit: firstAudit) }.sorted {
      $0.finding.key < $1.finding.key
    }
  }

  private func history(_ row: Row, number: Int64) throws -> FindingHistory {
    FindingHistory(
      number: number, key: FindingKey(rawValue: try row.decode(String.self, atIndex: 1)),
      checkID: CheckID(rawValue: try row.decode(String.self, atIndex: 2)),
      userID: try row.optionalText(3).map { UserID(rawValue: $0) }, firstNight: try row.integer(4),
      timeline: FindingTimeline(shownNight: night))
  }

  private func read(_ row: Row, into finding: inout FindingHistory) throws {
    finding.timeline.append(
      from: try row.integer(5), until: try row.optionalInteger(6),
      isConfirmed: try row.decode(String.self, atIndex: 7) == "confirmed", severity: try row.word(8),
      kind: try row.word(9), revision: Int(try row.integer(10)),
      end: try row.optionalInteger(6) == nil ? nil : try row.word(11))
    if let text = try row.decode(String?.self, atIndex: 12) {
      finding.content = (text, try row.decode(String.self, atIndex: 13))
    }
  }

  /// Nil for a finding that came and went where nobody compares or counts.
  private func recorded(
    _ history: FindingHistory, _ conclusive: ConclusiveChecks, firstAudit: Timestamp?
  ) throws -> RecordedFinding? {
    let timeline = history.timeline
    guard let last = timeline.intervals.last, let presence = timeline.presence, let content = history.content,
      let lastConfirmed = timeline.lastConfirmedNight
    else { throw UnreadableRow(reason: "finding \(history.key) has no whole interval") }
    let subject: Subject = history.userID.map { .user($0) } ?? .tenant
    func change(since compared: RecordedNight?) -> FindingChange? {
      compared.flatMap { compared in
        timeline.change(since: compared.number) { revision in
          conclusive.couldTell(history.checkID, revision: revision, about: subject, on: compared.number)
        }
      }
    }
    let (sincePrevious, sinceWeek) = (change(since: nights.previous), change(since: nights.week))
    let severities = nights.recent.map { timeline.confirmedSeverity(at: $0.number) }
    let isOpen = presence == .confirmed || presence == .unverified
    guard isOpen || sincePrevious != nil || sinceWeek != nil || severities.contains(where: { $0 != nil }) else {
      return nil
    }
    let firstSeen = try nights.reference(to: history.firstNight, of: tenant, db: db)
    return RecordedFinding(
      finding: try RecordedContent(content: content.text, collectedAt: content.collectedAt).finding(
        key: history.key, checkID: history.checkID, revision: last.revision, kind: last.kind, severity: last.severity,
        userID: history.userID),
      presence: presence, firstSeen: firstSeen,
      lastConfirmed: try nights.reference(to: lastConfirmed, of: tenant, db: db),
      nightsSeen: timeline.nightsConfirmed, sincePrevious: sincePrevious, sinceWeek: sinceWeek,
      severityByNight: severities, wasPresentAtFirstAudit: firstAudit.map { firstSeen.asOf <= $0 } ?? false)
  }
}

/// What checks could see on the compared nights, by check.
private struct ConclusiveChecks {
  private let coverage: [Int64: [CheckID: CheckCoverage]]

  init(_ coverage: [Int64: [CoverageAtNight]]) {
    self.coverage = coverage.mapValues { checks in
      Dictionary(checks.map { ($0.coverage.checkID, $0.coverage) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// True when that check, in that revision, would have seen a finding about the subject on that night.
  func couldTell(_ check: CheckID, revision: Int, about subject: Subject, on night: Int64) -> Bool {
    guard let coverage = coverage[night]?[check], coverage.revision == revision else { return false }
    return coverage.isConclusive(for: subject)
  }
}
