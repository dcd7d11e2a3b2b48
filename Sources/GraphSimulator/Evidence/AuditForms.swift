import Foundation

/// The three forms of an audit record, made of each other: AuditData, Search-UnifiedAuditLog row, Graph record.
enum AuditForms {
  /// The operation of a record of any form.
  static func operation(_ records: RenderedKind, _ position: Int) -> String {
    records.text(["Operation"], of: position) ?? records.text(["Operations"], of: position)
      ?? records.text(["operation"], of: position) ?? ""
  }

  /// Whose doing it was.
  static func person(_ records: RenderedKind, _ position: Int) -> String {
    records.text(["UserIds"], of: position) ?? records.text(["userPrincipalName"], of: position)
      ?? records.text(["UserId"], of: position) ?? ""
  }

  /// As Graph's audit search lists it.
  static func graphRecord(_ records: RenderedKind, _ position: Int) -> [UInt8] {
    let line = records.withObject(position) { Array($0) }
    if records.text(["id"], of: position) != nil { return line }
    // A row keeps its AuditData as a text, which may be empty or cut.
    let details = records.text(["AuditData"], of: position).map { Array($0.utf8) } ?? line
    let data = (try? JSONSerialization.jsonObject(with: Data(details)) as? [String: Any]) ?? [:]
    func text(_ name: String) -> JSONTree { (data[name] as? String).map { .text($0) } ?? .null }
    let type = records.text(["RecordType"], of: position) ?? recordTypeName(data["RecordType"] as? Int ?? 0)
    return JSONTree.object([
      ("id", .text(data["Id"] as? String ?? records.text(["Identity"], of: position) ?? "")),
      ("createdDateTime", .text(records.moments[position].text)), ("auditLogRecordType", .text(type)),
      ("operation", .text(operation(records, position))), ("organizationId", text("OrganizationId")),
      ("userType", .text(userTypeName(data["UserType"] as? Int ?? 0))), ("userId", text("UserKey")),
      ("service", text("Workload")), ("objectId", text("ObjectId")),
      ("userPrincipalName", .text(person(records, position))),
      ("clientIp", .null), ("administrativeUnits", .list([""])),
      ("auditData", data.isEmpty ? .null : .raw(typed(details))),
    ]).bytes
  }

  /// As Search-UnifiedAuditLog lists it, with its position among all results.
  static func row(_ records: RenderedKind, _ position: Int, index: Int, count: Int) -> [UInt8] {
    let line = records.withObject(position) { Array($0) }
    let places =
      "\"ResultIndex@data.type\":\"System.Int32\",\"ResultIndex\":\(index),\"ResultCount@data.type\":\"System.Int32\",\"ResultCount\":\(count)"
    if records.text(["CreationDate"], of: position) != nil {
      var out: [UInt8] = []
      let members = ["ResultIndex", "ResultCount", "ResultIndex@data.type", "ResultCount@data.type"]
      line.withUnsafeBufferPointer { Projection(selected: nil, dropped: Set(members)).write($0, to: &out) }
      return Array(out.dropLast()) + Array(("," + places + "}").utf8)
    }
    let isGraph = records.text(["id"], of: position) != nil
    let details =
      isGraph
      ? records.withObject(position) { bytes in
        ObjectScanner.value(of: ["auditData"], in: 0..<bytes.count, bytes).map { Array(bytes[$0]) } ?? Array("{}".utf8)
      } : line
    let plain = isGraph ? untyped(details) : details
    let data = (try? JSONSerialization.jsonObject(with: Data(plain)) as? [String: Any]) ?? [:]
    let type = records.text(["auditLogRecordType"], of: position) ?? recordTypeName(data["RecordType"] as? Int ?? 0)
    var out = JSONBytes()
    out.raw("{")
    out.member("RecordType", type)
    out.raw(",\"CreationDate@data.type\":\"System.DateTime\",")
    out.member("CreationDate", records.moments[position].withFraction)
    out.raw(",")
    out.member("UserIds", person(records, position))
    out.raw(",")
    out.member("Operations", operation(records, position))
    out.raw(",")
    out.member("AuditData", String(decoding: plain, as: UTF8.self))
    out.raw("," + places + ",")
    out.member("Identity", data["Id"] as? String ?? records.text(["id"], of: position) ?? "")
    out.raw(",\"IsValid@data.type\":\"System.Boolean\",\"IsValid\":true,\"ObjectState\":\"Unchanged\"}")
    return out.bytes
  }

  /// AuditData as Graph shows it: with its type.
  private static func typed(_ details: [UInt8]) -> [UInt8] {
    guard details.first == UInt8(ascii: "{"), details.count > 2 else { return details }
    return Array("{\"@odata.type\":\"#microsoft.graph.security.defaultAuditData\",".utf8) + details.dropFirst()
  }

  /// AuditData as Exchange shows it: without `@odata.type` and its siblings.
  private static func untyped(_ details: [UInt8]) -> [UInt8] {
    var out: [UInt8] = [UInt8(ascii: "{")]
    details.withUnsafeBufferPointer { bytes in
      ObjectScanner.forEachMember(of: bytes, in: 0..<bytes.count) { name, value in
        if bytes[name].contains(UInt8(ascii: "@")) { return true }
        if out.count > 1 { out.append(UInt8(ascii: ",")) }
        out += [UInt8(ascii: "\"")] + bytes[name] + Array("\":".utf8) + bytes[value]
        return true
      }
    }
    return out + [UInt8(ascii: "}")]
  }

  private static func recordTypeName(_ number: Int) -> String {
    let names = [
      1: "ExchangeAdmin", 2: "ExchangeItem", 3: "ExchangeItemGroup", 8: "AzureActiveDirectory",
      9: "AzureActiveDirectoryAccountLogon", 15: "AzureActiveDirectoryStsLogon", 50: "ExchangeItemAggregated",
    ]
    return names[number] ?? "\(number)"
  }

  private static func userTypeName(_ number: Int) -> String {
    let names = [
      "Regular", "Reserved", "Admin", "DcAdmin", "System", "Application", "ServicePrincipal", "CustomPolicy",
      "SystemPolicy",
      "PartnerTechnician", "Guest",
    ]
    return names.indices.contains(number) ? names[number] : "Regular"
  }
}
