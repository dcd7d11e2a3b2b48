import AuditModel

/// When users got new sign-in methods, from the listing and from the directory audit log.
///
/// What the MSP or directory synchronisation registered is no sign of an intruder, and is left out.
struct MethodMoments {
  /// A day: an intruder changes password and second factor, and brings a device, soon after the first sign-in.
  static let nearSeconds: Int64 = 86_400

  private let methods: [UserID: [AuthenticationMethod]]
  private let records: [UserID: Moments]
  /// What the MSP or directory synchronisation did.
  private let agreed: [UserID: Moments]

  init(_ evidence: EvidenceReader) {
    var told: [UserID: [(at: Timestamp, words: String)]] = [:]
    var agreed: [UserID: [Timestamp]] = [:]
    for audit in evidence.directoryAudits(MethodChange.activities) ?? [] where audit.hasSucceeded != false {
      for change in MethodChange.changes(in: audit, evidence: evidence) where change.isNewMethod {
        switch change.actor?.setAsideCause {
        case nil, .microsoftService: told[change.user, default: []].append((change.at, change.words))
        default: agreed[change.user, default: []].append(change.at)
        }
      }
    }
    records = told.mapValues { Moments(told: $0) }
    self.agreed = agreed.mapValues { Moments($0) }
    methods = evidence.authenticationMethods ?? [:]
  }

  static func isNear(_ left: Timestamp, _ right: Timestamp) -> Bool {
    abs(left.microseconds - right.microseconds) <= nearSeconds * 1_000_000
  }

  /// What was new near that moment: `phoneAuthenticationMethod, 2026-08-19T07:00:00Z`; nil when nothing was.
  ///
  /// - Parameter excluded: methods that are left out, such as those that a device brings along.
  func new(
    of user: UserID, near moment: Timestamp, excluding excluded: (AuthenticationMethod) -> Bool = { _ in false }
  ) -> String? {
    for method in methods[user] ?? [] {
      guard let createdAt = method.createdAt, Self.isNear(createdAt, moment), !method.isPassword, !excluded(method),
        agreed[user]?.hasOne(within: MethodHistory.listingSeconds, of: createdAt) != true
      else { continue }
      return "\(method.type), \(createdAt.iso8601)"
    }
    return records[user]?.first(within: Self.nearSeconds, of: moment).map { "\($0.words), \($0.at.iso8601)" }
  }
}

extension MethodChange {
  /// Windows Hello is made by the device itself when it is set up, and its record does not tell of which: only the listing
  /// does.
  fileprivate var isNewMethod: Bool {
    (act == .added || act == .updated) && kind != .windowsHello && kind != .platformCredential
  }
}
