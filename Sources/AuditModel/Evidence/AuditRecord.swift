/// One record of the unified audit log, reduced to what checks read.
///
/// Source: Search-UnifiedAuditLog, Graph `security/auditLog/queries/{id}/records`, Management Activity API (ids are equal).
package struct AuditRecord: Hashable, Sendable {
  package let id: String
  /// Without the trailing dot and blanks that some services add: `Add member to role`, `New-InboxRule`.
  package let operation: String
  package let occurredAt: Timestamp
  /// The actor as written: an address, `NT AUTHORITY\SYSTEM (…)`, a service principal, a GUID; nil when empty.
  package var actor: String?
  /// Microsoft's UserType number: 0 regular, 1 reserved, 2 admin, 3 DcAdmin, 4 System, 5 application, 6 service principal …
  package var actorType: Int?
  /// The mailbox or object acted on, as written (`…/contoso.onmicrosoft.com/AdeleV\rule`); nil when empty.
  package var objectID: String?
  package var mailboxOwner: String?
  /// Without port and brackets; nil when empty or not an address.
  package var clientAddress: String?
  /// Nil when the record does not say; spellings vary (True, Success, Succeeded, Failed …).
  package var hasSucceeded: Bool?
  package var applicationID: String?
  package var clientInfo: String?
  /// 0 owner, 1 administrator, 2 delegate (mailbox audit).
  package var logonType: Int?
  /// Cmdlet parameters (`Parameters`), mailbox properties (`OperationProperties`), changed properties of the directory
  /// (`ModifiedProperties`), and single members that checks read (`SourceFileName`, `Reason` …), in the record's order.
  package var parameters: [Parameter]
  /// Path of the folder acted on, and what was granted on it, for folder permissions.
  package var folderPath: String?
  package var memberName: String?
  package var memberRights: String?
  /// The messages acted on (`Item`, `AffectedItems`).
  package var items: [MailItem]
  /// How many messages the record stands for, where it says so (`OperationCount`) or lists them.
  package var itemCount: Int?
  package var sessionID: String?
  /// The detail JSON was empty or cut; only the outer columns are known.
  package var isTruncated: Bool

  package struct Parameter: Hashable, Sendable {
    package let name: String
    package let value: String
    /// The value before; nil but for changed properties.
    package let oldValue: String?
    package init(_ name: String, _ value: String, old: String? = nil) {
      self.name = name
      self.value = value
      oldValue = old
    }
  }

  /// One message that a mailbox record names.
  package struct MailItem: Hashable, Sendable {
    package var subject: String?
    /// Path of the folder in which it lay, such as `\Sent Items`, in the mailbox's language.
    package var folderPath: String?
    /// The internet message id, with its angle brackets.
    package var messageID: String?
    package init(subject: String? = nil, folderPath: String? = nil, messageID: String? = nil) {
      self.subject = subject
      self.folderPath = folderPath
      self.messageID = messageID
    }
  }

  package init(
    id: String, operation: String, occurredAt: Timestamp, actor: String? = nil, actorType: Int? = nil,
    objectID: String? = nil, mailboxOwner: String? = nil, clientAddress: String? = nil, hasSucceeded: Bool? = nil,
    applicationID: String? = nil, clientInfo: String? = nil, logonType: Int? = nil, parameters: [Parameter] = [],
    folderPath: String? = nil, memberName: String? = nil, memberRights: String? = nil, items: [MailItem] = [],
    itemCount: Int? = nil, sessionID: String? = nil, isTruncated: Bool = false
  ) {
    self.id = id
    self.operation = operation
    self.occurredAt = occurredAt
    self.actor = actor
    self.actorType = actorType
    self.objectID = objectID
    self.mailboxOwner = mailboxOwner
    self.clientAddress = clientAddress
    self.hasSucceeded = hasSucceeded
    self.applicationID = applicationID
    self.clientInfo = clientInfo
    self.logonType = logonType
    self.parameters = parameters
    self.folderPath = folderPath
    self.memberName = memberName
    self.memberRights = memberRights
    self.items = items
    self.itemCount = itemCount
    self.sessionID = sessionID
    self.isTruncated = isTruncated
  }

  /// The first parameter of that name, compared without regard to case.
  package func parameter(_ name: String) -> String? {
    parameters.first { $0.name == name || $0.name.isSpelt(like: name) }?.value
  }
}

extension String {
  /// Equal but for the case of ASCII letters; allocates nothing, because it is asked millions of times.
  fileprivate func isSpelt(like other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    return zip(utf8, other.utf8).allSatisfy { left, right in
      left == right || (left | 0x20 == right | 0x20 && (97...122).contains(left | 0x20))
    }
  }
}
