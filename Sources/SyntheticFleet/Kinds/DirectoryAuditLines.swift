/// One Graph `directoryAudit` before it is written.
struct DirectoryRecord {
  /// Who did it, as the directory names actors.
  enum Initiator {
    case person(Person, ClientAddress)
    /// A user that is Microsoft's or the synchronisation's: its principal name.
    case service(String)
    case application(StaticString)
  }

  /// What was changed.
  enum Target {
    case person(Person)
    case application(SyntheticID, JSONText)
    case device(SyntheticID, JSONText)
    case policy(SyntheticID, JSONText)
    case domain(String)
  }

  /// A changed property; the values are JSON inside text.
  struct Change {
    let name: StaticString
    let old: String?
    let new: String

    init(_ name: StaticString, old: String?, new: String) {
      self.name = name
      self.old = old
      self.new = new
    }
  }

  let id: SyntheticID
  let time: Int64
  var activity: StaticString
  var category: StaticString = "UserManagement"
  var service: StaticString = "Core Directory"
  var operation: StaticString = "Update"
  var reason = ""
  var hasSucceeded = true
  var initiator: Initiator
  var target: Target
  var changes: [Change] = []
  var role: DirectoryRole?
  /// Beyond the user agent.
  var details: [(key: StaticString, value: String)] = []
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
      target: .person(person), changes: [.init("Included Updated Properties", old: nil, new: "\\\"ProxyAddresses\\\"")])
    switch dice.below(10) {
    case 0..<6: break
    case 6..<8:
      record.activity = "Change user license"
      record.changes = [.init("AssignedLicense", old: "[]", new: "[\\\"[SkuName=SPB]\\\"]")]
    default:
      record.activity = "Add member to group"
      record.category = "GroupManagement"
      record.operation = "Assign"
      record.initiator = .person(plan.people[0], ClientAddress(.office, host: plan.index))
      record.changes = [.init("Group.DisplayName", old: nil, new: "\\\"All staff\\\"")]
    }
    return record
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
      audit.member("resultReason", safe: record.reason)
      audit.member("activityDisplayName", record.activity)
      audit.member("activityDateTime", time: record.time, .sevenDigits)
      audit.member("loggedByService", record.service)
      audit.member("operationType", record.operation)
      audit.object("initiatedBy") { initiatedBy(record.initiator, &$0) }
      audit.array("targetResources") { targets in
        targets.object { target in
          self.target(record, &target)
          target.null("groupType")
          target.array("modifiedProperties") { properties in
            if let role = record.role { roleProperties(role, &properties) }
            for change in record.changes {
              properties.object {
                $0.member("displayName", change.name)
                if let old = change.old { $0.member("oldValue", safe: old) } else { $0.null("oldValue") }
                $0.member("newValue", safe: change.new)
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
        for detail in record.details {
          details.object {
            $0.member("key", detail.key)
            $0.member("value", safe: detail.value)
          }
        }
      }
    }
  }

  private func target(_ record: DirectoryRecord, _ target: inout JSONLine) {
    func named(_ type: StaticString, _ id: SyntheticID, _ name: JSONText, _ target: inout JSONLine) {
      target.member("id", id)
      target.member("displayName", name)
      target.member("type", type)
      target.null("userPrincipalName")
    }
    switch record.target {
    case .person(let person):
      target.member("id", person.id)
      target.null("displayName")
      target.member("type", "User")
      target.member("userPrincipalName", safe: principalName(of: person, at: record.time))
    case .application(let id, let name): named("ServicePrincipal", id, name, &target)
    case .device(let id, let name): named("Device", id, name, &target)
    case .policy(let id, let name): named("Policy", id, name, &target)
    case .domain(let name):
      target.null("id")
      target.member("displayName", safe: name)
      target.member("type", "Domain")
      target.null("userPrincipalName")
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
    property("Role.WellKnownObjectName", role.wellKnownName, &properties)
  }

  /// The directory's spelling, or for 23 % of records another letter case.
  func principalName(of person: Person, at time: Int64) -> String {
    let mixed = SeededGenerator.mixed(UInt64(bitPattern: time) ^ UInt64(person.index) << 40 ^ plan.seed)
    return mixed % 1000 < 230 ? person.otherCase : person.principalName
  }
}
