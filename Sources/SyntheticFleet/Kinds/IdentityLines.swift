/// A sign-in method as a night's listing shows it.
enum PlannedMethod: Sendable {
  case password(Int64)
  case authenticator(Int64)
  case phone
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
    let isOld = person.createdAt < plan.end - 30 * secondsPerDay
    let old = person.createdAt + Int64(dice.below(20) + 1) * 70_000
    if isOld {
      if dice.chance(820) { methods.append(.authenticator(old)) }
      if dice.chance(550) { methods.append(.phone) }
      if dice.chance(180) { methods.append(.windowsHello(old + 4000)) }
      if dice.chance(40) { methods.append(.securityKey(old + 9000)) }
      if dice.chance(3) { methods.append(.unknown) }
    }
    if let added = plan.newMethods[person.index], added < night { methods.append(.authenticator(added)) }
    return methods
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
        case .phone:
          item.member("@odata.type", "#microsoft.graph.phoneAuthenticationMethod")
          item.member("id", "3179e48a-750b-4051-897c-87b9720928f7")
          item.text("phoneNumber") {
            // 555-01xx is reserved for fiction.
            $0.piece("+1 202555")
            $0.piece(100 + (plan.index * 37 + person.index) % 100, digits: 4)
          }
          item.member("phoneType", "mobile")
          item.member("smsSignInState", "notSupported")
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

  // MARK: Sign-ins

  /// About one ordinary sign-in a user and week, and every one that a story tells.
  func forEachSignIn(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    var line = JSONLine()
    for event in events {
      guard case .signIn(let risk) = event.act, case .person(let actor) = event.actor else { continue }
      line.reset()
      signIn(
        id: eventID(event, 2), plan.people[actor], at: event.time, from: event.address, risk: risk, error: 0, &line)
      try line.bytes.withUnsafeBytes(body)
    }
    for day in days {
      var dice = SeededGenerator(
        seed: plan.seed, Purpose.signIns.rawValue, UInt64(plan.index), UInt64(bitPattern: day))
      for person in plan.people where person.kind == .member && dice.chance(143) && person.createdAt < day {
        let time = day + 18_000 + Int64(dice.below(43_000))
        let address = ClientAddress(dice.chance(600) ? .office : .home, host: plan.index + person.index % 60)
        // 62 % succeed; bad passwords lead the failures.
        let error = dice.chance(620) ? 0 : dice.pick([50126, 50126, 50126, 65001, 50058, 50072, 50053])
        let id = SyntheticID(from: &dice)
        guard person.exists(at: night) else { continue }
        line.reset()
        signIn(id: id, person, at: time, from: address, risk: nil, error: error, &line)
        try line.bytes.withUnsafeBytes(body)
      }
    }
  }

  private func signIn(
    id: SyntheticID, _ person: Person, at time: Int64, from address: ClientAddress, risk: PlannedEvent.Risk?,
    error: Int, _ line: inout JSONLine
  ) {
    let isAttack = risk != nil
    line.object { signIn in
      signIn.member("id", id)
      signIn.member("createdDateTime", time: time)
      signIn.member("userDisplayName", person.displayName)
      signIn.member("userPrincipalName", safe: person.principalName.lowercased())
      signIn.member("userId", person.id)
      signIn.member("appId", "4765445b-32c6-49b0-83e6-1d93765276ca")
      signIn.member("appDisplayName", "OfficeHome")
      signIn.text("ipAddress") { address.write(to: &$0) }
      signIn.member("clientAppUsed", "Browser")
      signIn.member(
        "userAgent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36")
      signIn.member("correlationId", SyntheticID(seed: plan.seed, .signIns, plan.index, person.index, Int(time)))
      signIn.member("conditionalAccessStatus", error == 0 ? "success" : "notApplied")
      signIn.member("isInteractive", true)
      signIn.member("riskDetail", "none")
      signIn.member("riskLevelAggregated", risk?.level ?? "none")
      signIn.member("riskLevelDuringSignIn", risk?.level ?? "none")
      signIn.member("riskState", isAttack ? "atRisk" : "none")
      signIn.array("riskEventTypes_v2") { types in if let risk { types.element { $0.piece(risk.eventType) } } }
      signIn.member("resourceDisplayName", "Microsoft Graph")
      signIn.member("resourceId", "00000003-0000-0000-c000-000000000000")
      signIn.object("status") {
        $0.member("errorCode", error)
        if error == 0 { $0.null("failureReason") } else { $0.member("failureReason", "Error validating credentials.") }
        $0.null("additionalDetails")
      }
      signIn.object("deviceDetail") {
        $0.member("deviceId", "")
        $0.member("operatingSystem", "Windows10")
        $0.member("browser", "Chrome 126.0.0")
        $0.null("isCompliant")
        $0.null("isManaged")
      }
      signIn.object("location") {
        $0.member("city", isAttack ? "Anytown" : plan.tongue.town)
        $0.member("countryOrRegion", isAttack ? "XZ" : plan.tongue.country)
      }
      signIn.array("appliedConditionalAccessPolicies") { _ in }
    }
  }

  /// Graph `riskDetection` for a risky sign-in, two to three and a half minutes after it.
  func riskDetection(
    _ event: PlannedEvent, _ risk: PlannedEvent.Risk, of person: Person, _ line: inout JSONLine
  ) {
    let detected = detectedAt(event)
    line.object { detection in
      detection.member("@odata.type", "#microsoft.graph.riskDetection")
      detection.member("id", eventID(event, 3))
      detection.member("requestId", eventID(event, 2))
      detection.member("correlationId", eventID(event, 4))
      detection.member("riskEventType", risk.eventType)
      detection.member("riskState", "atRisk")
      detection.member("riskLevel", risk.level)
      detection.member("riskDetail", "none")
      detection.member("source", "IdentityProtection")
      detection.member("detectionTimingType", "realtime")
      detection.member("activity", "signin")
      detection.member("tokenIssuerType", "AzureAD")
      detection.text("ipAddress") { event.address.write(to: &$0) }
      detection.object("location") {
        $0.member("city", "Anytown")
        $0.member("countryOrRegion", "XZ")
        $0.null("geoCoordinates")
      }
      detection.member("activityDateTime", time: event.time, .sevenDigits)
      detection.member("detectedDateTime", time: detected, .sevenDigits)
      detection.member("lastUpdatedDateTime", time: detected, .sevenDigits)
      detection.member("userId", person.id)
      detection.member("userDisplayName", person.displayName)
      detection.member("userPrincipalName", safe: person.principalName.lowercased())
      detection.member("additionalInfo", "[{\\\"Key\\\":\\\"userAgent\\\",\\\"Value\\\":\\\"Mozilla/5.0\\\"}]")
    }
  }

  /// When the identity provider noticed a risky sign-in.
  func detectedAt(_ event: PlannedEvent) -> Int64 { event.time + 120 + Int64(event.address.port % 90) }

  /// The id of one of an event's records.
  func eventID(_ event: PlannedEvent, _ record: Int) -> SyntheticID {
    SyntheticID(seed: plan.seed, .event, plan.index, event.ordinal, record)
  }
}
