package import AuditModel

/// Tells people from Microsoft's services, directory synchronisation, applications and the MSP itself.
package struct ActorClassifier {
  private let settings: CheckSettings
  private let people: PeopleDirectory
  private let index: EvidenceIndex

  init(settings: CheckSettings, index: EvidenceIndex) {
    self.settings = settings
    people = index.people
    self.index = index
  }

  package func actor(of record: AuditRecord) -> Actor {
    if settings.isPartnerNetwork(record.clientAddress) {
      return .partner(name: record.actor ?? "somebody in the MSP's network")
    }
    if settings.isTrustedApplication(record.applicationID), !isPersonal(record.actor) {
      return .partner(name: record.actor ?? record.applicationID ?? "a trusted application")
    }
    guard let name = record.actor, !name.isEmpty else {
      return record.actorType.map(Self.isServiceType) == true ? .microsoft(name: "a Microsoft service") : .unknown
    }
    if Self.isServiceType(record.actorType ?? 0) { return .microsoft(name: name) }
    let actor = actor(named: name)
    if case .user(nil, _) = actor, let type = record.actorType, type == 5 || type == 6 {
      return .application(name: name)
    }
    return actor
  }

  package func actor(of audit: DirectoryAudit) -> Actor {
    switch audit.initiator {
    case .user(_, let name, let address) where settings.isPartnerNetwork(address):
      return .partner(name: name ?? "somebody in the MSP's network")
    case .user(let id, let name, _):
      return actor(id: id.flatMap { $0.isEmpty ? nil : UserID(rawValue: $0) }, named: name ?? "")
    case .application(let id, let name):
      // A record may name the application or its service principal in this tenant.
      let application = id.flatMap { index.applications.principal(id: $0)?.applicationID } ?? id
      if settings.isTrustedApplication(application) { return .partner(name: name ?? id ?? "a trusted application") }
      // Microsoft's own services come without an application id; a name alone could be anybody's.
      if id?.isEmpty ?? true, let name, MicrosoftServices.directoryActors.contains(name.lowercased()) {
        return .microsoft(name: name)
      }
      guard let label = name ?? id, !label.isEmpty else { return .unknown }
      return .application(name: label)
    case .unknown: return .unknown
    }
  }

  /// The user of a directory audit. Principal names excuse, the record's or the directory's; a display name never does,
  /// because anybody can take it.
  private func actor(id: UserID?, named name: String) -> Actor {
    if name.contains("@") {
      let actor = actor(named: name)
      if case .user(_, let name) = actor, let id { return .user(id, name: name) }
      return actor
    }
    if let id, people.isListed(id) || name.isEmpty { return actor(named: people.name(of: id), id: id) }
    return name.isEmpty ? .unknown : .user(id ?? people.user(named: name), name: name)
  }

  /// True for the account that Entra Connect made for itself.
  func isDirectorySynchronization(_ name: String, id: UserID? = nil) -> Bool {
    guard MicrosoftServices.isDirectorySynchronization(name.inLowerCase) else { return false }
    guard let user = id ?? people.account(named: name), people.isListed(user), index.evidence.roleAssignments.isComplete
    else { return true }
    return index.roles.isDirectorySynchronization(user)
  }

  private func actor(named name: String, id: UserID? = nil) -> Actor {
    let lowered = name.inLowerCase
    if MicrosoftServices.isService(lowered) { return .microsoft(name: name) }
    if isDirectorySynchronization(name, id: id) { return .directorySynchronization(name: name) }
    if settings.isPartner(lowered) { return .partner(name: name) }
    if lowered.hasPrefix("serviceprincipal_") || lowered.hasPrefix("app@sharepoint") { return .application(name: name) }
    if let user = id ?? people.user(named: name) { return .user(user, name: name) }
    if name.contains("@") { return .user(people.strangerID(name), name: name) }
    return isGUID(name) ? .application(name: name) : .user(nil, name: name)
  }

  /// True when a name is a person's address: an application then acts for somebody and does not excuse them.
  private func isPersonal(_ name: String?) -> Bool { name?.contains("@") ?? false }

  /// UserType 3 is a data centre administrator, 4 a system account.
  private static func isServiceType(_ type: Int) -> Bool { type == 3 || type == 4 }
}

/// True for 8-4-4-4-12 hexadecimal digits.
func isGUID(_ text: String) -> Bool {
  let bytes = text.utf8
  guard bytes.count == 36 else { return false }
  for (position, byte) in bytes.enumerated() {
    switch position {
    case 8, 13, 18, 23: if byte != UInt8(ascii: "-") { return false }
    default:
      let isDigit = byte &- 48 < 10
      let isLetter = (byte | 32) &- 97 < 6
      if !isDigit && !isLetter { return false }
    }
  }
  return true
}
