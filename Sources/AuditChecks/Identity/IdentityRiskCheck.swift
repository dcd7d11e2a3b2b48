import AuditModel

/// The identity provider calls the user risky.
///
/// Misses: what Microsoft does not recognise. May be innocent: travel, and networks that hide where people are.
struct IdentityRiskCheck: Check {
  func assessment(of evidence: EvidenceReader) -> Assessment {
    var assessment = Assessment()
    let verdicts = evidence.riskyUsers ?? [:]
    let detections = (evidence.riskDetections ?? [:]).mapValues { list in
      list.filter { evidence.window.contains($0.occurredAt) }
        .sorted { ($0.occurredAt, $0.id) < ($1.occurredAt, $1.id) }
    }
    for user in Set(verdicts.keys).union(detections.keys).sorted() {
      let verdict = verdicts[user].map { UserVerdict($0) }
      let open = (detections[user] ?? []).filter { $0.isOpen && !(verdict?.settles($0) ?? false) }
      if let verdict, verdict.isOpen {
        let finding = verdictFinding(user, verdict, detections[user] ?? [], in: evidence)
        assessment.add(finding, addresses: open.map(\.clientAddress), in: evidence)
        continue
      }
      for (day, list) in Dictionary(grouping: open, by: \.occurredAt.date) {
        let finding = detectionsFinding(user, day: day, list, in: evidence)
        assessment.add(finding, addresses: list.map(\.clientAddress), in: evidence)
      }
      if open.isEmpty, let verdict, verdict.isSettled(in: evidence.window) {
        assessment.findings.append(settledFinding(user, verdict, detections[user] ?? [], in: evidence))
      }
    }
    return assessment
  }

  /// What Microsoft says of the user as a whole.
  private struct UserVerdict {
    let user: RiskyUser
    private let state: RiskState?

    init(_ user: RiskyUser) {
      self.user = user
      state = RiskState(user.riskState)
    }

    var isOpen: Bool { state == .atRisk || state == .confirmedCompromised }
    var isConfirmed: Bool { state == .confirmedCompromised }

    /// True for what was detected before the user was declared safe or remedied.
    func settles(_ detection: RiskDetection) -> Bool {
      guard state?.isSettled == true, !detection.isConfirmed else { return false }
      return user.updatedAt.map { detection.occurredAt <= $0 } ?? true
    }

    func isSettled(in window: AuditWindow) -> Bool {
      state?.isSettled == true && user.updatedAt.map(window.contains) ?? false
    }
  }

  private func verdictFinding(
    _ user: UserID, _ verdict: UserVerdict, _ detections: [RiskDetection], in evidence: EvidenceReader
  ) -> Finding {
    let name = evidence.people.name(of: user)
    let level = verdict.user.riskLevel
    let severity = verdict.isConfirmed ? .critical : Severity(riskLevel: level) ?? .low
    var signals: [Signal] = []
    if verdict.isConfirmed {
      signals.append(Signal("confirmed_compromised", "was confirmed as compromised"))
    } else if Severity(riskLevel: level) != nil {
      signals.append(Signal("at_risk", "is at \(level.lowercased()) risk, as Microsoft grades it"))
    } else {
      signals.append(Signal("level_unknown", "is at risk, and the level is not told (\(level))"))
    }
    signals += Self.signals(of: detections)
    let since = verdict.user.updatedAt.map { " since \($0.iso8601)" } ?? ""
    let said = verdict.isConfirmed ? "was confirmed as compromised\(since)" : "is at \(Self.words(level)) risk\(since)"
    return finding(
      about: user, "user", severity, message: "\(name) \(said), according to Microsoft Entra ID Protection.",
      signals: signals, details: details(user, verdict.user, detections, in: evidence),
      occurredAt: verdict.user.updatedAt, evidence: references(user, verdict.user, detections, in: evidence),
      in: evidence)
  }

  private func detectionsFinding(
    _ user: UserID, day: String, _ detections: [RiskDetection], in evidence: EvidenceReader
  ) -> Finding {
    let severities = detections.map { $0.isConfirmed ? Severity.critical : Severity(riskLevel: $0.riskLevel) ?? .low }
    let kinds = Set(detections.map(\.kind)).sorted()
    return finding(
      about: user, "day:" + day, severities.max() ?? .low, kind: .event, title: "Risk was detected",
      message:
        "Microsoft detected risk about \(evidence.people.name(of: user)) on \(day) (\(kinds.listed(atMost: 3))).",
      signals: Self.signals(of: detections), details: details(user, nil, detections, in: evidence),
      occurredAt: detections.last?.occurredAt, evidence: references(user, nil, detections, in: evidence), in: evidence)
  }

  private func settledFinding(
    _ user: UserID, _ verdict: UserVerdict, _ detections: [RiskDetection], in evidence: EvidenceReader
  ) -> Finding {
    let state = verdict.user.riskState
    let moment = verdict.user.updatedAt?.iso8601 ?? ""
    return finding(
      about: user, "settled", .informational, kind: .event, title: "Risk was settled",
      message: "The risk of \(evidence.people.name(of: user)) was settled \(moment) (\(state)).",
      signals: [Signal("settled", "is no longer at risk: \(state), \(verdict.user.riskDetail ?? "no reason told")")],
      details: details(user, verdict.user, detections, in: evidence), occurredAt: verdict.user.updatedAt,
      evidence: references(user, verdict.user, detections, in: evidence), in: evidence)
  }

  /// One signal a kind of detection, with the highest level; settled ones say so.
  private static func signals(of detections: [RiskDetection]) -> [Signal] {
    Dictionary(grouping: detections, by: \.kind).sorted { $0.key < $1.key }.map { kind, list in
      let level = list.max {
        (Severity(riskLevel: $0.riskLevel) ?? .informational) < (Severity(riskLevel: $1.riskLevel) ?? .informational)
      }
      let settled = list.allSatisfy { !$0.isOpen } ? ", settled" : ""
      return Signal(
        "risk_detected",
        "\(kind) was detected \(list.count.counted("time")), \(words(level?.riskLevel ?? ""))\(settled)")
    }
  }

  /// `high`; what else stands there is no level.
  private static func words(_ level: String) -> String {
    Severity(riskLevel: level) == nil ? "an untold" : level.lowercased()
  }

  private func details(
    _ user: UserID, _ verdict: RiskyUser?, _ detections: [RiskDetection], in evidence: EvidenceReader
  ) -> [Detail] {
    var details = [Detail("User", evidence.people.name(of: user))]
    if let verdict {
      details.append(Detail("Level and state", "\(verdict.riskLevel), \(verdict.riskState)"))
      if let reason = verdict.riskDetail, !reason.isEmpty { details.append(Detail("Reason", reason)) }
    }
    for detection in detections.suffix(50) {
      let origin = [detection.clientAddress, detection.country, detection.riskState].compactMap { $0 }
      details.append(
        Detail(
          "Detection",
          "\(detection.occurredAt.iso8601) \(detection.kind), \(detection.riskLevel)"
            + origin.map { ", \($0)" }.joined()))
    }
    return details
  }

  private func references(
    _ user: UserID, _ verdict: RiskyUser?, _ detections: [RiskDetection], in evidence: EvidenceReader
  ) -> [EvidenceReference] {
    var references: [EvidenceReference] = []
    if verdict != nil {
      references.append(
        EvidenceReference(
          source: "graph:riskyUsers", recordID: user.rawValue, collectedAt: evidence.collectedAt(.riskyUsers)))
    }
    return references
      + detections.suffix(50).map {
        EvidenceReference(
          source: "graph:riskDetections", recordID: $0.id, collectedAt: evidence.collectedAt(.riskDetections))
      }
  }
}

extension RiskDetection {
  /// A detection whose state is not told counts.
  fileprivate var isOpen: Bool {
    guard let riskState, !riskState.isEmpty else { return true }
    guard let state = RiskState(riskState) else { return riskState.lowercased() != "none" }
    return !state.isSettled
  }

  fileprivate var isConfirmed: Bool { riskState.flatMap { RiskState($0) } == .confirmedCompromised }

  fileprivate var kind: String { riskEventType.flatMap { $0.isEmpty ? nil : $0 } ?? "an unnamed risk" }
}

extension Severity {
  /// Microsoft's `low`, `medium`, `high`; nil for `none`, `hidden` and words that are not known.
  fileprivate init?(riskLevel: String) {
    switch riskLevel.lowercased() {
    case "low": self = .low
    case "medium": self = .medium
    case "high": self = .high
    default: return nil
    }
  }
}
