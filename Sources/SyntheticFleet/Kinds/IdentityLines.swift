/// A sign-in method as a night's listing shows it.
enum PlannedMethod: Sendable {
  case password(Int64)
  case authenticator(Int64)
  /// The number and, where the directory kept it, when it was added.
  case phone(String, Int64?)
  case email(Int64)
  case temporaryAccessPass(Int64)
  case windowsHello(Int64)
  case securityKey(Int64)
  /// A type that no program of today knows.
  case unknown
}

extension TenantRenderer {
  /// Password, usually the authenticator, often a phone; what was added lately comes last.
  func methods(of person: Person) -> [PlannedMethod] {
    var dice = SeededGenerator(
      seed: plan.seed, Purpose.methods.rawValue, UInt64(plan.index), UInt64(person.index))
    var methods: [PlannedMethod] = [.password(plan.passwordSetAt(person, on: night))]
    let added = (plan.addedMethods[person.index] ?? []).filter { $0.exists(at: night) }
    let isOld = person.createdAt < plan.end - 30 * secondsPerDay
    let old = person.createdAt + Int64(dice.below(20) + 1) * 70_000
    if isOld {
      // Whoever administers has a second factor, but for those of whom a story tells.
      let isBound = plan.roles.contains { $0.person == person.index } && !plan.unprotected.contains(person.index)
      if dice.chance(820) || isBound { methods.append(.authenticator(old)) }
      if dice.chance(550), !added.contains(where: \.kind.isPhone) {
        methods.append(.phone(phoneNumber(of: person), nil))
      }
      if dice.chance(180) { methods.append(.windowsHello(old + 4000)) }
      if dice.chance(40) { methods.append(.securityKey(old + 9000)) }
      if dice.chance(3) { methods.append(.unknown) }
      if plan.unprotected.contains(person.index) { methods.removeLast(methods.count - 1) }
    }
    for method in added {
      switch method.kind {
      case .authenticator: methods.append(.authenticator(method.from))
      case .phone(let number): methods.append(.phone(number, isOld ? method.from : nil))
      case .email: methods.append(.email(method.from))
      case .temporaryAccessPass: methods.append(.temporaryAccessPass(method.from))
      }
    }
    return methods
  }

  /// Everybody has a number of their own; nobody was ever given the country code 999.
  private func phoneNumber(of person: Person) -> String {
    "+999 \(1_000_000_000 + plan.index * 100_000 + person.index)"
  }

  /// Graph authentication method with its owner.
  func authenticationMethod(_ method: PlannedMethod, of person: Person, _ line: inout JSONLine) {
    line.object {
      owner(person, &$0)
      $0.object("item") { item in
        switch method {
        case .password(let set):
          item.member("@odata.type", "#microsoft.graph.passwordAuthenticationMethod")
          item.member("id", "28c10230-6103-485e-b985-444c60001490")
          item.null("password")
          item.member("createdDateTime", time: set)
        case .authenticator(let added):
          item.member("@odata.type", "#microsoft.graph.microsoftAuthenticatorAuthenticationMethod")
          item.member("id", methodID(of: person, added))
          item.member("displayName", person.index % 2 == 0 ? "iPhone" : "Pixel")
          item.member("deviceTag", "SoftwareTokenActivated")
          item.member("phoneAppVersion", "6.8.14")
          item.member("createdDateTime", time: added)
        case .phone(let number, let added):
          item.member("@odata.type", "#microsoft.graph.phoneAuthenticationMethod")
          item.member("id", "3179e48a-750b-4051-897c-87b9720928f7")
          item.member("phoneNumber", safe: number)
          item.member("phoneType", "mobile")
          item.member("smsSignInState", "notSupported")
          if let added { item.member("createdDateTime", time: added) }
        case .email(let added):
          item.member("@odata.type", "#microsoft.graph.emailAuthenticationMethod")
          item.member("id", "3ddfcfc8-9383-446f-83cc-3ab9be4be18f")
          item.text("emailAddress") { $0.piece("recovery\(person.index)@post\(plan.index).example") }
          item.member("createdDateTime", time: added)
        case .temporaryAccessPass(let added):
          item.member("@odata.type", "#microsoft.graph.temporaryAccessPassAuthenticationMethod")
          item.member("id", methodID(of: person, added))
          item.null("temporaryAccessPass")
          item.member("createdDateTime", time: added)
          item.member("startDateTime", time: added)
          item.member("lifetimeInMinutes", 60)
          item.member("isUsableOnce", false)
          item.member("isUsable", false)
          item.member("methodUsabilityReason", "Expired")
        case .windowsHello(let added):
          item.member("@odata.type", "#microsoft.graph.windowsHelloForBusinessAuthenticationMethod")
          item.member("id", methodID(of: person, added))
          item.text("displayName") {
            $0.piece("LAPTOP-")
            $0.piece(1000 + person.index)
          }
          item.member("keyStrength", "normal")
          item.member("createdDateTime", time: added)
        case .securityKey(let added):
          item.member("@odata.type", "#microsoft.graph.fido2AuthenticationMethod")
          item.member("id", methodID(of: person, added))
          item.member("displayName", "Blue key")
          item.member("model", "NFC key")
          item.member("attestationLevel", "attested")
          // Published samples still spell it this way.
          item.member("creationDateTime", time: added)
        case .unknown:
          item.member("@odata.type", "#microsoft.graph.retinaPatternAuthenticationMethod")
          item.member("id", methodID(of: person, 4))
          item.null("createdDateTime")
        }
      }
    }
  }

  private func methodID(of person: Person, _ added: Int64) -> SyntheticID {
    SyntheticID(seed: plan.seed, .methods, plan.index, person.index, Int(added))
  }
}
