/// One record of the unified audit log, reduced to what checks read.
///
/// Source: Search-UnifiedAuditLog, Graph `security/auditLog/queries/{id}/records`, Management Activity API (ids are equal).
package struct AuditRecord: Hashable, Sendable {
  /// A record has many texts and is handed around in many lists: its copies share what they hold.
  private final class Shared: Sendable {
    let fields: Fields
    init(_ fields: Fields) { self.fields = fields }
  }
  private struct Fields: Hashable {
    let id: String
    let operation: String
    let occurredAt: Timestamp
    let actor: String?
    let actorType: Int?
    let objectID: String?
    var mailboxOwner: String?
    var clientAddress: String?
    var hasSucceeded: Bool?
    var applicationID: String?
    let clientInfo: String?
    let logonType: Int?
    var parameters: [Parameter]
    var folderPath: String?
    let memberName: String?
    let memberRights: String?
    var items: [MailItem]
    var itemCount: Int?
    let sessionID: String?
    var isTruncated: Bool
  }
  private var shared: Shared

  package var id: String { shared.fields.id }
  /// Without the trailing dot and blanks that some services add: `Add member to role`, `New-InboxRule`.
  package var operation: String { shared.fields.operation }
  package var occurredAt: Timestamp { shared.fields.occurredAt }
  /// The actor as written: an address, `NT AUTHORITY\SYSTEM (…)`, a service principal, a GUID; nil when empty.
  package var actor: String? { shared.fields.actor }
  /// Microsoft's UserType number: 0 regular, 1 reserved, 2 admin, 3 DcAdmin, 4 System, 5 application, 6 service principal …
  package var actorType: Int? { shared.fields.actorType }
  /// The mailbox or object acted on, as written (`…/contoso.onmicrosoft.com/AdeleV\rule`); nil when empty.
  package var objectID: String? { shared.fields.objectID }
  package var mailboxOwner: String? {
    get { shared.fields.mailboxOwner }
    set { edit { $0.mailboxOwner = newValue } }
  }
  /// Without port and brackets; nil when empty or not an address.
  package var clientAddress: String? {
    get { shared.fields.clientAddress }
    set { edit { $0.clientAddress = newValue } }
  }
  /// Nil when the record does not say; spellings vary (True, Success, Succeeded, Failed …).
  package var hasSucceeded: Bool? {
    get { shared.fields.hasSucceeded }
    set { edit { $0.hasSucceeded = newValue } }
  }
  package var applicationID: String? {
    get { shared.fields.applicationID }
    set { edit { $0.applicationID = newValue } }
  }
  package var clientInfo: String? { shared.fields.clientInfo }
  /// 0 owner, 1 administrator, 2 delegate (mailbox audit).
  package var logonType: Int? { shared.fields.logonType }
  /// Cmdlet parameters (`Parameters`), mailbox properties (`OperationProperties`), changed properties of the directory
  /// (`ModifiedProperties`), and single members that checks read (`SourceFileName`, `Reason` …), in the record's order.
  package var parameters: [Parameter] {
    get { shared.fields.parameters }
    set { edit { $0.parameters = newValue } }
  }
  /// Path of the folder acted on, and what was granted on it, for folder permissions.
  package var folderPath: String? {
    get { shared.fields.folderPath }
    set { edit { $0.folderPath = newValue } }
  }
  package var memberName: String? { shared.fields.memberName }
  package var memberRights: String? { shared.fields.memberRights }
  /// The messages acted on (`Item`, `AffectedItems`).
  package var items: [MailItem] {
    get { shared.fields.items }
    set { edit { $0.items = newValue } }
  }
  /// How many messages the record stands for, where it says so (`OperationCount`) or lists them.
  package var itemCount: Int? {
    get { shared.fields.itemCount }
    set { edit { $0.itemCount = newValue } }
  }
  package var sessionID: String? { shared.fields.sessionID }
  /// The detail JSON was empty or cut; only the outer columns are known.
  package var isTruncated: Bool {
    get { shared.fields.isTruncated }
    set { edit { $0.isTruncated = newValue } }
  }

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
    shared = Shared(
      Fields(
        id: id, operation: operation, occurredAt: occurredAt, actor: actor, actorType: actorType, objectID: objectID,
        mailboxOwner: mailboxOwner, clientAddress: clientAddress, hasSucceeded: hasSucceeded,
        applicationID: applicationID, clientInfo: clientInfo, logonType: logonType, parameters: parameters,
        folderPath: folderPath, memberName: memberName, memberRights: memberRights, items: items, itemCount: itemCount,
        sessionID: sessionID, isTruncated: isTruncated))
  }

  package static func == (left: AuditRecord, right: AuditRecord) -> Bool {
    left.shared === right.shared || left.shared.fields == right.shared.fields
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(shared.fields) }

  private mutating func edit(_ change: (inout Fields) -> Void) {
    var fields = shared.fields
    change(&fields)
    shared = Shared(fields)
  }

  /// The first parameter of that name, compared without regard to case.
  package func parameter(_ name: String) -> String? {
    parameters.first { $0.name == name || $0.name.isSpelt(like: name) }?.value
  }
}

extension AuditRecord: CustomStringConvertible {
  /// All that it holds: copies of one time and id are put in order by it.
  package var description: String { "\(shared.fields)" }
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
