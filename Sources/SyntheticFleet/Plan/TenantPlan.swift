/// All that ever happens in one invented tenant, whatever night is asked for.
struct TenantPlan: Sendable {
  let seed: UInt64
  let index: Int
  let id: SyntheticID
  let name: JSONText
  /// The name as a manifest can hold it.
  let plainName: String
  let slug: String
  /// Its own mail domain, such as `alderbrook.example`.
  let domain: String
  /// The domain that Microsoft gave it.
  let initialDomain: String
  let tongue: Tongue
  /// True when its rules come from Get-InboxRule, false for Graph's messageRules.
  let rulesComeFromExchange: Bool
  let auditForm: AuditForm
  let isSynchronized: Bool
  let gapKind: GapKind
  /// True when its texts are attacks.
  let isHostile: Bool
  /// Tonight, in unix seconds.
  let end: Int64

  var people: [Person] = []
  var rules: [PlannedRule] = []
  var forwardings: [PlannedForwarding] = []
  /// In the order of time.
  var events: [PlannedEvent] = []
  /// When a person's password was set anew, in unix seconds, in order.
  var passwordChanges: [Int: [Int64]] = [:]
  /// Sign-in methods beyond the usual ones, by person.
  var addedMethods: [Int: [AddedMethod]] = [:]
  /// Administrators who sign in with a password and nothing else.
  var unprotected: Set<Int> = []
  /// In the order of time, by person.
  var profileChanges: [Int: [(time: Int64, changes: [ProfileChange])]] = [:]
  /// Whose compromise an administrator confirmed, and when.
  var confirmedCompromises: [Int: Int64] = [:]
  var roles: [PlannedRole] = []
  var sweeps: [PlannedSweep] = []
  var mailings: [Mailing] = []
  var restrictedSenders: [RestrictedSender] = []
  var addedApplications: [AddedApplication] = []
  var addedDevices: [AddedDevice] = []
  var mailFlowRules: [MailFlowRule] = []
  var connectors: [MailConnector] = []
  /// When the own domain was made to sign in elsewhere; nil when it never was.
  var federatedAt: Int64?
  var signs: [DatedSign] = []
  var lookAlikes: [DatedSign] = []
  var storyLines: [String] = []

  /// The form of the tenant's audit records: which transport they came by.
  enum AuditForm: Sendable {
    case auditData
    case graphRecord
    /// A Search-UnifiedAuditLog row of merged exports: most records come twice, some details are cut.
    case mergedRows
  }

  /// What was planted, in words; gaps included.
  var story: String { (storyLines + gapKind.storyLines).joined(separator: " ") }

  /// When the password of a person was last set, as seen on a night.
  func passwordSetAt(_ person: Person, on night: Int64) -> Int64 {
    passwordChanges[person.index]?.last { $0 < night } ?? person.passwordSetAt
  }

  /// The latest value of a profile property before a night; nil when it was never changed.
  func profile(_ property: ProfileChange.Property, of person: Int, on night: Int64) -> JSONText? {
    profileChanges[person]?.last { change in
      change.time < night && change.changes.contains { $0.property == property }
    }?.changes.last { $0.property == property }?.new
  }

  func truth(on night: Int64, given kinds: [SyntheticTenant.Kind]) -> [PlantedSign] {
    signs.filter { sign in
      guard sign.isVisible(on: night), let kind = kinds.first(where: { $0.name == sign.source }) else { return false }
      if kind.status == .unavailable { return false }
      guard let missed = kind.gap?.missedUsers else { return true }
      return !missed.contains(people[sign.person].id.text)
    }.map { sign in
      PlantedSign(
        tenantID: id.text, userID: people[sign.person].id.text, userPrincipalName: people[sign.person].principalName,
        checkID: sign.checkID, minimumSeverity: sign.severity, source: sign.source,
        isListed: people[sign.person].exists(at: night), note: sign.note)
    }
  }

  func innocents(on night: Int64) -> [InnocentLookAlike] {
    lookAlikes.filter { $0.isVisible(on: night) }.map { sign in
      InnocentLookAlike(
        tenantID: id.text, userID: people[sign.person].id.text, userPrincipalName: people[sign.person].principalName,
        checkID: sign.checkID, maximumSeverity: sign.severity, note: sign.note)
    }
  }
}

/// Forwarding of a whole mailbox and the time for which it is set.
struct PlannedForwarding: Sendable {
  let mailbox: Int
  /// An outside address; nil when it goes to a colleague.
  let outside: String?
  var colleague: Int?
  let keepsCopy: Bool
  let from: Int64
  var until: Int64 = .max
  func isSet(at night: Int64) -> Bool { from < night && night <= until }
}

/// A directory role of one person.
struct PlannedRole: Sendable {
  let person: Int
  let role: DirectoryRole
  let from: Int64
}

/// A sign, and the nights whose evidence shows it.
struct DatedSign: Sendable {
  let person: Int
  let checkID: String
  let severity: ExpectedSeverity
  /// The kind of evidence that shows it.
  let source: String
  let note: String
  let from: Int64
  let until: Int64
  func isVisible(on night: Int64) -> Bool { from < night && night <= until }
}
