extension TenantRenderer {
  /// Graph `userRegistrationDetails`: the report of methods, which leaves out disabled accounts and lags some hours.
  func registrationDetails(of person: Person, _ line: inout JSONLine) {
    // The methods of guests are registered at home.
    let methods = person.kind == .member ? methods(of: person) : []
    let names = Set(methods.compactMap(\.reported))
    // An address for resets is no second factor.
    let isRegistered = !names.subtracting([.email]).isEmpty
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
    let added = (plan.addedMethods[person.index] ?? []).filter { $0.from < night }.map(\.from).max()
    let changed = added ?? person.createdAt + 20 * 70_000
    return min(changed + lag, night - 600)
  }
}

/// A second factor, as the registration report knows it.
private enum ReportedMethod: CaseIterable {
  case phone, authenticator, windowsHello, securityKey, email, temporaryAccessPass

  var names: [StaticString] {
    switch self {
    case .phone: ["mobilePhone"]
    case .authenticator: ["microsoftAuthenticatorPush", "softwareOneTimePasscode"]
    case .windowsHello: ["windowsHelloForBusiness"]
    case .securityKey: ["fido2"]
    case .email: ["email"]
    case .temporaryAccessPass: ["temporaryAccessPass"]
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
    case .email: .email
    case .temporaryAccessPass: .temporaryAccessPass
    }
  }
}
