import AuditModel

/// One change of one user's sign-in methods, as a record or a listing tells it.
struct MethodChange {
  enum Act: Hashable { case added, removed, updated, defaultChanged, switchedOff }

  let act: Act
  let kind: SignInMethodKind
  let user: UserID
  let at: Timestamp
  /// Nil when only the listing of methods tells, or a service that carries out what somebody asked for.
  let actor: Actor?
  /// Nil when only the listing of methods tells.
  let audit: DirectoryAudit?
  /// What the record or the listing says of it, verbatim.
  let words: String

  /// Source: Microsoft Entra audit log activity reference (Authentication Methods, Core Directory, Device Registration
  /// Service), checked 2026-11.
  private static let acts: [String: Act] = [
    "user registered security info": .added, "admin registered security info": .added,
    "add users strong authentication phone app detail": .added, "add fido2 security key": .added,
    "add windows hello for business credential": .added, "add passwordless phone sign-in credential": .added,
    "user deleted security info": .removed, "admin deleted security info": .removed,
    "remove users strong authentication phone app detail": .removed, "delete fido2 security key": .removed,
    "delete windows hello for business credential": .removed, "delete passwordless phone sign-in credential": .removed,
    "user updated security info": .updated, "admin updated security info": .updated,
    "user changed default security info": .defaultChanged, "disable strong authentication": .switchedOff,
  ]

  /// Activities that tell of such a change, in lower case, sorted.
  static let activities = (acts.keys + ["update user"]).sorted()

  /// Set by somebody other than the user.
  var isByAnotherIdentity: Bool { actor?.isAnother(than: user) ?? false }

  /// The changes that one record tells; none for records about something else.
  static func changes(in audit: DirectoryAudit, evidence: EvidenceReader) -> [MethodChange] {
    let activity = audit.activity.lowercased()
    var found: [(act: Act, kind: SignInMethodKind, words: String)] = []
    if let act = acts[activity] {
      found = [(act, kind(in: audit), audit.resultReason.flatMap { $0.isEmpty ? nil : $0 } ?? audit.activity)]
    } else {
      for property in audit.userTarget?.modifiedProperties ?? [] {
        found += StrongAuthentication.changes(in: property).map { ($0.act, $0.kind, property.name) }
      }
    }
    if found.isEmpty { return [] }
    let actor = evidence.actors.actor(of: audit)
    guard let user = audit.targetUser(in: evidence) ?? actor.userID else { return [] }
    return found.map {
      MethodChange(
        act: $0.act, kind: $0.kind, user: user, at: audit.occurredAt, actor: actor, audit: audit, words: $0.words)
    }
  }

  /// The method is named in the reason, the details or the activity itself.
  private static func kind(in audit: DirectoryAudit) -> SignInMethodKind {
    let texts = [audit.resultReason ?? ""] + audit.additionalDetails.filter { !$0.isUserAgent }.map(\.value)
    for text in texts + [audit.activity] {
      let kind = SignInMethodKind(words: text)
      if kind != .other { return kind }
    }
    return .other
  }

  /// `phone number added`.
  var title: String {
    switch act {
    case .added: "\(kind.title) added"
    case .removed: "\(kind.title) removed"
    case .updated: "\(kind.title) changed"
    case .defaultChanged: "default method changed"
    case .switchedOff: "second factor switched off"
    }
  }
}

extension AuditRecord.Parameter {
  /// A browser names phones as well, and says nothing of the method.
  fileprivate var isUserAgent: Bool { name.lowercased().hasPrefix("user-agent") }
}

/// What `Update user` records say in the properties of the older second factor.
///
/// Source: audit exports of laboratory tenants, checked 2026-11. An update of the app's details alone is a change of its
/// version: only devices that were not there before count.
enum StrongAuthentication {
  typealias Change = (act: MethodChange.Act, kind: SignInMethodKind)

  static func changes(in property: DirectoryAudit.ModifiedProperty) -> [Change] {
    let old = property.oldValue ?? ""
    let new = property.newValue ?? ""
    if old == new || !isReadable(old) || !isReadable(new) { return [] }
    switch property.name.lowercased() {
    case "strongauthenticationrequirement": return isRequired(old) && !isRequired(new) ? [(.switchedOff, .other)] : []
    case "strongauthenticationmethod": return methodChanges(old, new)
    case "strongauthenticationuserdetails": return detailChanges(old, new)
    case "strongauthenticationphoneappdetail":
      return difference(devices(old), devices(new)).map { ($0, .authenticator) }
    case "securedaccesspassdata":
      return Set(values("PassId", in: new)).subtracting(values("PassId", in: old)).isEmpty
        ? [] : [(.added, .temporaryPass)]
    default: return []
    }
  }

  /// A value that was cut says nothing of what is gone.
  private static func isReadable(_ text: String) -> Bool { text.isEmpty || JSONText(text) != nil }

  /// `[{"RelyingParty":"*","State":1,…}]`: 1 enabled, 2 enforced; 0 or an empty list is off.
  private static func isRequired(_ text: String) -> Bool { values("State", in: text).contains { $0 != "0" } }

  private static func methodChanges(_ old: String, _ new: String) -> [Change] {
    let before = Set(values("MethodType", in: old).map { SignInMethodKind(number: $0) })
    let after = Set(values("MethodType", in: new).map { SignInMethodKind(number: $0) })
    let added = after.subtracting(before).sorted().map { Change(.added, $0) }
    let removed = before.subtracting(after).sorted().map { Change(.removed, $0) }
    if added.isEmpty, removed.isEmpty, !before.isEmpty, defaults(old) != defaults(new) {
      return [(.defaultChanged, .other)]
    }
    return added + removed
  }

  private static func detailChanges(_ old: String, _ new: String) -> [Change] {
    let members: [(String, SignInMethodKind)] = [
      ("PhoneNumber", .phone), ("AlternativePhoneNumber", .phone), ("VoiceOnlyPhoneNumber", .phone), ("Email", .mail),
    ]
    return members.flatMap { name, kind in
      difference(Set(values(name, in: old)), Set(values(name, in: new))).map { Change($0, kind) }
    }
  }

  /// One thing in the place of another is an update.
  private static func difference(_ old: Set<String>, _ new: Set<String>) -> [MethodChange.Act] {
    switch (old.subtracting(new).isEmpty, new.subtracting(old).isEmpty) {
    case (true, true): []
    case (true, false): [.added]
    case (false, true): [.removed]
    case (false, false): [.updated]
    }
  }

  private static func devices(_ text: String) -> Set<String> {
    let ids = values("Id", in: text).filter { $0 != noID }
    return Set(ids.isEmpty ? values("DeviceToken", in: text) : ids)
  }

  private static func defaults(_ text: String) -> [String] {
    objects(in: text).filter { $0["Default"]?.text == "true" }.compactMap { $0["MethodType"]?.text }.sorted()
  }

  /// The texts of that member in every object of the list; empty ones left out.
  static func values(_ name: String, in text: String) -> [String] {
    objects(in: text).compactMap { $0[name]?.text }.filter { !$0.isEmpty }
  }

  private static func objects(in text: String) -> [JSONText] {
    switch JSONText(text) {
    case .array(let values): values
    case let object?: [object]
    case nil: []
    }
  }

  private static let noID = "00000000-0000-0000-0000-000000000000"
}
