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
    for (user, logons) in Logon.byUser(evidence) {
      var counted: [Logon] = []
      for logon in logons {
        if let cause = SignInTrust.cause(logon.signIn, user: user, in: evidence) {
          if logon.signIn.hasSucceeded, evidence.window.contains(logon.at),
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
    let guessing = SignInGuessing(
      judged.mapValues { $0.filter { evidence.window.contains($0.at) } }, thresholds: evidence.settings.thresholds)
    for (user, logons) in judged {
      let countries = UsualCountries(
        of: logons + (trusted[user] ?? []), past: evidence.past.users[user], in: evidence)
      let groups = groups(of: logons, countries: countries, guessing: guessing, clients: &clients, in: evidence)
      for group in groups {
        let finding = finding(about: user, group, in: evidence)
        assessment.findings.append(finding)
        if group.isOfPlace { assessment.traces += traces(of: group, finding) }
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
    let successes = logons.filter { $0.signIn.hasSucceeded && evidence.window.contains($0.at) }
    if successes.isEmpty { return [] }
    let failures = logons.filter { $0.isGuess && evidence.window.contains($0.at) }
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
    let marks = group.marks.inFixedOrder { $0.kind.rawValue < $1.kind.rawValue }.distinct(by: \.kind)
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

  private func traces(of group: Group, _ finding: Finding) -> [Trace] {
    Set(group.logons.compactMap(\.signIn.clientAddress)).sorted().map { Trace(.clientAddress, $0, of: finding) }
  }

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

/// Sign-ins that are the MSP's own, a service's or trusted by configuration.
enum SignInTrust {
  static func cause(_ signIn: SignIn, user: UserID, in evidence: EvidenceReader) -> SetAside.Cause? {
    let settings = evidence.settings
    let access = signIn.crossTenantAccess?.lowercased()
    if access == "serviceprovider" || signIn.applicationID?.lowercased() == SignInClients.partnerAdministration
      || settings.isPartnerNetwork(signIn.clientAddress)
    {
      return .partner
    }
    if access == "microsoftsupport" { return .microsoftService }
    // An import may know the tenant by a name only: then nothing tells another home from this one.
    if let home = signIn.homeTenantID?.lowercased(), isGUID(home), isGUID(evidence.tenant.id.rawValue),
      home != evidence.tenant.id.rawValue, !(access ?? "").hasPrefix("b2b")
    {
      return .partner
    }
    if let name = signIn.user.name ?? evidence.directory.user(id: user)?.userPrincipalName {
      if settings.isPartner(name) { return .partner }
      if MicrosoftServices.isDirectorySynchronization(name.lowercased()) { return .directorySynchronization }
    }
    if settings.isTrustedNetwork(signIn.clientAddress) || settings.isTrustedApplication(signIn.applicationID) {
      return .trusted
    }
    return nil
  }
}
