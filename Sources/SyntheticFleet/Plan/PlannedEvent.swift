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
    /// Microsoft's filter of outbound spam.
    case outboundFilter
  }

  /// What was done; numbers are positions of people in the tenant.
  enum Act: Sendable {
    case signIn(SignInManner)
    case readMail
    /// A whole folder was copied, or so much was read that the log stopped.
    case copyMail(MailCopy)
    case send(Mailing)
    case deleteItems(ItemDeletion)
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
    case registerMethod(Int, AddedMethod.Kind)
    case removeMethod(Int, AddedMethod.Kind)
    /// By an administrator for somebody.
    case registerMethodFor(Int, AddedMethod.Kind)
    case updateProfile(Int, [ProfileChange])
    /// Added to the tenant, with what somebody (or nobody in particular) allowed it.
    case consent(to: AddedApplication)
    case registerDevice(AddedDevice)
    case newSweepRule(PlannedSweep)
    /// The outbound spam filter lists a sender, or takes him off its list.
    case restrictSender(Int, isListed: Bool)
    case shareFile(FileShare)
    case newMailFlowRule(MailFlowRule)
    case newConnector(MailConnector)
    /// The unified audit log is switched on or off.
    case setAuditing(Bool)
    case conditionalAccess(PolicyAct, policy: JSONText)
    /// The own domain signs in elsewhere.
    case federateDomain

    /// A sign-in from the browser, from far away when the identity provider finds it risky.
    static func signIn(risk: Risk?) -> Act {
      .signIn(risk.map { SignInManner(risk: $0, country: "XZ") } ?? SignInManner())
    }
  }

  /// What is done to a policy of conditional access.
  enum PolicyAct: Sendable {
    case add, delete

    /// As the directory's log names it.
    var activity: StaticString {
      switch self {
      case .add: "Add conditional access policy"
      case .delete: "Delete conditional access policy"
      }
    }

    /// The same in the unified audit log, whose directory operations end in a full stop.
    var operation: StaticString {
      switch self {
      case .add: "Add conditional access policy."
      case .delete: "Delete conditional access policy."
      }
    }

    var type: StaticString {
      switch self {
      case .add: "Add"
      case .delete: "Delete"
      }
    }
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
