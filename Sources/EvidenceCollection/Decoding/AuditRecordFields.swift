import AuditModel
import WireJSON

/// The members of an audit record that checks read, where they lie: no text is made before the record is known to be kept.
struct AuditRecordFields {
  private(set) var id: JSONText?
  /// Trimmed.
  private(set) var operation: JSONText?
  private(set) var occurredAt: Timestamp?
  private(set) var actor: JSONText?
  private(set) var actorType: Int?
  private(set) var objectID: JSONText?
  private(set) var mailboxOwner: JSONText?
  private(set) var result: JSONText?
  private(set) var applicationID: JSONText?
  private(set) var clientInfo: JSONText?
  private(set) var logonType: Int?
  private(set) var parameters: JSONView?
  private(set) var operationProperties: JSONView?
  private(set) var folderPath: JSONText?
  private(set) var memberName: JSONText?
  private(set) var memberRights: JSONText?
  private(set) var item: JSONView?
  private(set) var affectedItems: JSONView?
  private(set) var folders: JSONView?
  private(set) var operationCount: Int?
  private(set) var sessionID: JSONText?
  private(set) var modifiedProperties: JSONView?
  private(set) var extendedProperties: JSONView?
  private(set) var deviceProperties: JSONView?
  /// Single members that become parameters, in the record's order.
  private(set) var single: [(name: AuditRecordName, value: JSONView)] = []
  /// The `AuditData` of a row or of Graph's record.
  private(set) var detail: JSONView?
  /// The record has the columns of a row or of Graph's record, which keep the detail apart.
  private(set) var isEnvelope = false
  private var clientIP: JSONText?
  private var clientIPAddress: JSONText?
  private var actorIPAddress: JSONText?
  private var outerIP: JSONText?

  /// The first of the addresses that is one.
  var clientAddress: String? {
    clientIP.flatMap(NetworkAddress.normalized) ?? clientIPAddress.flatMap(NetworkAddress.normalized)
      ?? actorIPAddress.flatMap(NetworkAddress.normalized) ?? outerIP.flatMap(NetworkAddress.normalized)
  }

  /// A member of the line's own object, whatever its form.
  mutating func addOuter(_ name: AuditRecordName, _ value: JSONView) throws {
    switch name {
    case .rowDetail, .graphDetail:
      detail = value
      isEnvelope = true
    case .rowOperation, .graphOperation:
      operation = try nonEmpty(value)?.trimmedName
      isEnvelope = true
    case .rowTime, .graphTime:
      occurredAt = try value.optionalTimestamp()
      isEnvelope = true
    case .rowActor, .graphActor: actor = try nonEmpty(value) ?? actor
    // Graph's `userId` is the classic UserKey: a last resort.
    case .graphUserKey: actor = try actor ?? nonEmpty(value)
    case .rowID, .graphID, .exportID: id = try nonEmpty(value)
    case .graphObjectID: objectID = try nonEmpty(value)
    case .graphActorType: actorType = try Self.actorType(value)
    case .graphAddress: outerIP = try nonEmpty(value)
    default: try addInner(name, value)
    }
  }

  /// A member of the AuditData object; what it says goes before the outer columns.
  mutating func addInner(_ name: AuditRecordName, _ value: JSONView) throws {
    switch name {
    case .id: id = try nonEmpty(value) ?? id
    case .operation: operation = try nonEmpty(value)?.trimmedName ?? operation
    case .time: occurredAt = try value.optionalTimestamp() ?? occurredAt
    case .actor: actor = try nonEmpty(value) ?? actor
    case .actorType: actorType = try Self.actorType(value) ?? actorType
    case .objectID: objectID = try nonEmpty(value) ?? objectID
    case .mailboxOwner: mailboxOwner = try nonEmpty(value)
    case .clientIP: clientIP = try nonEmpty(value)
    case .clientIPAddress: clientIPAddress = try nonEmpty(value)
    case .actorIPAddress: actorIPAddress = try nonEmpty(value)
    case .result: result = try nonEmpty(value)
    case .applicationID: applicationID = try nonEmpty(value) ?? applicationID
    case .clientApplicationID, .signInApplicationID: applicationID = try applicationID ?? nonEmpty(value)
    case .clientInfo: clientInfo = try nonEmpty(value)
    case .logonType: logonType = try value.optionalInt()
    case .parameters: parameters = value
    case .operationProperties: operationProperties = value
    case .item:
      item = value
      if let folder = value["ParentFolder"], folder.isObject { try addFolder(folder) }
    case .affectedItems: affectedItems = value
    case .folders: folders = value
    case .operationCount: operationCount = try value.optionalInt()
    case .sessionID: sessionID = try nonEmpty(value) ?? sessionID
    case .modifiedProperties: modifiedProperties = value
    case .extendedProperties: extendedProperties = value
    case .deviceProperties: deviceProperties = value
    case .applicationAccess where value.isObject:
      sessionID = try sessionID ?? value["AADSessionId"].flatMap(nonEmpty)
      applicationID = try applicationID ?? value["ClientAppId"].flatMap(nonEmpty)
    case let name where name.isParameter: single.append((name, value))
    case .folder: if value.isObject, folderPath == nil { try addFolder(value) }
    default: break
    }
  }

  private mutating func addFolder(_ folder: JSONView) throws {
    for (key, value) in folder.members {
      switch key {
      case "Path": folderPath = try nonEmpty(value)
      case "MemberUpn": memberName = try nonEmpty(value)
      case "MemberRights": memberRights = try nonEmpty(value)
      default: break
      }
    }
  }

  private func nonEmpty(_ value: JSONView) throws -> JSONText? {
    guard let text = try value.optionalText(), !text.isEmpty else { return nil }
    return text
  }

  /// Microsoft's number, or Graph's word for it; nil for words that are not known.
  private static func actorType(_ value: JSONView) throws -> Int? {
    guard let text = value.text else { return try value.optionalInt() }
    if let number = Int(text.string) { return number }
    return names.firstIndex { text.isEqualIgnoringCase($0) }
  }

  // Source: Management Activity API schema, AuditLogRecordType UserType, checked 2026-08.
  private static let names: [StaticString] = [
    "Regular", "Reserved", "Admin", "DcAdmin", "System", "Application", "ServicePrincipal", "CustomPolicy",
    "SystemPolicy", "PartnerTechnician", "Guest",
  ]
}
