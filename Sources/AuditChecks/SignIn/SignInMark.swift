import AuditModel

/// One reason why a sign-in is out of the ordinary.
struct SignInMark: Hashable {
  /// In the order in which a finding tells them.
  enum Kind: Int, CaseIterable {
    case newCountry, impossibleTravel, sharedSession, guessed, microsoftRisk, deviceCode, borrowedClient,
      legacyProtocol,
      passwordFlow, scriptedAgent

    /// Snake-case id of the signal.
    var id: String {
      switch self {
      case .newCountry: "new_country"
      case .impossibleTravel: "impossible_travel"
      case .sharedSession: "shared_session"
      case .guessed: "guessing_succeeded"
      case .microsoftRisk: "microsoft_risk"
      case .deviceCode: "device_code"
      case .borrowedClient: "borrowed_client"
      case .legacyProtocol: "legacy_protocol"
      case .passwordFlow: "password_flow"
      case .scriptedAgent: "scripted_agent"
      }
    }

    /// As a message names it.
    var label: String {
      switch self {
      case .newCountry: "a country out of the ordinary"
      case .impossibleTravel: "impossible travel"
      case .sharedSession: "one session from several networks"
      case .guessed: "many failures before"
      case .microsoftRisk: "risky according to Microsoft"
      case .deviceCode: "a device code"
      case .borrowedClient: "a client that phishing borrows"
      case .legacyProtocol: "a legacy protocol"
      case .passwordFlow: "a bare password"
      case .scriptedAgent: "a scripted client"
      }
    }

    /// True for what tells of the program only: the same program from many places is one thing.
    var isOfClient: Bool {
      switch self {
      case .deviceCode, .borrowedClient, .legacyProtocol, .passwordFlow, .scriptedAgent: true
      case .newCountry, .impossibleTravel, .sharedSession, .guessed, .microsoftRisk: false
      }
    }
  }

  let kind: Kind
  /// The reason in words, without a full stop.
  let reason: String
}

/// What the sign-in itself says, without any other.
struct SignInClientMarks {
  private var agents: [String: (scripted: String?, isLegacy: Bool)] = [:]
  private var protocols: [String: Bool] = [:]

  mutating func marks(of signIn: SignIn) -> [SignInMark] {
    var marks: [SignInMark] = []
    func mark(_ kind: SignInMark.Kind, _ reason: String) { marks.append(SignInMark(kind: kind, reason: reason)) }
    if let risk = Self.risk(of: signIn) { mark(.microsoftRisk, risk) }
    let agent = signIn.userAgent ?? ""
    let known = agent.isEmpty ? (nil, false) : judged(agent)
    let flow = signIn.authenticationProtocol?.lowercased()
    func isApplication(_ id: String) -> Bool { signIn.applicationID?.isSpelt(id) ?? false }
    func isResource(_ id: String) -> Bool { signIn.resourceID?.isSpelt(id) ?? false }
    if flow == "devicecode" { mark(.deviceCode, "used a device code, which a stranger may have asked for") }
    if isApplication(SignInClients.visualStudioCode),
      isResource(SignInClients.microsoftGraph) || signIn.resourceName?.lowercased() == "microsoft graph"
    {
      mark(.borrowedClient, "came as Visual Studio Code to Microsoft Graph, as phishing for tokens does")
    }
    if flow == "devicecode", isApplication(SignInClients.authenticationBroker) {
      let registers = isResource(SignInClients.deviceRegistration) ? " to register a device" : ""
      mark(.borrowedClient, "came as Microsoft Authentication Broker with a device code\(registers)")
    }
    if let name = signIn.clientProtocol, isLegacy(name) {
      mark(.legacyProtocol, "used a protocol without a second factor (\(name))")
    } else if known.1 {
      mark(.legacyProtocol, "used a protocol without a second factor (\(agent))")
    } else if flow == "ropc" {
      mark(.passwordFlow, "handed over the bare password (ropc), without a second factor")
    }
    if let name = known.0 { mark(.scriptedAgent, "came from \(name) (\(agent))") }
    return marks
  }

  private mutating func isLegacy(_ name: String) -> Bool {
    if let known = protocols[name] { return known }
    let isLegacy = SignInClients.legacyProtocols.contains(name.lowercased())
    protocols[name] = isLegacy
    return isLegacy
  }

  private mutating func judged(_ agent: String) -> (String?, Bool) {
    if let known = agents[agent] { return known }
    let lowered = agent.lowercased()
    let scripted = SignInClients.scriptedAgents.first { $0.matches(lowered) }?.name
    let isLegacy = SignInClients.legacyAgents.contains { $0.matches(lowered) }
    agents[agent] = (scripted, isLegacy)
    return (scripted, isLegacy)
  }

  /// Dismissed and remediated risks are no longer any; `none` and `hidden` say nothing.
  private static func risk(of signIn: SignIn) -> String? {
    let state = signIn.riskState.flatMap(RiskState.init)
    if state?.isSettled == true { return nil }
    let types = signIn.riskEventTypes.map { $0.isEmpty ? "" : ": " + $0 } ?? ""
    if state == .confirmedCompromised { return "is confirmed as compromised\(types)" }
    guard let level = signIn.riskLevel?.lowercased(), ["low", "medium", "high"].contains(level) else { return nil }
    return "is risky according to Microsoft (\(level)\(types))"
  }
}
