import AuditModel

/// What happened to one user's sign-in methods in the window, from all sources, each act once.
struct MethodHistory {
  /// Records of one act lie within this many seconds; a service writes what a person did a little later.
  static let actSeconds: Int64 = 120
  /// The date of a method and the record of its registration lie within this many seconds.
  static let listingSeconds: Int64 = 600
  /// An account this young is still being set up. Seconds.
  static let newAccountSeconds: Int64 = 7 * 86_400
  /// What belongs to the first setup happens within this time after the first method. Seconds.
  static let setupSeconds: Int64 = 86_400
  /// A method removed and another added within this time is a replacement. Seconds.
  static let replacementSeconds: Int64 = 3600

  /// By time; acts of the MSP and of directory synchronisation left out.
  let changes: [MethodChange]
  /// Methods that appeared in the window, and those that were there before (or bear no date).
  let newMethods: [AuthenticationMethod]
  let olderMethods: [AuthenticationMethod]
  private let firstSetup: ClosedRange<Timestamp>?
  private let replacements: [ClosedRange<Timestamp>]

  init(
    user: UserID, records: [MethodChange], methods: [AuthenticationMethod], createdAt: Timestamp?, window: AuditWindow
  ) {
    let methods = methods.filter { $0.kind != .password }
    newMethods = methods.filter { $0.createdAt.map(window.contains) ?? false }
    olderMethods = methods.filter { $0.createdAt.map { $0 < window.from } ?? true }
    func isNear(_ left: Timestamp, _ right: Timestamp, _ seconds: Int64) -> Bool {
      abs(left.microseconds - right.microseconds) <= seconds * 1_000_000
    }
    let agreed = records.filter { $0.actor?.isAgreed ?? false }
    let personal = records.filter { !$0.isCarriedOver && !($0.actor?.isAgreed ?? false) }
    var changes = personal
    for record in records where record.isCarriedOver {
      let isTold = (personal + agreed).contains { isNear($0.at, record.at, Self.actSeconds) }
      if !isTold { changes.append(record.byNobody) }
    }
    let additions = (agreed + changes).filter { $0.act == .added || $0.act == .updated }.map(\.at)
    for method in newMethods {
      guard let moment = method.createdAt else { continue }
      if additions.contains(where: { isNear($0, moment, Self.listingSeconds) }) { continue }
      changes.append(MethodChange(method, of: user, at: moment))
    }
    self.changes = changes.sorted { ($0.at, $0.audit?.id ?? "", $0.title) < ($1.at, $1.audit?.id ?? "", $1.title) }
    replacements = Self.replacements(in: self.changes)
    firstSetup = Self.firstSetup(self.changes, createdAt: createdAt, older: olderMethods)
  }

  /// True for what the owner of a new account, or whoever prepares it, does at first.
  func isFirstSetup(_ change: MethodChange) -> Bool { firstSetup?.contains(change.at) ?? false }

  /// True when at that moment one method was removed or added in place of another.
  func isReplacement(_ change: MethodChange) -> Bool {
    (change.act == .added || change.act == .removed) && replacements.contains { $0.contains(change.at) }
  }

  private static func replacements(in changes: [MethodChange]) -> [ClosedRange<Timestamp>] {
    let additions = changes.filter { $0.act == .added }.map(\.at)
    return changes.filter { $0.act == .removed }.compactMap { removal in
      let near = additions.filter { abs($0.seconds(since: removal.at)) <= replacementSeconds }
      guard let first = near.min(), let last = near.max() else { return nil }
      return min(first, removal.at)...max(last, removal.at)
    }
  }

  private static func firstSetup(
    _ changes: [MethodChange], createdAt: Timestamp?, older: [AuthenticationMethod]
  ) -> ClosedRange<Timestamp>? {
    guard let createdAt, let first = changes.first, first.act == .added,
      first.at.seconds(since: createdAt) <= newAccountSeconds, older.allSatisfy({ $0.createdAt == nil })
    else { return nil }
    return first.at...first.at.advanced(bySeconds: setupSeconds)
  }
}

extension Actor {
  /// The MSP, or synchronisation of an on-premises directory: not counted.
  fileprivate var isAgreed: Bool {
    switch self {
    case .partner, .directorySynchronization: true
    case .user, .application, .microsoft, .unknown: false
    }
  }
}

extension MethodChange {
  /// Written by a service of Microsoft on behalf of somebody.
  fileprivate var isCarriedOver: Bool {
    if case .microsoft = actor { true } else { false }
  }

  fileprivate var byNobody: MethodChange {
    MethodChange(act: act, kind: kind, user: user, at: at, actor: nil, audit: audit, words: words)
  }

  fileprivate init(_ method: AuthenticationMethod, of user: UserID, at moment: Timestamp) {
    self.init(act: .added, kind: method.kind, user: user, at: moment, actor: nil, audit: nil, words: method.label)
  }
}
