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
  /// Source: Microsoft Entra audit log activity reference (Core Directory, Self-service Password Management), checked 2026-08.
  static let activities = [
    "change user password", "reset password", "reset user password", "reset password (by admin)",
    "change password (self-service)", "reset password (self-service)",
  ]

  /// True when somebody else than the user set it.
  func isByAnotherIdentity(than user: UserID) -> Bool { actor?.isAnother(than: user) ?? false }

  /// Groups a user's records, and the listing's date, into single acts by time.
  static func acts(
    of user: UserID, audits: [DirectoryAudit], listedAt: Timestamp?, actors: ActorClassifier
  ) -> [PasswordChange] {
    var groups: [Records] = []
    for audit in audits {
      let actor = actors.actor(of: audit)
      if groups.isEmpty || !groups[groups.count - 1].add(audit, by: actor) {
        groups.append(Records(audit, by: actor))
      }
    }
    // The directory keeps the date of the last change only.
    let listed = listedAt.flatMap { listedAt in groups.lastIndex { $0.tellOf(listedAt) } }
    var changes = groups.enumerated().map { position, group in
      PasswordChange(
        at: group.first.occurredAt, audits: group.audits, actor: group.actor, isInListing: position == listed)
    }
    if let listedAt, listed == nil {
      changes.append(PasswordChange(at: listedAt, audits: [], actor: nil, isInListing: true))
    }
    return changes.sorted { $0.at < $1.at }
  }

  /// The records of one act: a short time, and one person, because two people's changes are two.
  private struct Records {
    let first: DirectoryAudit
    private(set) var audits: [DirectoryAudit]
    /// Services carry out what people ask for: a person's name in any record of the act wins.
    private(set) var actor: Actor

    init(_ audit: DirectoryAudit, by actor: Actor) {
      first = audit
      audits = [audit]
      self.actor = actor
    }

    /// False when the record belongs to another act.
    mutating func add(_ audit: DirectoryAudit, by other: Actor) -> Bool {
      guard audit.occurredAt.seconds(since: first.occurredAt) <= actSeconds else { return false }
      if actor.isPerson, other.isPerson, actor.person != other.person { return false }
      audits.append(audit)
      if (other.rank, other.name) < (actor.rank, actor.name) { actor = other }
      return true
    }

    func tellOf(_ moment: Timestamp) -> Bool {
      guard let last = audits.last else { return false }
      return moment >= first.occurredAt.advanced(bySeconds: -actSeconds)
        && moment <= last.occurredAt.advanced(bySeconds: actSeconds)
    }
  }
}

extension Actor {
  fileprivate var isPerson: Bool {
    switch self {
    case .user, .partner: true
    case .application, .directorySynchronization, .microsoft, .unknown: false
    }
  }

  /// The same for all records of one person.
  fileprivate var person: String { userID?.rawValue ?? name.lowercased() }

  fileprivate var rank: Int {
    switch self {
    case .user: 0
    case .partner: 1
    case .application: 2
    case .directorySynchronization: 3
    case .microsoft: 4
    case .unknown: 5
    }
  }
}

/// Moments near which a password change is worse: new sign-in methods and risky sign-ins.
struct PasswordContext {
  private let moments: MethodMoments
  private let risks: [UserID: Moments]

  init(_ evidence: EvidenceReader) {
    moments = MethodMoments(evidence)
    risks = Self.risks(evidence)
  }

  /// Why a change at that moment is worse, and what explains it; nil when nothing was near it.
  ///
  /// - Parameter createdAt: of the account. Who joins chooses a password and registers a second factor on one day.
  func signal(for user: UserID, at moment: Timestamp, createdAt: Timestamp?) -> (signal: Signal, isWorse: Bool)? {
    if let risk = risks[user]?.first(within: MethodMoments.nearSeconds, of: moment) {
      return (
        Signal("near_risky_sign_in", "lies within 24 h of a risky sign-in (\(risk.words), \(risk.at.iso8601))"), true
      )
    }
    guard let method = moments.new(of: user, near: moment) else { return nil }
    if let createdAt, moment.seconds(since: createdAt) <= MethodHistory.newAccountSeconds {
      return (
        Signal("new_account", "belongs to an account that is being set up, with its methods (\(method))"), false
      )
    }
    return (Signal("near_new_method", "lies within 24 h of a new sign-in method (\(method))"), true)
  }

  /// Detections and successful sign-ins that Microsoft graded, unless somebody looked and it was none: what was remedied
  /// was a risk, and the new password is often the remedy.
  private static func risks(_ evidence: EvidenceReader) -> [UserID: Moments] {
    var risks: [UserID: [(at: Timestamp, words: String)]] = [:]
    func add(_ level: String?, _ state: String?, of user: UserID, at moment: Timestamp) {
      // `none` and `hidden` say nothing.
      guard let level, !["none", "hidden", ""].contains(level.lowercased()) else { return }
      if state.flatMap(RiskState.init) == .denied { return }
      risks[user, default: []].append((moment, level))
    }
    for (user, detections) in evidence.riskDetections ?? [:] {
      for detection in detections { add(detection.riskLevel, detection.riskState, of: user, at: detection.occurredAt) }
    }
    for (user, signIns) in evidence.signIns ?? [:] {
      for signIn in signIns where signIn.hasSucceeded {
        add(signIn.riskLevel, signIn.riskState, of: user, at: signIn.occurredAt)
      }
    }
    return risks.mapValues { Moments(told: $0) }
  }
}
