package import AuditModel
package import WireJSON

/// Reads records of the unified audit log in all three forms that the archive holds.
///
/// AuditData form (`Id`, `CreationTime`, `Operation` …), Graph `auditLogRecord` (`auditData` beside its own columns) and
/// Search-UnifiedAuditLog row (`AuditData` as a text, which may be empty or cut). One decoder a task.
package final class AuditRecordDecoder {
  private let since: Timestamp?
  private let filter: OperationFilter?
  private let names = AuditRecordName.table
  /// For JSON in a text of the record, and for JSON in a text of that.
  private let detailParser = JSONParser()
  private lazy var parameterParser = JSONParser(maximumDepth: 64)

  package init(since: Timestamp? = nil, operations: Set<String>? = nil) {
    self.since = since
    filter = operations.map(OperationFilter.init)
  }

  /// How many records were of an operation that was asked for, of whatever time.
  package private(set) var askedFor = 0
  private var isAskedFor = false

  /// Nil when the record is older or of another operation than asked for.
  package func record(json view: JSONView) throws -> AuditRecord? {
    isAskedFor = false
    defer { if isAskedFor { askedFor += 1 } }
    return try readRecord(view)
  }

  private func readRecord(_ view: JSONView) throws -> AuditRecord? {
    try view.requireObject()
    var fields = AuditRecordFields()
    var isJudged = false
    for (key, value) in view.members {
      guard let name = names[key] else { continue }
      try fields.addOuter(name, value)
      // Decided as soon as the operation is read: most records need no further look.
      if !isJudged, let operation = fields.operation {
        guard isKept(operation) else { return nil }
        isJudged = true
      }
    }
    if let detail = fields.detail {
      if let text = detail.text {
        return try record(view, fields, detail: text)
      }
      if detail.isObject {
        var whole = fields
        try addMembers(of: detail, to: &whole)
        return try record(view, whole, isTruncated: false, seed: nil)
      }
    }
    return try record(view, fields, isTruncated: fields.isEnvelope, seed: nil)
  }

  private func addMembers(of detail: JSONView, to fields: inout AuditRecordFields) throws {
    for (key, value) in detail.members {
      if let name = names[key] { try fields.addInner(name, value) }
    }
  }

  /// With the detail as a text. One that is empty, cut or no object leaves what the outer columns say.
  private func record(_ view: JSONView, _ fields: AuditRecordFields, detail: JSONText) throws -> AuditRecord? {
    if !detail.isEmpty {
      do {
        return try detailParser.parse(detail) { inner in
          try inner.requireObject()
          var whole = fields
          try addMembers(of: inner, to: &whole)
          return try record(inner, whole, isTruncated: false, seed: nil)
        }
      } catch is JSONFailure {
        return try record(view, fields, isTruncated: true, seed: detail)
      }
    }
    return try record(view, fields, isTruncated: true, seed: nil)
  }

  /// - Parameter seed: what tells records without an id apart that are equal in their columns.
  private func record(
    _ view: JSONView, _ fields: AuditRecordFields, isTruncated: Bool, seed: JSONText?
  ) throws -> AuditRecord? {
    guard let operation = fields.operation, !operation.isEmpty else { throw view.missing("Operation") }
    guard isKept(operation) else { return nil }
    guard let occurredAt = fields.occurredAt else { throw view.missing("CreationTime") }
    if let since, occurredAt < since { return nil }
    let items = try fields.items()
    return AuditRecord(
      id: fields.id?.lowercasedString ?? Self.fingerprint(view, operation.string, occurredAt, seed),
      operation: operation.string, occurredAt: occurredAt, actor: fields.actor?.string,
      actorType: fields.actorType, objectID: fields.objectID?.string, mailboxOwner: fields.mailboxOwner?.string,
      clientAddress: fields.clientAddress, hasSucceeded: fields.result.flatMap(AuditResult.hasSucceeded),
      applicationID: fields.applicationID?.string, clientInfo: fields.clientInfo?.string, logonType: fields.logonType,
      parameters: try parameters(fields),
      folderPath: fields.folderPath?.string, memberName: fields.memberName?.string,
      memberRights: fields.memberRights?.string, items: items, itemCount: try fields.itemCount(listed: items.count),
      sessionID: fields.sessionID?.string, isTruncated: isTruncated)
  }

  private func isKept(_ operation: JSONText) -> Bool {
    guard filter?.keeps(operation) ?? true else { return false }
    isAskedFor = true
    return true
  }

  private func parameters(_ fields: AuditRecordFields) throws -> [AuditRecord.Parameter] {
    var all = try parameters(fields.parameters)
    if let properties = fields.operationProperties { all += try parameters(properties) }
    if let properties = fields.extendedProperties { all += try parameters(properties) }
    if let properties = fields.deviceProperties { all += try parameters(properties) }
    return all + (try fields.furtherParameters())
  }

  /// `[{"Name": …, "Value": …}]`, itself maybe as a text.
  private func parameters(_ view: JSONView?) throws -> [AuditRecord.Parameter] {
    guard let view, !view.isNull else { return [] }
    if let text = view.text {
      if text.isEmpty { return [] }
      return try parameterParser.parse(text) { try Self.parameters(of: $0) }
    }
    return try Self.parameters(of: view)
  }

  private static func parameters(of view: JSONView) throws -> [AuditRecord.Parameter] {
    if view.isObject {
      return view.members.filter { !$0.key.contains(UInt8(ascii: "@")) }
        .map { AuditRecord.Parameter($0.key.string, $0.value.plainText() ?? "") }
    }
    guard view.isArray else { throw view.mismatch(expected: "a list of parameters") }
    return try view.elements.map { element in
      try element.requireObject()
      var name = ""
      var value = ""
      for (key, member) in element.members {
        if key == "Name" { name = try member.optionalString() ?? "" }
        if key == "Value" { value = member.plainText() ?? "" }
      }
      return AuditRecord.Parameter(name, value)
    }
  }

  /// The stand-in id of a record that names none: over all that it says.
  private static func fingerprint(
    _ view: JSONView, _ operation: String, _ occurredAt: Timestamp, _ seed: JSONText?
  ) -> String {
    Fingerprint.text(of: [operation, "\(occurredAt.microseconds)", view.json, seed?.string ?? ""])
  }
}
