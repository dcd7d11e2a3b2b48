import AuditModel

/// One enterprise application with what is known against it and for it.
struct JudgedApplication {
  enum Publisher: Hashable {
    /// The MSP's own, or trusted by configuration.
    case trusted(SetAside.Cause)
    case microsoft
    /// Registered in the tenant itself; nobody verifies those.
    case ownTenant
    case verified(String)
    case unverified
    /// No listing says anything of it.
    case unknown
  }

  /// Object id of the service principal, or what stands for it where only an event names the application.
  let key: String
  let applicationID: String?
  let name: String
  let principal: ServicePrincipal?
  let publisher: Publisher
  let abuse: AbusedApplications.Entry?

  /// - Parameter key: the object id of a service principal, or `app:` and an application id.
  init(key: String, applicationID: String? = nil, name: String? = nil, in evidence: EvidenceReader) {
    let applications = evidence.applications
    let principal =
      applications?.principal(id: key) ?? applicationID.flatMap { applications?.principal(applicationID: $0) }
    let id = (principal?.applicationID ?? applicationID)?.lowercased()
    self.key = key
    self.principal = principal
    self.applicationID = id
    abuse = id.flatMap(AbusedApplications.entry)
    publisher = Self.publisher(of: principal, id: id, in: evidence)
    self.name = principal?.displayName ?? name ?? abuse?.name ?? id ?? key
  }

  private static func publisher(of principal: ServicePrincipal?, id: String?, in evidence: EvidenceReader) -> Publisher
  {
    let settings = evidence.settings
    if settings.isTrustedApplication(id) { return .trusted(id == settings.ownApplicationID ? .partner : .trusted) }
    guard let principal else {
      return id.map(MicrosoftApplications.ids.contains) == true ? .microsoft : .unknown
    }
    if let owner = principal.ownerTenantID {
      if MicrosoftApplications.ownerTenants.contains(owner) { return .microsoft }
      if owner == evidence.tenant.id.rawValue { return .ownTenant }
    } else if let id, MicrosoftApplications.ids.contains(id) {
      return .microsoft
    }
    if principal.type?.lowercased() == "managedidentity" { return .ownTenant }
    return principal.verifiedPublisher.map { .verified($0) } ?? .unverified
  }

  /// Why nothing about it counts; nil when it does.
  var setAsideCause: SetAside.Cause? {
    switch publisher {
    case .trusted(let cause): cause
    case .microsoft: .microsoftService
    case .ownTenant, .verified, .unverified, .unknown: nil
    }
  }

  var isUnverified: Bool { publisher == .unverified }

  /// What its publisher, its id and its looks say, most important first.
  func signals(in evidence: EvidenceReader) -> [Signal] {
    var signals: [Signal] = []
    if let abuse {
      signals.append(
        Signal("known_abused", "is known to be used by intruders (\(abuse.name), \(abuse.why); \(abuse.source))"))
    }
    switch publisher {
    case .unverified: signals.append(Signal("unverified_publisher", "has a publisher whom Microsoft has not verified"))
    case .ownTenant: signals.append(Signal("own_application", "is registered in the tenant itself"))
    case .unknown: signals.append(Signal("publisher_not_known", "has a publisher that no listing tells"))
    case .verified(let name): signals.append(Signal("verified_publisher", "has a verified publisher (\(name))"))
    case .trusted, .microsoft: break
    }
    if let reason = principal?.disabledByMicrosoft {
      signals.append(Signal("disabled_by_microsoft", "was disabled by Microsoft (\(reason))"))
    }
    return signals + oddities(in: evidence)
  }

  /// Names and addresses that honest products do not have.
  ///
  /// Source: Microsoft-Analyzer-Suite's checks of applications, checked 2026-11.
  func oddities(in evidence: EvidenceReader) -> [Signal] {
    guard publisher == .unverified || publisher == .ownTenant else { return [] }
    var signals: [Signal] = []
    let lowered = name.lowercased()
    if !lowered.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil }) {
      signals.append(Signal("odd_name", "has a name without a letter or digit (\(name))"))
    } else if ["test", "test app", "app test", "apptest", "testapp"].contains(lowered) {
      signals.append(Signal("odd_name", "is called as if it were a trial (\(name))"))
    } else if evidence.people.user(named: name) != nil {
      signals.append(Signal("odd_name", "is called like a user (\(name))"))
    } else if publisher == .unverified, PosingWords.list.matches(name) {
      signals.append(Signal("poses_as_microsoft", "is called as if it were Microsoft's (\(name))"))
    }
    if let url = principal?.replyURLs.first(where: Self.isAttackTool) {
      signals.append(Signal("odd_reply_address", "answers to an address that attack tools use (\(url))"))
    }
    return signals
  }

  /// `http://localhost:<port>/access`
  private static func isAttackTool(_ url: String) -> Bool {
    let lowered = url.lowercased()
    return lowered.hasPrefix("http://localhost:") && lowered.hasSuffix("/access")
  }

  /// What an analyst looks up.
  var details: [Detail] {
    var details = [Detail("Application", name)]
    if let applicationID { details.append(Detail("Application id", applicationID)) }
    if let principal {
      details.append(Detail("Object id", principal.id))
      if let owner = principal.ownerTenantID { details.append(Detail("Registered in tenant", owner)) }
      if let created = principal.createdAt { details.append(Detail("In the tenant since", created.iso8601)) }
      for url in principal.replyURLs.sorted().prefix(5) { details.append(Detail("Reply address", url)) }
      if principal.isEnabled == false { details.append(Detail("Enabled", "no")) }
    }
    return details
  }
}
