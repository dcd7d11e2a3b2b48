/// Something that happened in a tenant and that the logs of the following seven days tell.
struct PlannedEvent: Sendable {
  /// Unix seconds.
  let time: Int64
  let actor: Actor
  let address: ClientAddress
  let act: Act
  /// Number in the plan, from which the record's ids are made.
  var ordinal = 0

  /// Who did it.
  enum Actor: Sendable {
    case person(Int)
    /// Microsoft's self-service reset service.
    case passwordService
    /// Directory synchronisation of the tenant.
    case synchronization
  }

  /// What was done; numbers are positions of people in the tenant.
  enum Act: Sendable {
    case signIn(risk: Risk?)
    case failedSignIn
    case readMail
    case newRule(PlannedRule, succeeded: Bool)
    case changeRule(PlannedRule)
    case removeRule(PlannedRule)
    /// Through Outlook's own protocol: UpdateInboxRules.
    case outlookRule(PlannedRule, operation: StaticString)
    /// A nil address clears the forwarding.
    case setForwarding(mailbox: Int, address: String?, keepsCopy: Bool)
    case grantFullAccess(mailbox: Int, to: Int, succeeded: Bool)
    case grantSendAs(mailbox: Int, to: Int)
    case grantSendOnBehalf(mailbox: Int, to: Int)
    /// `Add-MailboxFolderPermission`; the member may be `Default` or `Anonymous`.
    case grantFolder(mailbox: Int, folder: FolderPlace, member: FolderMember, rights: StaticString)
    case addUser(Int)
    case inviteGuest(Int)
    case deleteUser(Int)
    case addToRole(Int, DirectoryRole)
    /// An administrator's reset: three records in a second or two.
    case resetPassword(Int)
    case changePassword(Int, succeeded: Bool)
    case selfServiceReset(Int)
    case synchronizedPassword(Int)
    case registerMethod(Int)
  }

  enum FolderMember: Sendable {
    case person(Int)
    case named(StaticString)
  }

  /// What the identity provider says of a sign-in.
  struct Risk: Sendable {
    let level: StaticString
    let eventType: StaticString
  }
}

/// A directory role as Microsoft names it; the template ids are the same in every tenant.
enum DirectoryRole: Sendable {
  case globalAdministrator, userAdministrator, helpdeskAdministrator

  var name: StaticString {
    switch self {
    case .globalAdministrator: "Global Administrator"
    case .userAdministrator: "User Administrator"
    case .helpdeskAdministrator: "Helpdesk Administrator"
    }
  }

  var templateID: StaticString {
    switch self {
    case .globalAdministrator: "62e90394-69f5-4237-9190-012177145e10"
    case .userAdministrator: "fe930be7-5e62-47db-91af-98c3a49a38b1"
    case .helpdeskAdministrator: "729827e3-9c14-49f7-bb1b-9608f156bbb8"
    }
  }
}

/// Where somebody came from, and in which of the logs' spellings.
struct ClientAddress: Sendable {
  enum Network: Sendable { case office, home, attacker, attackerIPv6, none }
  let network: Network
  let host: Int
  let port: Int

  init(_ network: Network, host: Int, port: Int = 0) {
    self.network = network
    self.host = host
    self.port = port
  }

  /// Without a port: the directory's logs.
  func write(to line: inout JSONLine) {
    switch network {
    case .office: line.piece("192.0.2.")
    case .home: line.piece("198.51.100.")
    case .attacker: line.piece("203.0.113.")
    case .attackerIPv6:
      line.piece("2001:db8:66:")
      line.piece(host % 9000 + 1000)
      line.piece("::7")
      return
    case .none: return
    }
    line.piece(host % 254 + 1)
  }

  /// As ClientIP of an audit record: plain, with a port, bracketed, mapped, missing.
  func writeAuditForm(to line: inout JSONLine) {
    switch (network, port % 10) {
    case (.none, 0): line.piece("<null>")
    case (.none, 1): line.piece("::1")
    case (.none, 2): line.piece("DB7PR09MB0001.eurprd09.prod.outlook.example")
    case (.none, _): break
    case (.attackerIPv6, 0...4):
      line.piece("[")
      write(to: &line)
      line.piece("]:")
      line.piece(49_152 + port % 16_000)
    case (.attackerIPv6, _): write(to: &line)
    case (_, 0...4):
      write(to: &line)
      line.piece(":")
      line.piece(49_152 + port % 16_000)
    case (_, 5):
      line.piece("::ffff:")
      write(to: &line)
    default: write(to: &line)
    }
  }
}
