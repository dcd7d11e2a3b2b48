import AuditModel

/// One change of one user's password: what the directory says, and the records that tell of it.
struct PasswordChange {
  /// Records of one act lie within this many seconds (a reset leaves two to four of them). Source: measured on audit exports.
  static let actSeconds: Int64 = 120

  let at: Timestamp
  /// The records of the act, by time; empty when only the directory's date tells.
  let audits: [DirectoryAudit]
  /// The one who did it, where a record says; a person before a service.
  let actor: Actor?
  /// True when the directory's own date of the last change says so too.
  let isInListing: Bool

  /// Activities that set a password, in lower case and without the dot that some services add.
  ///
  /// Source: MICROSOFT365 section 7.1 (activity names of directory audits), checked 2026-08.
  static let activities = [
    "change user password", "reset password", "reset user password", "reset password (by admin)",
    "change password (self-service)", "reset password (self-service)",
  ]

  /// True when somebody else than the user set it.
  func isByAnotherIdentity(than user: UserID) -> Bool {
    switch actor {
    case .user(let id?, _): id != user
    case .user(nil, _), .application: true
    case .microsoft, .directorySynchronization, .partner, .unknown, nil: false
    }
  }

  /// Groups a user's records, and the listing's date, into single acts by time.
  static func acts(
    of user: UserID, audits: [DirectoryAudit], listedAt: Timestamp?, actors: ActorClassifier
  ) -> [PasswordChange] {
    var groups: [[DirectoryAudit]] = []
    for audit in audits {
      if let last = groups.last?.last, audit.occurredAt.seconds(since: last.occurredAt) <= actSeconds {
        groups[groups.count - 1].append(audit)
      } else {
        groups.append([audit])
      }
    }
    var isListedUsed = false
    var changes = groups.compactMap { group -> PasswordChange? in
      guard let first = group.first, let last = group.last else { return nil }
      let isListed =
        listedAt.map {
          $0 >= first.occurredAt.advanced(bySeconds: -actSeconds)
            && $0 <= last.occurredAt.advanced(bySeconds: actSeconds)
        } ?? false
      if isListed { isListedUsed = true }
      return PasswordChange(
        at: first.occurredAt, audits: group, actor: mainActor(group.map { actors.actor(of: $0) }),
        isInListing: isListed)
    }
    if let listedAt, !isListedUsed {
      changes.append(PasswordChange(at: listedAt, audits: [], actor: nil, isInListing: true))
    }
    return changes.sorted { $0.at < $1.at }
  }

  /// Services carry out what people ask for: a person's name in any record of the act wins.
  private static func mainActor(_ actors: [Actor]) -> Actor? {
    func rank(_ actor: Actor) -> Int {
      switch actor {
      case .user: 0
      case .partner: 1
      case .application: 2
      case .directorySynchronization: 3
      case .microsoft: 4
      case .unknown: 5
      }
    }
    return actors.min { (rank($0), $0.name) < (rank($1), $1.name) }
  }
}

/// Moments near which a password change is worse: new sign-in methods and risky sign-ins.
struct PasswordContext {
  private let moments: MethodMoments
  private let risks: [UserID: [Risk]]

  init(_ evidence: EvidenceReader) {
    moments = MethodMoments(evidence)
    risks = Risk.byUser(evidence)
  }

  /// Why a change at that moment is worse; nil when nothing was near it.
  func signal(for user: UserID, at moment: Timestamp) -> Signal? {
    if let method = moments.new(of: user, near: moment) {
      return Signal("near_new_method", "lies within 24 h of a new sign-in method (\(method))")
    }
    for risk in risks[user] ?? [] where MethodMoments.isNear(risk.at, moment) {
      return Signal(
        "near_risky_sign_in", "lies within 24 h of a risky sign-in (\(risk.level), \(risk.at.iso8601))")
    }
    return nil
  }

  /// A detection or a successful sign-in that Microsoft graded.
  private struct Risk {
    let at: Timestamp
    let level: String

    static func byUser(_ evidence: EvidenceReader) -> [UserID: [Risk]] {
      var risks: [UserID: [Risk]] = [:]
      for (user, detections) in evidence.riskDetections ?? [:] {
        risks[user, default: []] += detections.filter { isRisky($0.riskLevel) && !isDenied($0.riskState) }
          .map { Risk(at: $0.occurredAt, level: $0.riskLevel) }
      }
      for (user, signIns) in evidence.signIns ?? [:] {
        for signIn in signIns where signIn.hasSucceeded {
          if let level = signIn.riskLevel { risks[user, default: []].append(Risk(at: signIn.occurredAt, level: level)) }
        }
      }
      return risks
    }

    /// Somebody looked, and it was none. What was remedied was a risk.
    private static func isDenied(_ state: String?) -> Bool {
      switch state?.lowercased() {
      case "dismissed", "confirmedsafe": true
      default: false
      }
    }

    /// `none` and `hidden` say nothing.
    private static func isRisky(_ level: String) -> Bool {
      switch level.lowercased() {
      case "none", "hidden", "": false
      default: true
      }
    }
  }
}
