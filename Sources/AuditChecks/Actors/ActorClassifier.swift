package import AuditModel

/// Tells people from Microsoft's services, directory synchronisation, applications and the MSP itself.
package struct ActorClassifier {
  private let settings: CheckSettings
  private let people: PeopleDirectory

  init(settings: CheckSettings, people: PeopleDirectory) {
    self.settings = settings
    self.people = people
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
      if let name, !name.isEmpty {
        let actor = actor(named: name)
        if case .user(_, let name) = actor, let id, !id.isEmpty { return .user(UserID(rawValue: id), name: name) }
        return actor
      }
      guard let id, !id.isEmpty else { return .unknown }
      let user = UserID(rawValue: id)
      return actor(named: people.name(of: user), id: user)
    case .application(let id, let name):
      if settings.isTrustedApplication(id) { return .partner(name: name ?? id ?? "a trusted application") }
      // Microsoft's own services come without an application id; a name alone could be anybody's.
      if id?.isEmpty ?? true, let name, MicrosoftServices.directoryActors.contains(name.lowercased()) {
        return .microsoft(name: name)
      }
      guard let label = name ?? id, !label.isEmpty else { return .unknown }
      return .application(name: label)
    case .unknown: return .unknown
    }
  }

  private func actor(named name: String, id: UserID? = nil) -> Actor {
    let lowered = name.lowercased()
    if MicrosoftServices.isService(lowered) { return .microsoft(name: name) }
    if MicrosoftServices.isDirectorySynchronization(lowered) { return .directorySynchronization(name: name) }
    if settings.isPartner(lowered) { return .partner(name: name) }
    if lowered.hasPrefix("serviceprincipal_") || lowered.hasPrefix("app@sharepoint") { return .application(name: name) }
    if let user = id ?? people.user(named: name) {
      let display = people.directory.user(id: user)?.displayName?.lowercased()
      if let display, MicrosoftServices.synchronizationNames.contains(display), lowered.hasPrefix("sync_") {
        return .directorySynchronization(name: name)
      }
      return .user(user, name: name)
    }
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
