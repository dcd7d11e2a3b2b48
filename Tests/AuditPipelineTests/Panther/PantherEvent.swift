import Foundation

/// One labelled event of Panther's rule tests, in the form in which an export would hold it.
///
/// Panther wraps Graph's objects as Azure Monitor does (`properties`, `category`, `resultType`) and lowers some names; a person
/// exports the objects themselves. Only that is put back; what an event says stays as it is.
struct PantherEvent {
  let rule: String
  let test: String
  let isExpected: Bool
  private let event: [String: Any]

  init?(line: Substring) throws {
    guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
      let rule = object["rule_id"] as? String, let test = object["test_name"] as? String,
      let isExpected = object["expected_alert"] as? Bool, let event = object["event"] as? [String: Any]
    else { return nil }
    (self.rule, self.test, self.isExpected, self.event) = (rule, test, isExpected, event)
  }

  static func all(in text: String) throws -> [PantherEvent] {
    try text.split(separator: "\n").compactMap { try PantherEvent(line: $0) }
  }

  var exported: Data {
    get throws { try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]) }
  }

  private var object: [String: Any] {
    guard let properties = event["properties"] as? [String: Any] else {
      return event.reduce(into: [:]) { object, member in
        let name = Self.auditNames[member.key] ?? member.key
        object[name] = name == "CreationTime" ? Self.moment(member.value) : member.value
      }
    }
    var object = properties
    let time = event["time"] ?? event["p_event_time"]
    if (event["category"] as? String)?.hasSuffix("SignInLogs") == true {
      object["createdDateTime"] = Self.moment(object["createdDateTime"] ?? time)
      if object["status"] == nil, let code = (event["resultType"] as? String).flatMap({ Int($0) }) {
        object["status"] = ["errorCode": code]
      }
      if let number = (object["autonomousSystemNumber"] as? String).flatMap({ Int($0) }) {
        object["autonomousSystemNumber"] = number
      }
    } else {
      object["activityDateTime"] = Self.moment(object["activityDateTime"] ?? time)
      object["activityDisplayName"] = object["activityDisplayName"] ?? event["operationName"]
      object["result"] = object["result"] ?? event["result"]
    }
    return object
  }

  /// `2024-09-23 14:33:09.049661100` → `2024-09-23T14:33:09.0496611Z`.
  private static func moment(_ value: Any?) -> Any {
    guard var text = value as? String, text.count >= 19 else { return value ?? NSNull() }
    if text.hasSuffix("+00:00") { text = text.dropLast(6) + "Z" }
    if text.hasSuffix("Z") { text.removeLast() }
    return text.prefix(27).replacing(" ", with: "T") + "Z"
  }

  /// Names that Panther lowers → those of the audit log.
  private static let auditNames = Dictionary(
    [
      "ClientIP", "CreationTime", "ExternalAccess", "Id", "ObjectId", "Operation", "OrganizationId", "OrganizationName",
      "OriginatingServer", "Parameters", "RecordType", "ResultStatus", "UserId", "UserKey", "UserType", "Workload",
    ].map { ($0.lowercased(), $0) }
  ) { first, _ in first }
}
