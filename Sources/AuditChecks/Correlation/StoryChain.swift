import AuditModel

/// The stages of a takeover, in the order in which an intruder goes through them.
///
/// Source: the sequences that public investigations of business mail compromise tell, checked 2026-11.
enum TakeoverStage: Int, CaseIterable, Comparable {
  case entry, foothold, hiding, massMail, deletion

  var words: String {
    switch self {
    case .entry: "risky sign-in"
    case .foothold: "new way back in"
    case .hiding: "rule or forwarding"
    case .massMail: "mass mail"
    case .deletion: "deletion"
    }
  }

  /// The stage that a finding of a check tells of; nil for checks that are no part of such a story.
  init?(_ check: CheckID) {
    switch check {
    case "risky-sign-ins", "identity-risk": self = .entry
    case "mfa-methods", "new-devices", "application-consents", "password-changes": self = .foothold
    case "inbox-rule-changes", "mailbox-rules", "mailbox-forwarding", "mailbox-permissions": self = .hiding
    case "sent-mail-anomalies", "restricted-sender": self = .massMail
    case "deleted-mail", "sent-items-mismatch": self = .deletion
    default: return nil
    }
  }

  static func < (left: TakeoverStage, right: TakeoverStage) -> Bool { left.rawValue < right.rawValue }
}

/// Findings about one user that follow each other as the stages of a takeover do.
struct StoryChain {
  /// So many stages are a story: fewer happen to anybody.
  static let enoughStages = 3
  /// The next stage comes within three days of the one before. Seconds.
  static let longestPause: Int64 = 3 * 86_400

  /// The joined findings, each with what to say of it.
  let signals: [(key: FindingKey, signal: Signal)]

  /// The longest story that a user's findings tell; nil when there is none.
  ///
  /// - Parameter findings: all about one user; those below `low`, without a time or of no stage are passed over.
  init?(_ findings: [Finding]) {
    let steps = findings.compactMap { finding -> Step? in
      guard finding.severity >= .low, let at = finding.occurredAt, let stage = TakeoverStage(finding.checkID) else {
        return nil
      }
      return Step(stage: stage, at: at, key: finding.key)
    }.sorted { ($0.at, $0.stage.rawValue, $0.key.rawValue) < ($1.at, $1.stage.rawValue, $1.key.rawValue) }
    let spine = Self.longest(steps)
    guard spine.count >= Self.enoughStages else { return nil }
    let story = spine.map { "\($0.stage.words) \($0.at.iso8601)" }.joined(separator: ", then ")
    let numbers = Dictionary(uniqueKeysWithValues: spine.enumerated().map { ($1.stage, $0 + 1) })
    // Of each stage everything belongs to the story that happened while it was told.
    let (first, last) = (spine[0].at, spine[spine.count - 1].at)
    signals = steps.compactMap { step in
      guard let number = numbers[step.stage], step.at >= first, step.at <= last else { return nil }
      return (step.key, Signal(Signal.story, "is step \(number) of \(spine.count) of one story: \(story)"))
    }
  }

  /// Raises every finding that belongs to a story by one step, and says so.
  static func join(_ findings: inout [FindingKey: Finding]) {
    var byUser: [UserID: [Finding]] = [:]
    for finding in findings.values {
      if let user = finding.userID, finding.severity >= .low, TakeoverStage(finding.checkID) != nil {
        byUser[user, default: []].append(finding)
      }
    }
    for list in byUser.values where list.count >= enoughStages {
      guard let chain = StoryChain(list) else { continue }
      for (key, signal) in chain.signals {
        guard var finding = findings[key] else { continue }
        finding.severity = finding.severity.raised(by: 1)
        finding.signals.append(signal)
        findings[key] = finding
      }
    }
  }

  private struct Step {
    let stage: TakeoverStage
    let at: Timestamp
    let key: FindingKey
  }

  /// The longest run of steps whose stages rise and whose pauses are short; of several the earliest.
  ///
  /// Quadratic in the findings of one user that have a stage, which are few; of more than 200 the newest are looked at, so
  /// that no noise before a takeover hides it.
  private static func longest(_ all: [Step]) -> [Step] {
    let steps = Array(all.suffix(200))
    var length = [Int](repeating: 1, count: steps.count)
    var before = [Int?](repeating: nil, count: steps.count)
    for (index, step) in steps.enumerated() {
      for earlier in 0..<index
      where steps[earlier].stage < step.stage && step.at.seconds(since: steps[earlier].at) <= longestPause
        && length[earlier] + 1 > length[index]
      {
        length[index] = length[earlier] + 1
        before[index] = earlier
      }
    }
    guard let longest = length.max(), var index = length.firstIndex(of: longest) else { return [] }
    var spine = [steps[index]]
    while let earlier = before[index] {
      spine.insert(steps[earlier], at: 0)
      index = earlier
    }
    return spine
  }
}
