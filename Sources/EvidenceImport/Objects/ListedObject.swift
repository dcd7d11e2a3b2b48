import AuditModel
import WireJSON

/// What an import must know of one object of a listing.
struct ListedObject {
  private(set) var id: [UInt8] = []
  /// When the event happened; nil for objects that are no events.
  private(set) var moment: Timestamp?
  /// The owner, where an Exchange object names one.
  private(set) var owner: UserReference?
  /// The type of an authentication method that its members give away.
  private(set) var methodType: String?
  /// The mailbox as an Exchange rule's identity names it.
  private(set) var mailbox: String?

  /// - Throws: `RowProblem` when it lacks what every reader of that kind needs.
  init(_ kind: EvidenceKind, _ object: JSONView) throws(RowProblem) {
    if object["@removed"] != nil { throw RowProblem("is the mark of a removed object, not an object") }
    switch kind {
    case .users:
      id = try Self.require("id", of: object)
      _ = try Self.require("userPrincipalName", of: object)
    case .mailboxes:
      id = Self.text(object, "ExternalDirectoryObjectId", "Guid", "ExchangeGuid", "PrimarySmtpAddress", "Identity")
    case .inboxRules:
      id = Self.text(object, "id", "Identity", "RuleIdentity")
      readMailbox(object)
    case .directoryAudits:
      id = Self.text(object, "id")
      moment = try Self.moment(object, "activityDateTime")
    case .signIns:
      id = Self.text(object, "id")
      moment = try Self.moment(object, "createdDateTime")
    case .riskDetections:
      id = Self.text(object, "id")
      moment = try Self.moment(object, "detectedDateTime", "activityDateTime")
    case .authenticationMethods:
      id = Self.text(object, "id")
      if object["phoneNumber"] != nil, object["phoneType"] != nil { methodType = "phoneAuthenticationMethod" }
    default: id = Self.text(object, "id")
    }
  }

  /// The key by which duplicates are told; objects without an id are told by all that they say.
  static func key(
    _ kind: EvidenceKind, owner: UserReference?, id: [UInt8], _ raw: UnsafeBufferPointer<UInt8>
  ) -> SeenRecords.Key {
    if id.isEmpty { return SeenRecords.Key(kind, owner: owner, id: raw) }
    return id.withUnsafeBufferPointer { SeenRecords.Key(kind, owner: owner, id: $0) }
  }

  /// Exchange names a mailbox by what it was asked for, by alias or by mailbox GUID: only an address names a user.
  private mutating func readMailbox(_ rule: JSONView) {
    let identity = String(decoding: Self.text(rule, "Identity"), as: UTF8.self)
    if let backslash = identity.lastIndex(of: "\\") { mailbox = String(identity[..<backslash]) }
    let named = String(decoding: Self.text(rule, "MailboxOwnerId"), as: UTF8.self)
    for name in [named, mailbox ?? ""] where name.contains("@") && !name.contains("\\") && owner == nil {
      owner = UserReference(written: name)
    }
  }

  private static func require(_ name: StaticString, of object: JSONView) throws(RowProblem) -> [UInt8] {
    let text = text(object, name)
    guard !text.isEmpty else { throw RowProblem("has no \(name); ask for it with $select") }
    return text
  }

  /// The first of these members that holds a text or a number.
  private static func text(_ object: JSONView, _ names: StaticString...) -> [UInt8] {
    for name in names {
      guard let value = object[name] else { continue }
      if let text = value.text, !text.isEmpty { return Array(text.bytes) }
      if let number = value.uint { return Array(String(number).utf8) }
    }
    return []
  }

  private static func moment(_ object: JSONView, _ names: StaticString...) throws(RowProblem) -> Timestamp {
    for name in names {
      guard let text = object[name]?.text else { continue }
      if case .moment(let moment) = ExportDate(text.bytes) { return moment }
      throw RowProblem("\(name) “\(text.string.prefix(40))” is no date")
    }
    throw RowProblem("\(names[0]) is missing")
  }
}
