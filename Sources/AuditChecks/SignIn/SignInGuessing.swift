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
        for logon in list where logon.hasSucceeded {
          if let network = logon.network, failing[network] != nil { succeeding[network, default: []].insert(user) }
        }
      }
    }
    // Where most of those who fail get in as well, an office sits behind the address.
    spraying = failing.filter { $0.value.count >= 3 * (succeeding[$0.key]?.count ?? 0) }.mapValues(\.count)
  }

  /// Why a success looks guessed; nil when it does not.
  func mark(of success: Logon, after failures: GuessedFailures) -> SignInMark? {
    guard let network = success.network else { return nil }
    if let users = spraying[network] {
      return SignInMark(
        kind: .guessed, reason: "comes from an address that failed for \(users) users of the tenant")
    }
    guard let told = failures.before(success.at, from: network), told.count >= limit else { return nil }
    return SignInMark(
      kind: .guessed,
      reason: "follows \(told.count) failures within 6 h, from this address too (last \(told.last.iso8601))")
  }

  /// How many failures the fuller of the two logs tells of.
  static func count(_ failures: [Logon]) -> Int {
    let audit = failures.count(where: \.isFromAudit)
    return max(audit, failures.count - audit)
  }
}

/// Failed sign-ins of one user, to be asked for each success: a sprayed user has thousands of both.
struct GuessedFailures {
  private struct Log {
    let all: Moments
    let byNetwork: [String: Moments]

    init(_ failures: [Logon]) {
      all = Moments(failures.map(\.at))
      byNetwork = Dictionary(grouping: failures.filter { $0.network != nil }) { $0.network ?? "" }
        .mapValues { Moments($0.map(\.at)) }
    }
  }

  private let graph: Log
  private let audit: Log

  init(_ failures: [Logon]) {
    graph = Log(failures.filter { !$0.isFromAudit })
    audit = Log(failures.filter(\.isFromAudit))
  }

  /// How many led up to a moment, and the last of them; nil when none came from that network.
  ///
  /// Both logs tell of the same failures: the fuller one counts.
  func before(_ moment: Timestamp, from network: String) -> (count: Int, last: Timestamp)? {
    func count(_ moments: Moments) -> Int { moments.count(upTo: moment, within: SignInGuessing.seconds) }
    let log = count(graph.all) >= count(audit.all) ? graph : audit
    guard let here = log.byNetwork[network], count(here) > 0, let last = log.all.last(upTo: moment) else { return nil }
    return (count(log.all), last)
  }
}

extension Logon {
  /// A wrong password, a locked account or a refused second factor.
  var isGuess: Bool { SignInClients.guessingErrors.contains(signIn.errorCode) }
}
