import AuditModel

/// One sign-in of one user, from whichever log, with what is asked of it again and again.
///
/// A class, because sign-ins are large and are handed around in many lists.
final class Logon: Sendable {
  let signIn: SignIn
  /// True when the unified audit log tells of it, which says neither country nor position.
  let isFromAudit: Bool
  /// The address, or for IPv6 its /64: one place, whatever the last bits are.
  let network: String?
  let hasSucceeded: Bool

  init(_ signIn: SignIn, isFromAudit: Bool) {
    self.signIn = signIn
    self.isFromAudit = isFromAudit
    network = signIn.clientAddress.map(Self.network)
    hasSucceeded = signIn.hasSucceeded
  }

  var at: Timestamp { signIn.occurredAt }
  var day: CalendarDay { CalendarDay(at) }

  func reference(in evidence: EvidenceReader) -> EvidenceReference {
    EvidenceReference(
      source: isFromAudit ? "unified_audit" : "graph:signIns", recordID: signIn.id,
      collectedAt: evidence.collectedAt(isFromAudit ? .unifiedAudit : .signIns))
  }

  private static func network(of address: String) -> String {
    guard address.utf8.contains(UInt8(ascii: ":")), let parsed = IPAddress(address) else { return address }
    if parsed.isIPv4 { return address.lowercased() }
    return String(parsed.high, radix: 16) + "::/64"
  }

  /// Another operator, country or block of addresses than the other's; false where nothing tells them apart.
  func isElsewhere(than other: Logon) -> Bool {
    guard let network, let otherNetwork = other.network, network != otherNetwork else { return false }
    if let left = signIn.networkNumber, let right = other.signIn.networkNumber { return left != right }
    if let left = signIn.country, let right = other.signIn.country, left != right { return true }
    guard let left = signIn.clientAddress.flatMap(IPAddress.init),
      let right = other.signIn.clientAddress.flatMap(IPAddress.init)
    else { return false }
    if left.isIPv4 != right.isIPv4 { return false }
    return left.isIPv4 ? left.low >> 16 != right.low >> 16 : left.high >> 32 != right.high >> 32
  }
}

extension Logon {
  /// The sign-ins of all users from both logs, in the order of time.
  static func byUser(_ evidence: EvidenceReader) -> [UserID: [Logon]] {
    var logons = (evidence.signIns ?? [:]).mapValues { list in
      // Copies of one sign-in stand side by side, because the list is sorted.
      list.indices.filter { $0 == 0 || list[$0].id != list[$0 - 1].id }
        .map { Logon(list[$0], isFromAudit: false) }
    }
    let records = evidence.auditRecords(RiskySignInsCheck.operations) ?? []
    if records.isEmpty { return logons }
    var users: [String: UserID?] = [:]
    var told: Set<UserID> = []
    for record in records {
      guard let name = record.actor, let signIn = SignIn(record) else { continue }
      let user = users[name] ?? Self.user(named: name, in: evidence)
      users[name] = .some(user)
      guard let user else { continue }
      logons[user, default: []].append(Logon(signIn, isFromAudit: true))
      told.insert(user)
    }
    for user in told {
      logons[user] = logons[user]?.inFixedOrder { ($0.at, $0.signIn.id) < ($1.at, $1.signIn.id) }
    }
    return logons
  }

  /// Nil for services, and for names that were merely tried.
  private static func user(named name: String, in evidence: EvidenceReader) -> UserID? {
    if MicrosoftServices.isService(name.lowercased()) { return nil }
    if let user = evidence.people.account(named: name) { return user }
    guard name.contains("@"), !evidence.directory.isAvailable else { return nil }
    return evidence.people.strangerID(name)
  }
}

extension SignIn {
  /// `UserLoggedIn` and `UserLoginFailed` of the unified audit log.
  ///
  /// Source: Management Activity API schema, "Azure Active Directory Secure Token Service (STS) Logon", checked 2026-11:
  /// `ErrorNumber`, `LogonError`, `ExtendedProperties` (UserAgent, RequestType), `DeviceProperties` (SessionId).
  fileprivate init?(_ record: AuditRecord) {
    if record.isTruncated { return nil }
    let number = record.parameter("ErrorNumber").flatMap { Int($0) }
    var code = number ?? 0
    if record.operation.lowercased() == "userloginfailed" || record.hasSucceeded == false {
      if code == 0 { code = Self.code(of: record.parameter("LogonError")) }
    }
    self.init(id: record.id, user: UserReference(name: record.actor), occurredAt: record.occurredAt, errorCode: code)
    clientAddress = record.clientAddress
    applicationID = record.applicationID?.lowercased()
    userAgent = record.parameter("UserAgent")
    sessionID = record.sessionID ?? record.parameter("SessionId")
    if record.parameter("RequestType")?.lowercased() == "cmsi:cmsi" { authenticationProtocol = "deviceCode" }
  }

  /// Any number but 0 for errors that no guess leads to.
  private static func code(of error: String?) -> Int {
    switch error?.lowercased() {
    case "invalidusernameorpassword", "invalidpasswordlastpassword", "invalidpasswordexpiredonpremisespassword": 50126
    case "idslocked": 50053
    case "useraccountnotfound": 50034
    case "authenticationfailedsasrequest", "userstrongauthclientauthndenied": 500_121
    default: 1
    }
  }
}
