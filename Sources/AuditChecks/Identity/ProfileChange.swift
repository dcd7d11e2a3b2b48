import AuditModel

/// One part of one user's profile that was changed.
struct ProfileChange {
  /// Two records of one act lie within this many seconds.
  static let actSeconds: Int64 = 120

  let user: UserID
  let field: ProfileField
  /// Nil where the source does not say.
  let old: String?
  let new: String
  let at: Timestamp
  /// Nil when only the listing tells.
  let actor: Actor?
  let reference: EvidenceReference
  /// Actor and origin, for an analyst.
  let origin: [Detail]

  static let activities = ["update user", "set user manager"]
  static let operations = ["Set-User", "Set-Mailbox"]

  /// What a directory audit changes of a profile; nothing for licences, groups and the like.
  static func changes(in audit: DirectoryAudit, evidence: EvidenceReader) -> [ProfileChange] {
    let properties = audit.userTarget?.modifiedProperties ?? []
    var found = properties.compactMap { property -> (field: ProfileField, old: String, new: String)? in
      guard let field = ProfileField.directoryNames[property.name.lowercased()] else { return nil }
      let old = property.oldValue ?? ""
      let new = property.newValue ?? ""
      return isSame(old, new) ? nil : (field, old, new)
    }
    if audit.activity.lowercased() == "set user manager", found.isEmpty {
      found = [
        (.manager, "", audit.targets.dropFirst().compactMap { $0.userPrincipalName ?? $0.displayName }.first ?? "")
      ]
    }
    if found.isEmpty { return [] }
    guard let user = audit.targetUser(in: evidence) else { return [] }
    let actor = evidence.actors.actor(of: audit)
    return found.map {
      ProfileChange(
        user: user, field: $0.field, old: $0.old, new: $0.new, at: audit.occurredAt, actor: actor,
        reference: audit.reference(in: evidence), origin: audit.actorDetails(actor))
    }
  }

  /// What a cmdlet sets; a value that the profile had before is no change.
  static func changes(in record: AuditRecord, evidence: EvidenceReader) -> [ProfileChange] {
    let found = record.parameters.compactMap { parameter in
      ProfileField.parameterNames[parameter.name.lowercased()].map { (field: $0, new: parameter.value) }
    }
    if found.isEmpty { return [] }
    let names = [record.parameter("Identity"), record.objectID, record.mailboxOwner].compactMap { $0 }
    guard let user = names.lazy.compactMap({ evidence.people.mailbox(named: $0) }).first else { return [] }
    let actor = evidence.actors.actor(of: record)
    let before = evidence.past.users[user]?.profile
    return found.compactMap { field, new in
      let old = before?.value(of: field)
      if let old, isSame(old, new) { return nil }
      return ProfileChange(
        user: user, field: field, old: old, new: new, at: record.occurredAt, actor: actor,
        reference: record.reference(in: evidence), origin: record.actorDetails(actor, in: evidence))
    }
  }

  /// What the listing shows to be otherwise than on an earlier night.
  static func changes(of user: UserPrincipal, since past: UserProfile, evidence: EvidenceReader) -> [ProfileChange] {
    let before = past.values
    let later = evidence.past.users[user.id]?.laterProfiles ?? []
    return user.profile.values.compactMap { field, new in
      guard let old = before.first(where: { $0.field == field })?.value, !isSame(old, new) else { return nil }
      // The night that showed it first, so that it stays the same finding on the nights that follow.
      let seenAt = later.first { $0.profile.value(of: field).map { isSame($0, new) } ?? false }?.seenAt
      return ProfileChange(
        user: user.id, field: field, old: old, new: new, at: seenAt ?? evidence.window.to, actor: nil,
        reference: EvidenceReference(
          source: "graph:users", recordID: user.id.rawValue, collectedAt: evidence.collectedAt(.users)), origin: [])
    }
  }

  /// Equal but for letter case and blanks around: nothing that people would see as another value.
  static func isSame(_ left: String, _ right: String) -> Bool {
    left == right || left[...].trimmed.lowercased() == right[...].trimmed.lowercased()
  }

  /// What was changed, of whom.
  struct Part: Hashable {
    let user: UserID
    let field: ProfileField
  }
  var part: Part { Part(user: user, field: field) }

  /// By a user of the tenant who is not the one it is about.
  var isByAnotherUser: Bool { actor?.userID.map { $0 != user } ?? false }
}

/// When which part of which profile was changed.
struct ProfileMoments {
  private let moments: [ProfileChange.Part: Moments]

  init(_ changes: [ProfileChange]) {
    moments = Dictionary(grouping: changes, by: \.part).mapValues { Moments($0.map(\.at)) }
  }

  /// True when one of the changes is the same act as that one.
  func tell(_ change: ProfileChange) -> Bool {
    moments[change.part]?.hasOne(within: ProfileChange.actSeconds, of: change.at) ?? false
  }
}
