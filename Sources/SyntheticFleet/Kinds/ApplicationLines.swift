/// An application in one tenant: its service principal.
struct HeldApplication: Sendable {
  let application: PlannedApplication
  /// The service principal's object id, of this tenant only.
  let objectID: SyntheticID
  /// Unix seconds.
  let createdAt: Int64
}

extension TenantPlan {
  /// Microsoft's applications first, then the audit's own, the house's and what was bought; all of them old.
  var applications: [HeldApplication] {
    var held: [PlannedApplication] = PlannedApplication.microsoft + [.audit, .house]
    // Each tenant holds two to four of the six.
    held += PlannedApplication.vendors.enumerated().filter { number, _ in (index + number * number) % 6 < 3 }.map(
      \.element)
    return held.enumerated().map { number, application in
      HeldApplication(application: application, objectID: objectID(ofApplication: number), createdAt: age(of: number))
    }
  }

  /// Some of Microsoft's applications act in the logs, under the ids that the logs give them.
  private func objectID(ofApplication number: Int) -> SyntheticID {
    switch number {
    case 2: SyntheticID(seed: seed, .tenant, index, 88)
    case 3: SyntheticID(seed: seed, .tenant, index, 77)
    default: SyntheticID(seed: seed, .applications, index, number)
    }
  }

  private func age(of number: Int) -> Int64 {
    let days = number < PlannedApplication.microsoft.count ? 2400 - number * 11 : 700 - number * 17 - index % 40
    return end - Int64(days) * secondsPerDay + Int64(number * 977)
  }
}

extension SyntheticID {
  /// The client id of an application that is not Microsoft's; the same in every tenant of the fleet but for the house's own.
  fileprivate init(of owner: PlannedApplication.Owner, in plan: TenantPlan) {
    switch owner {
    case .microsoft: self.init(seed: plan.seed, .applications, -1)
    case .partner: self.init(seed: plan.seed, .applications, -2)
    case .vendor(let number): self.init(seed: plan.seed, .applications, -3, number)
    case .tenant: self.init(seed: plan.seed, .applications, plan.index, -4)
    }
  }

  /// The client id of the audit's own application.
  static func auditApplication(seed: UInt64) -> SyntheticID { SyntheticID(seed: seed, .applications, -2) }

  /// The tenant of the MSP, which owns the audit's application.
  static func partnerTenant(seed: UInt64) -> SyntheticID { SyntheticID(seed: seed, .applications, -5) }
}

extension TenantRenderer {
  /// Graph `servicePrincipal`.
  func servicePrincipal(_ held: HeldApplication, _ line: inout JSONLine) {
    let application = held.application
    line.object { principal in
      principal.member("id", held.objectID)
      applicationID(of: application, &principal)
      principal.member("displayName", application.name)
      principal.member("appDisplayName", application.name)
      principal.member("createdDateTime", time: held.createdAt)
      owner(of: application, &principal)
      principal.member("servicePrincipalType", "Application")
      principal.member("accountEnabled", true)
      principal.null("disabledByMicrosoftStatus")
      principal.member(
        "signInAudience",
        isOfHouse(application) ? "AzureADMyOrg" : "AzureADMultipleOrgs")
      principal.array("tags") { tags in
        guard application.applicationID == nil else { return }
        tags.element { $0.piece("WindowsAzureActiveDirectoryIntegratedApp") }
      }
      principal.array("replyUrls") { urls in if let url = application.replyURL { urls.element { $0.piece(url) } } }
    }
  }

  private func isOfHouse(_ application: PlannedApplication) -> Bool {
    if case .tenant = application.owner { true } else { false }
  }

  private func applicationID(of application: PlannedApplication, _ principal: inout JSONLine) {
    if let id = application.applicationID {
      principal.member("appId", id)
    } else {
      principal.member("appId", SyntheticID(of: application.owner, in: plan))
    }
  }

  private func owner(of application: PlannedApplication, _ principal: inout JSONLine) {
    var publisher: (name: StaticString, number: Int)?
    switch application.owner {
    case .microsoft: principal.member("appOwnerOrganizationId", "f8cdef31-a31e-4b4a-93e4-5f571e91255a")
    case .vendor(let number):
      principal.member("appOwnerOrganizationId", SyntheticID(seed: plan.seed, .applications, -6, number))
      publisher = (application.name, 7_000_000 + number)
    case .partner:
      principal.member("appOwnerOrganizationId", SyntheticID.partnerTenant(seed: plan.seed))
      publisher = ("Lantern Managed Services", 7_100_000)
    case .tenant: principal.member("appOwnerOrganizationId", plan.id)
    }
    // Unverified publishers are an object of nulls.
    principal.object("verifiedPublisher") { verified in
      if let publisher {
        verified.member("displayName", publisher.name)
        verified.text("verifiedPublisherId") { $0.piece(publisher.number) }
        verified.member("addedDateTime", time: plan.end - 1500 * secondsPerDay)
      } else {
        verified.null("displayName")
        verified.null("verifiedPublisherId")
        verified.null("addedDateTime")
      }
    }
  }

  // MARK: Grants

  /// Graph `oAuth2PermissionGrant`: an administrator's consents for everybody, and some people's own.
  func forEachGrant(_ body: ((inout JSONLine) -> Void) throws -> Void) throws {
    let applications = plan.applications
    let graph = applications[0].objectID
    let consented = applications.dropFirst(PlannedApplication.microsoft.count + 1)
    for (number, held) in consented.enumerated() {
      try body { line in
        // As consented over the years: Microsoft's pages write a leading space.
        grant(
          from: held.objectID, on: graph, to: nil,
          number % 2 == 1 ? " User.Read openid profile offline_access" : "User.Read openid profile email", &line)
      }
    }
    try forEachAddedGrant(body)
    let bought = Array(consented.dropFirst())
    guard !bought.isEmpty else { return }
    for person in people where person.kind == .member {
      var dice = SeededGenerator(
        seed: plan.seed, Purpose.applications.rawValue, UInt64(plan.index), UInt64(person.index), 1)
      guard dice.chance(120) else { continue }
      let held = dice.pick(bought)
      try body { grant(from: held.objectID, on: graph, to: person, "openid profile Calendars.Read", &$0) }
    }
  }

  private func grant(
    from client: SyntheticID, on resource: SyntheticID, to person: Person?, _ scope: StaticString,
    _ line: inout JSONLine
  ) {
    line.object {
      $0.member("clientId", client)
      $0.member("consentType", person == nil ? "AllPrincipals" : "Principal")
      $0.text("id") { id in
        id.pieceOpaque(client, resource)
        if let person { id.pieceOpaque(person.id, person.id) }
      }
      if let person { $0.member("principalId", person.id) } else { $0.null("principalId") }
      $0.member("resourceId", resource)
      $0.member("scope", scope)
    }
  }

  /// Graph `appRoleAssignment` on the service principals of Microsoft Graph and Exchange Online.
  func forEachRoleAssignment(_ body: ((inout JSONLine) -> Void) throws -> Void) throws {
    let applications = plan.applications
    let (graph, exchange) = (applications[0], applications[1])
    let audit = applications[PlannedApplication.microsoft.count]
    for (number, permission) in AuditPermissions.graph.enumerated() {
      try body { roleAssignment(permission.id, number: number, of: audit, on: graph, &$0) }
    }
    // One bought application looks people up.
    if let vendor = applications.last(where: { if case .vendor = $0.application.owner { true } else { false } }) {
      try body { roleAssignment("df021288-bdef-4463-88db-98f22de89214", number: 0, of: vendor, on: graph, &$0) }
    }
    for (number, permission) in AuditPermissions.exchange.enumerated() {
      try body { roleAssignment(permission.id, number: number, of: audit, on: exchange, &$0) }
    }
  }

  private func roleAssignment(
    _ role: StaticString, number: Int, of held: HeldApplication, on resource: HeldApplication, _ line: inout JSONLine
  ) {
    line.object {
      $0.text("id") { id in
        id.pieceOpaque(held.objectID, resource.objectID)
        id.piece(number, digits: 4)
      }
      $0.null("deletedDateTime")
      $0.member("appRoleId", role)
      $0.member("createdDateTime", time: held.createdAt + 60, .sevenDigits)
      $0.member("principalDisplayName", held.application.name)
      $0.member("principalId", held.objectID)
      $0.member("principalType", "ServicePrincipal")
      $0.member("resourceDisplayName", resource.application.name)
      $0.member("resourceId", resource.objectID)
    }
  }
}

extension JSONLine {
  /// 22 characters in which Graph hides two ids.
  mutating func pieceOpaque(_ first: SyntheticID, _ second: SyntheticID) {
    var high = first.number
    var low = SeededGenerator.mixed(second.number)
    for _ in 0..<11 {
      piece(JSONLine.alphabet[Int(high & 63)])
      piece(JSONLine.alphabet[Int(low & 63)])
      high >>= 6
      low >>= 6
    }
  }

  private static let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".map(String.init)
}
