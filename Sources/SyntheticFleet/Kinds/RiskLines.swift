/// What the identity provider thinks of people and of their sign-ins.
extension TenantRenderer {
  /// Graph `riskyUser`: who is at risk on this night, and those whose risk is long gone.
  func forEachRiskyUser(_ body: ((inout JSONLine) -> Void) throws -> Void) throws {
    var latest: [Int: (event: PlannedEvent, risk: PlannedEvent.Risk)] = [:]
    for event in plan.events where event.time < night {
      guard case .signIn(let manner) = event.act, let risk = manner.risk, case .person(let actor) = event.actor else {
        continue
      }
      latest[actor] = (event, risk)
    }
    for person in people {
      if let confirmed = plan.confirmedCompromises[person.index], confirmed < night {
        try body {
          riskyUser(
            person, level: "high", state: "confirmedCompromised", detail: "adminConfirmedUserCompromised",
            at: confirmed, &$0)
        }
      } else if let (event, risk) = latest[person.index] {
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

  // MARK: Detections

  /// Graph `riskDetection`: one for every risky sign-in, and one for every compromise that an administrator confirmed.
  func forEachRiskDetection(_ body: ((inout JSONLine) -> Void) throws -> Void) throws {
    for event in events {
      guard case .signIn(let manner) = event.act, let risk = manner.risk, case .person(let actor) = event.actor else {
        continue
      }
      try body { riskDetection(event, manner, risk, of: plan.people[actor], &$0) }
    }
    for (person, time) in plan.confirmedCompromises.sorted(by: { $0.key < $1.key })
    where time < night && time >= night - logReach {
      try body { confirmation(of: plan.people[person], at: time, &$0) }
    }
  }

  /// Graph `riskDetection` for a risky sign-in, two to three and a half minutes after it.
  private func riskDetection(
    _ event: PlannedEvent, _ manner: SignInManner, _ risk: PlannedEvent.Risk, of person: Person,
    _ line: inout JSONLine
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
        $0.member("city", manner.country == nil ? plan.tongue.town : "Anytown")
        $0.member("countryOrRegion", manner.country ?? plan.tongue.country)
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

  private func confirmation(of person: Person, at time: Int64, _ line: inout JSONLine) {
    line.object { detection in
      detection.member("@odata.type", "#microsoft.graph.riskDetection")
      detection.member("id", SyntheticID(seed: plan.seed, .directory, plan.index, person.index, 1))
      detection.null("requestId")
      detection.null("correlationId")
      detection.member("riskEventType", "adminConfirmedUserCompromised")
      detection.member("riskState", "confirmedCompromised")
      detection.member("riskLevel", "high")
      detection.member("riskDetail", "adminConfirmedUserCompromised")
      detection.member("source", "IdentityProtection")
      detection.member("detectionTimingType", "offline")
      detection.member("activity", "user")
      detection.member("tokenIssuerType", "AzureAD")
      detection.null("ipAddress")
      detection.null("location")
      detection.member("activityDateTime", time: time, .sevenDigits)
      detection.member("detectedDateTime", time: time, .sevenDigits)
      detection.member("lastUpdatedDateTime", time: time, .sevenDigits)
      detection.member("userId", person.id)
      detection.member("userDisplayName", person.displayName)
      detection.member("userPrincipalName", safe: person.principalName.lowercased())
      detection.null("additionalInfo")
    }
  }
}
