import AuditModel

/// An account that appeared in the window, as the listing or the log tells it.
struct NewAccount {
  let id: UserID
  let name: String
  let displayName: String?
  let isGuest: Bool
  let createdAt: Timestamp
  let creation: Creations.Creation?
  let deletedAt: Timestamp?
  /// False when a listing of users was there and did not hold it; nil when there was none.
  let isListed: Bool?
  let isSynchronized: Bool?
  /// `PendingAcceptance`, `Accepted`; nil for members.
  let invitationState: String?

  init(user: UserPrincipal, createdAt: Timestamp, creation: Creations.Creation?) {
    id = user.id
    name = user.userPrincipalName
    displayName = user.displayName
    // A listing without user types still shows who comes from outside.
    let isFromOutside = user.userPrincipalName.isGuestName || creation?.isGuest == true
    isGuest = user.type == .guest || user.type == .unknown && isFromOutside
    self.createdAt = createdAt
    self.creation = creation
    deletedAt = nil
    isListed = true
    isSynchronized = user.isSynchronized
    invitationState = user.externalUserState
  }

  init(id: UserID, creation: Creations.Creation, deletedAt: Timestamp?, isListed: Bool?) {
    self.id = id
    name = creation.name
    displayName = creation.displayName
    isGuest = creation.isGuest
    createdAt = creation.audit.occurredAt
    self.creation = creation
    self.deletedAt = deletedAt
    self.isListed = isListed
    isSynchronized = nil
    invitationState = nil
  }

  func references(in evidence: EvidenceReader) -> [EvidenceReference] {
    var references: [EvidenceReference] = []
    if isListed == true {
      references.append(
        EvidenceReference(source: "graph:users", recordID: id.rawValue, collectedAt: evidence.collectedAt(.users)))
    }
    if let creation { references.append(creation.audit.reference(in: evidence)) }
    return references
  }
}

/// Who created and deleted which account in the window, from the directory audit log.
struct Creations {
  struct Creation {
    let audit: DirectoryAudit
    let actor: Actor
    let name: String
    let displayName: String?
    let isGuest: Bool

    var details: [Detail] { audit.actorDetails(actor) }
  }

  private(set) var byUser: [UserID: Creation] = [:]
  private(set) var deletedAt: [UserID: Timestamp] = [:]
  /// True when the log covers the whole window.
  let isComplete: Bool

  init(_ evidence: EvidenceReader) {
    isComplete = evidence.gap(of: .directoryAudits) == nil
    for audit in evidence.directoryAudits(NewUsersCheck.additions) ?? []
    where audit.hasSucceeded != false && evidence.window.contains(audit.occurredAt) {
      guard let target = audit.userTarget, let id = audit.targetUser(in: evidence), byUser[id] == nil else { continue }
      let name = target.userPrincipalName ?? target.displayName ?? id.rawValue
      byUser[id] = Creation(
        audit: audit, actor: evidence.actors.actor(of: audit), name: name, displayName: target.displayName,
        isGuest: audit.activity.lowercased().hasPrefix("invite") || name.isGuestName)
    }
    for audit in evidence.directoryAudits(NewUsersCheck.deletions) ?? []
    where audit.hasSucceeded != false && evidence.window.contains(audit.occurredAt) {
      guard let id = audit.targetUser(in: evidence), let creation = byUser[id], deletedAt[id] == nil else { continue }
      if audit.occurredAt >= creation.audit.occurredAt { deletedAt[id] = audit.occurredAt }
    }
  }
}

extension DirectoryAudit {
  /// The user that it is about.
  var userTarget: Target? {
    targets.first { $0.type == "User" } ?? targets.first { $0.type == nil && $0.userPrincipalName != nil }
  }

  /// The id of the user that it is about; nil when it names none.
  func targetUser(in evidence: EvidenceReader) -> UserID? {
    guard let target = userTarget else { return nil }
    if let id = target.id, !id.isEmpty { return UserID(rawValue: id) }
    guard let name = target.userPrincipalName, !name.isEmpty else { return nil }
    return evidence.people.user(named: name) ?? evidence.people.strangerID(name)
  }

  /// Where a finding can be traced to.
  func reference(in evidence: EvidenceReader) -> EvidenceReference {
    EvidenceReference(
      source: "graph:directoryAudits", recordID: id, collectedAt: evidence.collectedAt(.directoryAudits))
  }

  /// The address it was done from; nil for applications and services.
  var clientAddress: String? {
    if case .user(_, _, let address?) = initiator, !address.isEmpty { address } else { nil }
  }

  /// Actor and origin, for an analyst.
  func actorDetails(_ actor: Actor) -> [Detail] {
    var details = [Detail("Actor", "\(actor.name) (\(actor.kind))")]
    if let clientAddress { details.append(Detail("Client address", clientAddress)) }
    return details
  }
}
