package import AuditModel

/// Who did something, as far as an audit record lets one tell.
package enum Actor: Hashable, Sendable {
  /// A person's account; the id is nil when the directory does not know the name.
  case user(UserID?, name: String)
  /// A service of Microsoft: maintenance, migration, password write-back.
  case microsoft(name: String)
  case directorySynchronization(name: String)
  /// An administrator of the MSP itself, or the audit's own or a trusted application.
  case partner(name: String)
  case application(name: String)
  case unknown

  package var name: String {
    switch self {
    case .user(_, let name), .microsoft(let name), .directorySynchronization(let name), .partner(let name),
      .application(let name):
      name
    case .unknown: "an unnamed actor"
    }
  }

  package var userID: UserID? {
    if case .user(let id, _) = self { id } else { nil }
  }

  /// True when somebody else than that user acted: another user, or an application.
  func isAnother(than user: UserID) -> Bool {
    switch self {
    case .user(let id?, _): id != user
    case .user(nil, _), .application: true
    case .microsoft, .directorySynchronization, .partner, .unknown: false
    }
  }

  /// True for acts that are recognised and not counted: Microsoft's services, directory synchronisation, the MSP.
  package var isSetAside: Bool { setAsideCause != nil }

  /// Why acts of this actor are not counted; nil when they are.
  package var setAsideCause: SetAside.Cause? {
    switch self {
    case .microsoft: .microsoftService
    case .directorySynchronization: .directorySynchronization
    case .partner: .partner
    case .user, .application, .unknown: nil
    }
  }

  /// How a report names the kind of actor.
  package var kind: String {
    switch self {
    case .user: "user"
    case .microsoft: "Microsoft service"
    case .directorySynchronization: "directory synchronisation"
    case .partner: "the MSP's own"
    case .application: "application"
    case .unknown: "unknown"
    }
  }
}
