/// One Graph `directoryAudit` before it is written.
struct DirectoryRecord {
  /// Who did it, as the directory names actors.
  enum Initiator {
    case person(Person, ClientAddress)
    /// A user that is Microsoft's or the synchronisation's: its principal name.
    case service(String)
    case application(StaticString)
  }

  let id: SyntheticID
  let time: Int64
  var activity: StaticString
  var category: StaticString = "UserManagement"
  var service: StaticString = "Core Directory"
  var operation: StaticString = "Update"
  var reason: StaticString = ""
  var hasSucceeded = true
  var initiator: Initiator
  var target: Person
  /// Names of changed properties with their new values as JSON inside text.
  var changes: [(name: StaticString, old: StaticString?, new: StaticString)] = []
  var role: DirectoryRole?
}

extension TenantRenderer {
  /// The directory's log of seven days: what stories tell, and the noise of licences, groups and synchronisation.
  func forEachDirectoryAudit(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    var line = JSONLine()
    for event in events {
      for record in directoryRecords(of: event) {
        line.reset()
        directoryAudit(record, &line)
        try line.bytes.withUnsafeBytes(body)
      }
    }
    for day in days {
      var dice = SeededGenerator(
        seed: plan.seed, Purpose.directory.rawValue, UInt64(plan.index), UInt64(bitPattern: day))
      for person in plan.people where dice.chance(100) && person.createdAt < day {
        let record = backgroundRecord(of: person, at: day + Int64(dice.below(86_400)), dice: &dice)
        line.reset()
        directoryAudit(record, &line)
        try line.bytes.withUnsafeBytes(body)
      }
    }
  }

  private func backgroundRecord(of person: Person, at time: Int64, dice: inout SeededGenerator) -> DirectoryRecord {
    var record = DirectoryRecord(
      id: SyntheticID(from: &dice), time: time, activity: "Update user",
      initiator: plan.isSynchronized
        ? .service(synchronizationAccount) : .application("Microsoft Substrate Management"),
      target: person, changes: [("Included Updated Properties", nil, "\\\"ProxyAddresses\\\"")])
    switch dice.below(10) {
    case 0..<6: break
    case 6..<8:
      record.activity = "Change user license"
      record.changes = [("AssignedLicense", "[]", "[\\\"[SkuName=SPB]\\\"]")]
    default:
      record.activity = "Add member to group"
      record.category = "GroupManagement"
      record.operation = "Assign"
      record.initiator = .person(plan.people[0], ClientAddress(.office, host: plan.index))
      record.changes = [("Group.DisplayName", nil, "\\\"All staff\\\"")]
    }
    return record
  }

  /// What the directory writes of an event: often more than one record an act.
  private func directoryRecords(of event: PlannedEvent) -> [DirectoryRecord] {
    func record(_ activity: StaticString, _ number: Int, of person: Int, after seconds: Int64 = 0) -> DirectoryRecord {
      DirectoryRecord(
        id: eventID(event, 10 + number), time: event.time + seconds, activity: activity,
        initiator: initiator(of: event), target: plan.people[person])
    }
    switch event.act {
    case .addUser(let person), .inviteGuest(let person):
      var added = record("Add user", 0, of: person)
      added.operation = "Add"
      added.changes = [("AccountEnabled", "[]", "[true]"), ("UserType", "[]", "[\\\"Member\\\"]")]
      guard case .inviteGuest = event.act else { return [added] }
      added.changes = [("UserType", "[]", "[\\\"Guest\\\"]")]
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
      updated.changes = [("Included Updated Properties", nil, "\\\"LastPasswordChangeTimestamp\\\"")]
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
      asked.initiator = .person(plan.people[person], ClientAddress(.home, host: person))
      return [asked, record("Reset user password", 1, of: person, after: 1)]
    case .synchronizedPassword(let person):
      return [record("Change user password", 0, of: person)]
    case .registerMethod(let person):
      var registered = record("User registered security info", 0, of: person)
      registered.service = "Authentication Methods"
      registered.reason = "User registered Authenticator App with Notification and Code"
      return [registered]
    default: return []
    }
  }

  private func initiator(of event: PlannedEvent) -> DirectoryRecord.Initiator {
    switch event.actor {
    case .person(let person): .person(plan.people[person], event.address)
    case .passwordService: .service("fim_password_service@support.onmicrosoft.com")
    case .synchronization: .service(synchronizationAccount)
    }
  }

  /// The account of the tenant's directory synchronisation.
  var synchronizationAccount: String { "Sync_SRV01_4f2a9c1d7b3e@" + plan.initialDomain }

  private func directoryAudit(_ record: DirectoryRecord, _ line: inout JSONLine) {
    line.object { audit in
      audit.text("id") {
        $0.piece("Directory_")
        $0.piece(record.id)
        $0.piece("_")
        $0.piece(10_000_000 + Int(record.time % 80_000_000))
      }
      audit.member("category", record.category)
      audit.member("correlationId", record.id)
      audit.member("result", record.hasSucceeded ? "success" : "failure")
      audit.member("resultReason", record.reason)
      audit.member("activityDisplayName", record.activity)
      audit.member("activityDateTime", time: record.time, .sevenDigits)
      audit.member("loggedByService", record.service)
      audit.member("operationType", record.operation)
      audit.object("initiatedBy") { initiatedBy(record.initiator, &$0) }
      audit.array("targetResources") { targets in
        targets.object { target in
          target.member("id", record.target.id)
          target.null("displayName")
          target.member("type", "User")
          target.member("userPrincipalName", safe: principalName(of: record.target, at: record.time))
          target.null("groupType")
          target.array("modifiedProperties") { properties in
            if let role = record.role { roleProperties(role, &properties) }
            for change in record.changes {
              properties.object {
                $0.member("displayName", change.name)
                if let old = change.old { $0.member("oldValue", old) } else { $0.null("oldValue") }
                $0.member("newValue", change.new)
              }
            }
          }
        }
      }
      audit.array("additionalDetails") { details in
        details.object {
          $0.member("key", "User-Agent")
          $0.member("value", "Mozilla/5.0 (Windows NT 10.0; Win64; x64)")
        }
      }
    }
  }

  private func initiatedBy(_ initiator: DirectoryRecord.Initiator, _ line: inout JSONLine) {
    if case .application(let name) = initiator {
      line.null("user")
      line.object("app") {
        $0.null("appId")
        $0.member("displayName", name)
        $0.member("servicePrincipalId", SyntheticID(seed: plan.seed, .tenant, plan.index, 77))
        $0.null("servicePrincipalName")
      }
      return
    }
    line.null("app")
    line.object("user") { user in
      switch initiator {
      case .person(let person, let address):
        user.member("id", person.id)
        user.null("displayName")
        user.member("userPrincipalName", safe: person.principalName)
        user.text("ipAddress") { address.write(to: &$0) }
      case .service(let name):
        user.member("id", SyntheticID(seed: plan.seed, .tenant, plan.index, name.utf8.count))
        user.null("displayName")
        user.member("userPrincipalName", safe: name)
        user.null("ipAddress")
      case .application: break
      }
      user.null("userType")
      user.null("homeTenantId")
      user.null("homeTenantName")
    }
  }

  private func roleProperties(_ role: DirectoryRole, _ properties: inout JSONLine) {
    func property(_ name: StaticString, _ value: StaticString, _ properties: inout JSONLine) {
      properties.object {
        $0.member("displayName", name)
        $0.null("oldValue")
        $0.text("newValue") {
          $0.piece("\\\"")
          $0.piece(value)
          $0.piece("\\\"")
        }
      }
    }
    property("Role.DisplayName", role.name, &properties)
    property("Role.TemplateId", role.templateID, &properties)
  }

  /// The directory's spelling, or for 23 % of records another letter case.
  func principalName(of person: Person, at time: Int64) -> String {
    let mixed = SeededGenerator.mixed(UInt64(bitPattern: time) ^ UInt64(person.index) << 40 ^ plan.seed)
    return mixed % 1000 < 230 ? person.otherCase : person.principalName
  }
}
