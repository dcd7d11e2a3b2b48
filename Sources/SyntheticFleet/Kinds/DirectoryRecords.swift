/// What the directory's log writes of each act.
extension TenantRenderer {
  /// What the directory writes of an event: often more than one record an act.
  func directoryRecords(of event: PlannedEvent) -> [DirectoryRecord] {
    func record(_ activity: StaticString, _ number: Int, of person: Int, after seconds: Int64 = 0) -> DirectoryRecord {
      DirectoryRecord(
        id: eventID(event, 10 + number), time: event.time + seconds, activity: activity,
        initiator: initiator(of: event), target: .person(plan.people[person]))
    }
    switch event.act {
    case .addUser(let person), .inviteGuest(let person):
      var added = record("Add user", 0, of: person)
      added.operation = "Add"
      added.changes = [
        .init("AccountEnabled", old: "[]", new: "[true]"), .init("UserType", old: "[]", new: "[\\\"Member\\\"]"),
      ]
      guard case .inviteGuest = event.act else { return [added] }
      added.changes = [.init("UserType", old: "[]", new: "[\\\"Guest\\\"]")]
      var invited = record("Invite external user", 1, of: person)
      invited.service = "Invited Users"
      invited.operation = "Add"
      return [invited, added]
    case .deleteUser(let person):
      var deleted = record("Delete user", 0, of: person)
      deleted.operation = "Delete"
      return [deleted]
    case .addToRole(let person, let role):
      var added = record("Add member to role", 0, of: person)
      added.category = "RoleManagement"
      added.operation = "Assign"
      added.role = role
      return [added]
    case .resetPassword(let person):
      var updated = record("Update user", 1, of: person)
      updated.changes = [
        .init("Included Updated Properties", old: nil, new: "\\\"LastPasswordChangeTimestamp\\\"")
      ]
      return [
        record("Reset user password", 0, of: person), updated,
        record("Update StsRefreshTokenValidFrom Timestamp", 2, of: person, after: 1),
      ]
    case .changePassword(let person, let succeeded):
      var changed = record("Change password (self-service)", 0, of: person)
      changed.service = "Self-service Password Management"
      changed.hasSucceeded = succeeded
      changed.reason = succeeded ? "Successfully completed." : "The password is too short."
      return [changed]
    case .selfServiceReset(let person):
      var asked = record("Reset password (self-service)", 0, of: person)
      asked.service = "Self-service Password Management"
      asked.reason = "Successfully completed reset."
      asked.initiator = .person(plan.people[person], plan.home(of: person))
      return [asked, record("Reset user password", 1, of: person, after: 1)]
    case .synchronizedPassword(let person):
      return [record("Change user password", 0, of: person)]
    default: return furtherRecords(of: event)
    }
  }

  func initiator(of event: PlannedEvent) -> DirectoryRecord.Initiator {
    switch event.actor {
    case .person(let person): .person(plan.people[person], event.address)
    case .passwordService: .service("fim_password_service@support.onmicrosoft.com")
    case .synchronization: .service(synchronizationAccount)
    case .outboundFilter: .application("Office 365 Exchange Online")
    }
  }

  // MARK: Sign-in methods, profiles, applications, devices and policies

  private func furtherRecords(of event: PlannedEvent) -> [DirectoryRecord] {
    func record(_ activity: StaticString, _ number: Int, _ target: DirectoryRecord.Target) -> DirectoryRecord {
      DirectoryRecord(
        id: eventID(event, 10 + number), time: event.time, activity: activity, initiator: initiator(of: event),
        target: target)
    }
    func method(
      _ activity: StaticString, _ reason: String, of person: Int, _ operation: StaticString = "Add"
    ) -> [DirectoryRecord] {
      var changed = record(activity, 0, .person(plan.people[person]))
      changed.operation = operation
      changed.service = "Authentication Methods"
      changed.reason = reason
      return [changed]
    }
    switch event.act {
    case .registerMethod(let person, let kind):
      return method("User registered security info", "User registered \(kind.logged)", of: person)
    case .removeMethod(let person, let kind):
      return method("User deleted security info", "User deleted \(kind.logged)", of: person, "Delete")
    case .registerMethodFor(let person, let kind):
      return method("Admin registered security info", "Admin registered \(kind.logged)", of: person)
    case .updateProfile(let person, let changes):
      var updated = record("Update user", 0, .person(plan.people[person]))
      updated.changes = changes.map {
        .init($0.property.logged, old: $0.old.asWrappedList, new: $0.new.asWrappedList)
      }
      let names = changes.map { "\($0.property.logged)" }.joined(separator: ", ")
      updated.changes.append(.init("Included Updated Properties", old: nil, new: "\\\"\(names)\\\""))
      return [updated]
    case .consent(let added): return consentRecords(of: event, to: added)
    case .registerDevice(let added):
      let device = self.added(of: plan.people[added.person]).first { $0.registeredAt == added.from }
      guard let device else { return [] }
      let name = added.name ?? JSONText(device.isApple ? "iPhone" : "Pixel")
      var registered = record("Register device", 0, .device(device.objectID, name))
      registered.category = "Device"
      registered.service = "Device Registration Service"
      registered.operation = "Add"
      var owned = record("Add registered owner to device", 1, .person(device.owner))
      owned.category = "Device"
      owned.operation = "Assign"
      owned.changes = [
        .init("Device.ObjectID", old: nil, new: "\\\"\(device.objectID.text)\\\""),
        .init("Device.DisplayName", old: nil, new: name.asWrapped),
      ]
      return [registered, owned]
    case .conditionalAccess(let act, let policy):
      let id = SyntheticID(seed: plan.seed, .directory, plan.index, event.ordinal, 2)
      var changed = record(act.activity, 0, .policy(id, policy))
      changed.category = "Policy"
      changed.service = "Conditional Access"
      changed.operation = act.type
      return [changed]
    case .federateDomain:
      var authentication = record("Set domain authentication", 0, .domain(plan.domain))
      authentication.category = "DirectoryManagement"
      authentication.changes = [.init("LiveType", old: "[\\\"Managed\\\"]", new: "[\\\"Federated\\\"]")]
      var settings = record("Set federation settings on domain", 1, .domain(plan.domain))
      settings.category = "DirectoryManagement"
      settings.changes = [
        .init("IssuerUri", old: "[]", new: "[\\\"https://any.sts/\(plan.slug)\\\"]")
      ]
      return [authentication, settings]
    default: return []
    }
  }
}

extension JSONText {
  /// As JSON inside a JSON text.
  var asWrapped: String { "\\\"" + escapedAgain + "\\\"" }

  /// As a JSON list of one text inside a JSON text; the empty text gives the empty list.
  var asWrappedList: String { escaped.isEmpty ? "[]" : "[" + asWrapped + "]" }

  private var escapedAgain: String {
    guard escaped.utf8.contains(where: { $0 == 0x22 || $0 == 0x5C }) else { return escaped }
    var line = JSONLine()
    line.escapedPiece(Array(escaped.utf8))
    return String(decoding: line.bytes, as: UTF8.self)
  }
}
