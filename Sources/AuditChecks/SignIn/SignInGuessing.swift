import AuditModel

/// Failed sign-ins: who was guessed at, from where, and which success came of it.
struct SignInGuessing {
  /// Failures this long before a success may have led to it. Source: public detection rules look back hours, not days.
  static let seconds: Int64 = 6 * 3600

  /// Networks that failed for many users, with how many.
  private let spraying: [String: Int]
  private let limit: Int

  /// - Parameter logons: of all users, within the window.
  init(_ logons: [UserID: [Logon]], thresholds: CheckThresholds) {
    limit = thresholds.failedSignIns
    var failing: [String: Set<UserID>] = [:]
    for (user, list) in logons {
      for logon in list where logon.isGuess {
        if let network = logon.network { failing[network, default: []].insert(user) }
      }
    }
    failing = failing.filter { $0.value.count >= thresholds.sprayedUsers }
    var succeeding: [String: Set<UserID>] = [:]
    if !failing.isEmpty {
      for (user, list) in logons {
        for logon in list where logon.signIn.hasSucceeded {
          if let network = logon.network, failing[network] != nil { succeeding[network, default: []].insert(user) }
        }
      }
    }
    // Where most of those who fail get in as well, an office sits behind the address.
    spraying = failing.filter { $0.value.count >= 3 * (succeeding[$0.key]?.count ?? 0) }.mapValues(\.count)
  }

  /// Why a success looks guessed; nil when it does not.
  ///
  /// - Parameter failures: of the same user, in the order of time.
  func mark(of success: Logon, after failures: [Logon]) -> SignInMark? {
    guard let network = success.network else { return nil }
    if let users = spraying[network] {
      return SignInMark(
        kind: .guessed, reason: "comes from an address that failed for \(users) users of the tenant")
    }
    let earlier = failures.filter { $0.at <= success.at && success.at.seconds(since: $0.at) <= Self.seconds }
    let graph = earlier.filter { !$0.isFromAudit }
    let audit = earlier.filter(\.isFromAudit)
    // Both logs tell of the same failures: the fuller one counts.
    let counted = graph.count >= audit.count ? graph : audit
    guard counted.count >= limit, counted.contains(where: { $0.network == network }) else { return nil }
    return SignInMark(
      kind: .guessed,
      reason:
        "follows \(counted.count) failures within 6 h, from this address too (last \(counted[counted.count - 1].at.iso8601))"
    )
  }

  /// How many failures the fuller of the two logs tells of.
  static func count(_ failures: [Logon]) -> Int {
    let audit = failures.count(where: \.isFromAudit)
    return max(audit, failures.count - audit)
  }
}

extension Logon {
  /// A wrong password, a locked account or a refused second factor.
  var isGuess: Bool { SignInClients.guessingErrors.contains(signIn.errorCode) }
}
