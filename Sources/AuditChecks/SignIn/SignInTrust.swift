import AuditModel

/// Tells which sign-ins are the MSP's own, a service's or trusted by configuration.
struct SignInTrust {
  private let settings: CheckSettings
  private let people: PeopleDirectory
  private let actors: ActorClassifier
  /// Nil where the tenant is known by a name only, as in an import: then nothing tells another home from this one.
  private let tenantID: String?

  init(_ evidence: EvidenceReader) {
    settings = evidence.settings
    people = evidence.people
    actors = evidence.actors
    tenantID = isGUID(evidence.tenant.id.rawValue) ? evidence.tenant.id.rawValue : nil
  }

  /// Why nothing that the user does counts.
  func cause(of user: UserID, named name: String?) -> SetAside.Cause? {
    let name = people.directory.user(id: user)?.userPrincipalName ?? name ?? people.name(of: user)
    if settings.isPartner(name) { return .partner }
    return actors.isDirectorySynchronization(name, id: user) ? .directorySynchronization : nil
  }

  /// Why one sign-in does not count.
  func cause(_ signIn: SignIn) -> SetAside.Cause? {
    let access = signIn.crossTenantAccess?.lowercased() ?? ""
    if access == "serviceprovider" || settings.isPartnerNetwork(signIn.clientAddress)
      || signIn.applicationID.map({ $0.isSpelt(SignInClients.partnerAdministration) }) ?? false
    {
      return .partner
    }
    if access == "microsoftsupport" { return .microsoftService }
    if let tenantID, let home = signIn.homeTenantID, !home.isSpelt(tenantID), isGUID(home), !access.hasPrefix("b2b") {
      return .partner
    }
    if settings.isTrustedNetwork(signIn.clientAddress) { return .trusted }
    guard let id = signIn.applicationID, settings.ownApplicationID != nil || !settings.trustedApplications.isEmpty
    else {
      return nil
    }
    return settings.isTrustedApplication(id) ? .trusted : nil
  }
}

extension String {
  /// Equal to a lower-case ASCII text but for the case of letters; allocates nothing.
  func isSpelt(_ lowered: String) -> Bool {
    guard utf8.count == lowered.utf8.count else { return false }
    return zip(utf8, lowered.utf8).allSatisfy { $0 == $1 || ($0 &- 65 < 26 && $0 | 32 == $1) }
  }
}
