import AuditModel

/// One finding's intervals as they were known on the shown night, in order of time: later news is not among them.
struct FindingTimeline {
  /// An unbroken series of nights with nothing new, from `from` up to, not including, `until`.
  struct Interval {
    let from: Int64
    /// Nil while it lasted on the shown night.
    let until: Int64?
    let isConfirmed: Bool
    let severity: Severity
    let kind: FindingKind
    let revision: Int
    let end: End?

    func contains(_ night: Int64) -> Bool { from <= night && night < until ?? .max }
  }

  /// How an interval ended; the words of the database.
  enum End: String { case resolved, agedOut = "aged_out", changed }

  let shownNight: Int64
  private(set) var intervals: [Interval] = []

  init(shownNight: Int64) { self.shownNight = shownNight }

  /// Adds the next interval; what happened to it after the shown night is forgotten.
  mutating func append(
    from: Int64, until: Int64?, isConfirmed: Bool, severity: Severity, kind: FindingKind, revision: Int, end: End?
  ) {
    let hasEnded = until.map { $0 <= shownNight } ?? false
    intervals.append(
      Interval(
        from: from, until: hasEnded ? until : nil, isConfirmed: isConfirmed, severity: severity, kind: kind,
        revision: revision, end: hasEnded ? end : nil))
  }

  /// The interval of a night; nil when the finding was not open.
  func interval(at night: Int64) -> Interval? { intervals.last { $0.contains(night) } }

  /// Nil when it has no interval, which is damage.
  var presence: Presence? {
    guard let last = intervals.last else { return nil }
    return switch last.end {
    case nil: last.isConfirmed ? .confirmed : .unverified
    case .resolved: .resolved
    case .agedOut: .agedOut
    case .changed: nil
    }
  }

  /// The newest night on which a check saw it.
  var lastConfirmedNight: Int64? {
    intervals.last { $0.isConfirmed }.map { ($0.until ?? shownNight + 1) - 1 }
  }

  /// On how many nights a check saw it.
  var nightsConfirmed: Int {
    intervals.reduce(0) { $0 + ($1.isConfirmed ? Int(($1.until ?? shownNight + 1) - $1.from) : 0) }
  }

  /// The severity when a check saw it that night.
  func confirmedSeverity(at night: Int64) -> Severity? {
    interval(at: night).flatMap { $0.isConfirmed ? $0.severity : nil }
  }

  /// How it changed between an earlier night and the shown one; nil when it was open on neither.
  ///
  /// - Parameter couldTell: whether the same check, in the same revision, could answer for the subject that night.
  func change(since night: Int64, couldTell: (_ revision: Int) -> Bool) -> FindingChange? {
    let then = interval(at: night)
    guard let now = interval(at: shownNight) else {
      guard then != nil else { return nil }
      return presence == .agedOut ? .agedOut : .resolved
    }
    if !now.isConfirmed { return .unverified }
    // Whether it ended in between, or before the earlier night, it had an end and is back.
    if let end = intervals.last(where: { $0.end == .resolved || $0.end == .agedOut })?.until, end <= shownNight,
      then == nil || end > night
    {
      return .reopened
    }
    guard let then else { return couldTell(now.revision) ? .new : .newCheck }
    // Two revisions ask two questions, and their severities do not compare.
    return now.severity > then.severity && now.revision == then.revision ? .worse : .persistent
  }
}
