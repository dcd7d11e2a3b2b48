extension TenantRenderer {
  /// Graph `userRegistrationDetails`: the report of methods, which leaves out disabled accounts and lags some hours.
  func registrationDetails(of person: Person, _ line: inout JSONLine) {
    // The methods of guests are registered at home.
    let methods = person.kind == .member ? methods(of: person) : []
    let names = Set(methods.compactMap(\.reported))
    let isRegistered = !names.isEmpty
    let hasPush = names.contains(.authenticator)
    let hasPhone = names.contains(.phone)
    line.object { details in
      details.member("id", person.id)
      details.member("userPrincipalName", safe: person.principalName)
      details.member("userDisplayName", person.displayName)
      details.member("userType", person.kind == .guest ? "guest" : "member")
      details.member("isAdmin", plan.roles.contains { $0.person == person.index && $0.from < night })
      details.member("isMfaRegistered", isRegistered)
      details.member("isMfaCapable", isRegistered)
      details.member("isPasswordlessCapable", names.contains(.windowsHello) || names.contains(.securityKey))
      details.member("isSsprRegistered", hasPush || hasPhone)
      details.member("isSsprEnabled", person.kind == .member)
      details.member("isSsprCapable", person.kind == .member && (hasPush || hasPhone))
      details.member("isSystemPreferredAuthenticationMethodEnabled", true)
      details.array("systemPreferredAuthenticationMethods") { list in if hasPush { list.element { $0.piece("push") } } }
      details.member("userPreferredMethodForSecondaryAuthentication", hasPush ? "push" : hasPhone ? "sms" : "none")
      details.array("methodsRegistered") { list in
        for method in ReportedMethod.allCases where names.contains(method) {
          for name in method.names { list.element { $0.piece(name) } }
        }
      }
      details.member("lastUpdatedDateTime", time: reportedAt(person), .sevenDigits)
    }
  }

  /// When the report last looked at a person: some hours after the last change.
  private func reportedAt(_ person: Person) -> Int64 {
    let lag = 5 * 3600 + Int64(person.index % 17) * 1800
    let changed = plan.newMethods[person.index].flatMap { $0 < night ? $0 : nil } ?? person.createdAt + 20 * 70_000
    return min(changed + lag, night - 600)
  }

  // MARK: Risky users

  /// Graph `riskyUser`: who is at risk on this night, and those whose risk is long gone.
  func forEachRiskyUser(_ body: ((inout JSONLine) -> Void) throws -> Void) throws {
    var latest: [Int: (event: PlannedEvent, risk: PlannedEvent.Risk)] = [:]
    for event in plan.events where event.time < night {
      guard case .signIn(let risk?) = event.act, case .person(let actor) = event.actor else { continue }
      latest[actor] = (event, risk)
    }
    for person in people {
      if let (event, risk) = latest[person.index] {
        try body { line in
          riskyUser(
            person, level: risk.level, state: "atRisk", detail: "none", at: detectedAt(event), &line)
        }
      } else if person.kind == .member, wasAtRisk(person) {
        try body { line in
          riskyUser(
            person, level: "none", state: "remediated", detail: "userPerformedSecuredPasswordChange",
            at: person.createdAt + 86_400, &line)
        }
      }
    }
  }

  /// One old member in a hundred once followed a link and changed the password after it.
  private func wasAtRisk(_ person: Person) -> Bool {
    person.createdAt < plan.end - 60 * secondsPerDay && person.id.number % 100 == 7
  }

  private func riskyUser(
    _ person: Person, level: StaticString, state: StaticString, detail: StaticString, at time: Int64,
    _ line: inout JSONLine
  ) {
    line.object {
      $0.member("id", person.id)
      $0.member("isDeleted", false)
      $0.member("isProcessing", false)
      $0.member("riskLevel", level)
      $0.member("riskState", state)
      $0.member("riskDetail", detail)
      $0.member("riskLastUpdatedDateTime", time: time, .sevenDigits)
      $0.member("userDisplayName", person.displayName)
      $0.member("userPrincipalName", safe: person.principalName)
    }
  }
}

/// A second factor, as the registration report knows it.
private enum ReportedMethod: CaseIterable {
  case phone, authenticator, windowsHello, securityKey

  var names: [StaticString] {
    switch self {
    case .phone: ["mobilePhone"]
    case .authenticator: ["microsoftAuthenticatorPush", "softwareOneTimePasscode"]
    case .windowsHello: ["windowsHelloForBusiness"]
    case .securityKey: ["fido2"]
    }
  }
}

extension PlannedMethod {
  /// Nil for a password, and for what is too new for the report.
  fileprivate var reported: ReportedMethod? {
    switch self {
    case .password, .unknown: nil
    case .authenticator: .authenticator
    case .phone: .phone
    case .windowsHello: .windowsHello
    case .securityKey: .securityKey
    }
  }
}
