import AuditModel

/// A successful sign-in of a user was out of the ordinary.
///
/// Misses: an intruder who comes from the user's own country by a browser. May be innocent: travel, VPN, old programs.
struct RiskySignInsCheck: Check {
  static let operations = ["UserLoggedIn", "UserLoginFailed"]

  func assessment(of evidence: EvidenceReader) -> Assessment {
    var assessment = Assessment()
    var judged: [UserID: [Logon]] = [:]
    var trusted: [UserID: [Logon]] = [:]
    var clients = SignInClientMarks()
    let trust = SignInTrust(evidence)
    for (user, logons) in Logon.byUser(evidence) {
      var counted: [Logon] = []
      counted.reserveCapacity(logons.count)
      let cause = trust.cause(of: user, named: logons[0].signIn.user.name)
      for logon in logons {
        if let cause = trust.cause(logon.signIn) ?? cause {
          if logon.hasSucceeded, evidence.window.contains(logon.at),
            cause != .trusted || !clients.marks(of: logon.signIn).isEmpty
          {
            assessment.setAside.add(cause)
          }
          if cause == .trusted { trusted[user, default: []].append(logon) }
        } else {
          counted.append(logon)
        }
      }
      if !counted.isEmpty { judged[user] = counted }
    }
    if let signIns = evidence.signIns, !signIns.isEmpty,
      signIns.values.allSatisfy({ $0.allSatisfy { $0.country == nil } })
    {
      assessment.gaps.append(Self.withoutCountries)
    }
    let guessing = SignInGuessing(
      judged.mapValues { $0.filter { evidence.window.contains($0.at) } }, thresholds: evidence.settings.thresholds)
    for (user, logons) in judged {
      let countries = UsualCountries(
        of: logons + (trusted[user] ?? []), past: evidence.past.users[user], in: evidence)
      let groups = groups(of: logons, countries: countries, guessing: guessing, clients: &clients, in: evidence)
      for group in groups {
        let finding = finding(about: user, group, in: evidence)
        // The same program from anywhere tells nothing of a place.
        assessment.add(
          finding, addresses: group.isOfPlace ? group.logons.map(\.signIn.clientAddress) : [], in: evidence)
      }
      if groups.isEmpty, let finding = failures(of: user, logons, in: evidence) { assessment.findings.append(finding) }
    }
    return assessment
  }

  /// The marked successes of one user that belong together: one network, or one program from wherever.
  struct Group {
    let key: String
    var logons: [Logon] = []
    var marks: [SignInMark] = []
    var isOfPlace: Bool { marks.contains { !$0.kind.isOfClient } }
    var countries: UsualCountries
  }

  private func groups(
    of logons: [Logon], countries: UsualCountries, guessing: SignInGuessing, clients: inout SignInClientMarks,
    in evidence: EvidenceReader
  ) -> [Group] {
    let successes = logons.filter { $0.hasSucceeded && evidence.window.contains($0.at) }
    if successes.isEmpty { return [] }
    let failures = GuessedFailures(logons.filter { $0.isGuess && evidence.window.contains($0.at) })
    let travels = SignInTravel.marks(
      of: successes, countries: countries, speed: evidence.settings.thresholds.travelSpeed)
    var groups: [String: Group] = [:]
    for (position, logon) in successes.enumerated() {
      var marks = clients.marks(of: logon.signIn) + (travels[position] ?? [])
      if let country = logon.signIn.country, let mark = countries.mark(for: country) { marks.append(mark) }
      if let mark = guessing.mark(of: logon, after: failures) { marks.append(mark) }
      if marks.isEmpty { continue }
      marks.sort { $0.kind.rawValue < $1.kind.rawValue }
      let isOfPlace = marks.contains { !$0.kind.isOfClient }
      let key =
        isOfPlace
        ? "network:" + (logon.network ?? "")
        : "client:" + marks.map(\.kind.id).distinct(by: \.self).joined(separator: "+")
      groups[key, default: Group(key: key, countries: countries)].logons.append(logon)
      groups[key]?.marks += marks
    }
    return groups.keys.sorted().compactMap { groups[$0] }
  }

  private func finding(about user: UserID, _ group: Group, in evidence: EvidenceReader) -> Finding {
    let marks = group.marks.sorted { ($0.kind.rawValue, $0.reason) < ($1.kind.rawValue, $1.reason) }
      .distinct(by: \.kind)
    var signals = marks.map { Signal($0.kind.id, $0.reason) }
    let last = group.logons[group.logons.count - 1]
    if group.logons.allSatisfy(\.isFromAudit) {
      signals.append(Signal("country_not_known", "is known from the audit log, which tells no country"))
    }
    let name = evidence.people.name(of: user)
    let origins = group.logons.map(\.origin).distinct(by: \.self)
    let from = origins.count == 1 ? origins[0] : "\(origins.count) addresses"
    let times = group.logons.count == 1 ? "" : "\(group.logons.count) times, last "
    return finding(
      about: user, group.key, Self.severity(marks.count),
      message: "\(name) signed in from \(from) \(times)\(last.at.iso8601): "
        + marks.map(\.kind.label).joined(separator: ", ") + ".",
      signals: signals, details: details(of: group, name: name), occurredAt: last.at,
      evidence: group.logons.suffix(20).map { $0.reference(in: evidence) }, in: evidence)
  }

  /// By the number of signals.
  private static func severity(_ count: Int) -> Severity {
    switch count {
    case ...1: .low
    case 2: .medium
    default: .high
    }
  }

  private func details(of group: Group, name: String) -> [Detail] {
    var details = [Detail("User", name)]
    for logon in group.logons.suffix(10) {
      let signIn = logon.signIn
      let words = [
        logon.at.iso8601, logon.place, signIn.applicationName ?? signIn.applicationID, signIn.clientProtocol,
        signIn.userAgent,
      ]
      details.append(Detail("Sign-in", words.compactMap { $0 }.joined(separator: " | ")))
      if let session = signIn.sessionID, !session.isEmpty { details.append(Detail("Session", session)) }
    }
    if group.logons.count > 10 { details.append(Detail("Sign-ins", "\(group.logons.count), the last 10 of them told")) }
    if !group.countries.isKnown {
      details.append(Detail("Usual countries", "not known: there are no earlier nights or days to compare with"))
    }
    return details
  }

  private static let withoutCountries = CollectionGap(
    kind: .signIns, reason: .schemaUnexpected,
    message:
      "No sign-in came with its country, so countries and travel could not be judged: collect or export sign-ins "
      + "with their location.")

  /// Failures alone: somebody guesses, and has not got in.
  private func failures(of user: UserID, _ logons: [Logon], in evidence: EvidenceReader) -> Finding? {
    let failures = logons.filter { $0.isGuess && evidence.window.contains($0.at) }
    let count = SignInGuessing.count(failures)
    guard count >= evidence.settings.thresholds.failedSignIns, let last = failures.last else { return nil }
    let name = evidence.people.name(of: user)
    let places = failures.map(\.place).distinct(by: \.self)
    return finding(
      about: user, "failures", .informational, title: "Many failed sign-ins",
      message:
        "\(count) sign-ins of \(name) failed, last \(last.at.iso8601), from \(places.count == 1 ? "1 address" : "\(places.count) addresses"), "
        + "and no success looks guessed.",
      signals: [Signal("failures_only", "failed \(count) times and did not get in")],
      details: [Detail("User", name)] + places.suffix(10).map { Detail("From", $0) }, occurredAt: last.at,
      evidence: failures.suffix(20).map { $0.reference(in: evidence) }, in: evidence)
  }
}
