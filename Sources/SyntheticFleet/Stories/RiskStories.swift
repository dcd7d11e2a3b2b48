/// Stories of strangers who sign in, and what every risky sign-in is worth.
extension TenantPlanner {
  /// From far away twenty minutes after the office, with a script and a code meant for televisions.
  mutating func strangeSignIn() {
    guard let victim = takeVictim() else { return }
    let time = ago(0, 13 * 3600)
    workAtHome(victim)
    event(time - 1200, by: .person(victim), from: officeAddress(), .signIn(SignInManner()))
    let manner = SignInManner(
      risk: .init(level: "medium", eventType: "unlikelyTravel"), country: "XZ", client: .desktop,
      userAgent: "python-requests/2.31.0", transfer: .deviceCode)
    event(time, by: .person(victim), from: attackerAddress(), .signIn(manner))
    tenant.storyLines.append("A script signed in from another country by a device code.")
  }

  /// An old protocol that asks for a password and nothing else, after a night of guessing.
  mutating func guessedPassword() {
    guard let victim = takeVictim() else { return }
    let address = attackerAddress()
    let time = ago(0, 16 * 3600)
    workAtHome(victim)
    var manner = SignInManner(
      country: "XZ", client: .imap, userAgent: "BAV2ROPC", transfer: .ropc, errorCode: 50_126)
    for attempt in 0..<24 {
      event(time - Int64(24 - attempt) * 45, by: .person(victim), from: address, .signIn(manner))
    }
    manner.errorCode = 0
    event(time, by: .person(victim), from: address, .signIn(manner))
    tenant.storyLines.append("A password was guessed through an old protocol.")
  }

  /// Ordinary sign-ins on most days, so that it is known where somebody works.
  mutating func workAtHome(_ person: Int) {
    for day in [Int64(1), 2, 3, 5, 8, 10, 13, 15] {
      event(ago(day, 52_000), by: .person(person), from: tenant.home(of: person), .signIn(SignInManner()))
    }
  }

  /// An administrator of the tenant confirmed what the identity provider suspected.
  mutating func confirmedCompromise() {
    guard let victim = takeVictim() else { return }
    let time = ago(0, 12 * 3600)
    event(
      time - 7200, by: .person(victim), from: attackerAddress(),
      .signIn(risk: .init(level: "high", eventType: "leakedCredentials")))
    tenant.confirmedCompromises[victim] = time
    sign(victim, "identity-risk", .critical, in: "risky_users", from: time, "The compromise is confirmed.")
    tenant.storyLines.append("A compromise was confirmed by the tenant's administrator.")
  }

  /// What the identity provider and the sign-in log say of each risky sign-in that some story told.
  mutating func signRiskySignIns() {
    var latest: [Int: PlannedEvent] = [:]
    for event in tenant.events.sorted(by: { ($0.time, $0.ordinal) < ($1.time, $1.ordinal) }) {
      guard case .signIn(let manner) = event.act, case .person(let person) = event.actor else { continue }
      if manner.errorCode == 0, let severity = manner.worth {
        eventSign(person, "risky-sign-ins", severity, in: "sign_ins", at: event.time, "A stranger signed in.")
      }
      guard manner.risk != nil else { continue }
      if let earlier = latest[person] { signRisk(of: person, earlier, until: event.time) }
      latest[person] = event
    }
    for (person, event) in latest.sorted(by: { $0.key < $1.key }) {
      signRisk(of: person, event, until: tenant.confirmedCompromises[person] ?? .max)
    }
  }

  private mutating func signRisk(of person: Int, _ event: PlannedEvent, until: Int64) {
    guard case .signIn(let manner) = event.act, let risk = manner.risk,
      let level = ExpectedSeverity(rawValue: "\(risk.level)")
    else { return }
    sign(
      person, "identity-risk", level, in: "risky_users", from: event.time + 300, until: until,
      "The identity provider saw a risk.")
  }
}

extension SignInManner {
  /// By the number of signals; nil for an ordinary sign-in.
  fileprivate var worth: ExpectedSeverity? {
    if isCommuter { return nil }
    var signals = 0
    if country != nil { signals += 1 }
    if client == .imap { signals += 1 }
    if !"\(userAgent)".hasPrefix("Mozilla") { signals += 1 }
    if transfer != .none { signals += 1 }
    switch signals {
    case 0: return nil
    case 1: return .low
    case 2: return .medium
    default: return .high
    }
  }
}
