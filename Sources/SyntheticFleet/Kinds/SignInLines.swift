extension TenantRenderer {
  /// About one ordinary sign-in a user and week, and every one that a story tells.
  func forEachSignIn(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    var line = JSONLine()
    for event in events {
      guard case .signIn(let manner) = event.act, case .person(let actor) = event.actor else { continue }
      line.reset()
      signIn(id: eventID(event, 2), plan.people[actor], at: event.time, from: event.address, manner, &line)
      try line.bytes.withUnsafeBytes(body)
    }
    for day in days {
      var dice = SeededGenerator(
        seed: plan.seed, Purpose.signIns.rawValue, UInt64(plan.index), UInt64(bitPattern: day))
      for person in plan.people where person.kind == .member && dice.chance(143) && person.createdAt < day {
        let time = day + 18_000 + Int64(dice.below(43_000))
        let address =
          dice.chance(600) ? ClientAddress(.office, host: plan.index) : plan.home(of: person.index)
        // 62 % succeed; bad passwords lead the failures.
        let error = dice.chance(620) ? 0 : dice.pick([50126, 50126, 50126, 65001, 50058, 50072, 50053])
        let id = SyntheticID(from: &dice)
        guard person.exists(at: night) else { continue }
        line.reset()
        signIn(id: id, person, at: time, from: address, SignInManner(errorCode: error), &line)
        try line.bytes.withUnsafeBytes(body)
      }
    }
  }

  private func signIn(
    id: SyntheticID, _ person: Person, at time: Int64, from address: ClientAddress, _ manner: SignInManner,
    _ line: inout JSONLine
  ) {
    let risk = manner.risk
    let isScript = !manner.userAgent.starts(with: "Mozilla")
    line.object { signIn in
      signIn.member("id", id)
      signIn.member("createdDateTime", time: time)
      signIn.member("userDisplayName", person.displayName)
      signIn.member("userPrincipalName", safe: person.principalName.lowercased())
      signIn.member("userId", person.id)
      signIn.member("appId", manner.applicationID)
      signIn.member("appDisplayName", manner.applicationName)
      signIn.text("ipAddress") { address.write(to: &$0) }
      signIn.member("clientAppUsed", manner.client.name)
      signIn.member("userAgent", manner.userAgent)
      signIn.member("authenticationProtocol", manner.transfer.name)
      signIn.member("correlationId", SyntheticID(seed: plan.seed, .signIns, plan.index, person.index, Int(time)))
      signIn.member("conditionalAccessStatus", manner.errorCode == 0 ? "success" : "notApplied")
      signIn.member("isInteractive", true)
      signIn.member("riskDetail", "none")
      signIn.member("riskLevelAggregated", risk?.level ?? "none")
      signIn.member("riskLevelDuringSignIn", risk?.level ?? "none")
      signIn.member("riskState", risk != nil ? "atRisk" : "none")
      signIn.array("riskEventTypes_v2") { types in if let risk { types.element { $0.piece(risk.eventType) } } }
      signIn.member("resourceDisplayName", "Microsoft Graph")
      signIn.member("resourceId", "00000003-0000-0000-c000-000000000000")
      signIn.object("status") {
        $0.member("errorCode", manner.errorCode)
        if manner.errorCode == 0 {
          $0.null("failureReason")
        } else {
          $0.member("failureReason", "Error validating credentials.")
        }
        $0.null("additionalDetails")
      }
      signIn.object("deviceDetail") {
        $0.member("deviceId", "")
        $0.member("operatingSystem", isScript ? "" : "Windows10")
        $0.member("browser", isScript ? "" : "Chrome 126.0.0")
        $0.null("isCompliant")
        $0.null("isManaged")
      }
      signIn.object("location") {
        $0.member("city", manner.country == nil ? plan.tongue.town : "Anytown")
        $0.member("countryOrRegion", manner.country ?? plan.tongue.country)
        $0.object("geoCoordinates") {
          let isFar = manner.country != nil && !manner.isCommuter
          $0.member("latitude", number: isFar ? "-33.127" : plan.tongue.position.latitude)
          $0.member("longitude", number: isFar ? "-68.488" : plan.tongue.position.longitude)
        }
      }
      signIn.array("appliedConditionalAccessPolicies") { _ in }
    }
  }

  /// When the identity provider noticed a risky sign-in.
  func detectedAt(_ event: PlannedEvent) -> Int64 { event.time + 120 + Int64(event.address.port % 90) }

  /// The id of one of an event's records.
  func eventID(_ event: PlannedEvent, _ record: Int) -> SyntheticID {
    SyntheticID(seed: plan.seed, .event, plan.index, event.ordinal, record)
  }
}

extension StaticString {
  /// True when the fixed text begins so.
  fileprivate func starts(with prefix: StaticString) -> Bool {
    utf8CodeUnitCount >= prefix.utf8CodeUnitCount
      && zip(
        UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount),
        UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount)
      ).allSatisfy { $0 == $1 }
  }
}
