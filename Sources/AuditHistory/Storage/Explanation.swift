import AuditModel

/// Why something could not be seen, as one JSON text that many nights share.
struct Explanation {
  var gaps: [CollectionGap] = []
  var unavailableHints: [EvidenceKind] = []
  var missedUsers: [UserID]? = []
  var note: String?

  /// The text to store; nil when there is nothing to explain.
  var content: String? {
    if gaps.isEmpty, unavailableHints.isEmpty, missedUsers == [], note == nil { return nil }
    var writer = JSONWriter()
    writer.object { object in
      object.name("gaps")
      object.array { array in
        for gap in gaps { array.gap(gap) }
      }
      object.name("unavailable_hints")
      object.strings(unavailableHints.lazy.map(\.rawValue))
      object.name("missed_users")
      object.users(missedUsers)
      object.name("note")
      object.string(note)
    }
    return writer.text
  }

  /// FNV-1a of a text, to find it among those stored. Not a proof that two are the same: compare them.
  static func digest(of content: String) -> Int64 {
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in content.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int64(bitPattern: digest)
  }
}

extension Explanation {
  init(content: String) throws {
    var reader = JSONReader(content)
    try reader.object { reader, name in
      switch name {
      case "gaps": gaps = try reader.array { try $0.gap() }
      case "unavailable_hints": unavailableHints = try reader.array { try $0.word() }
      case "missed_users": missedUsers = try reader.optional { try $0.users() }
      case "note": note = try reader.optional { try $0.string() }
      default: try reader.skip()
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func users(_ users: [UserID]?) {
    guard let users else { return null() }
    strings(users.lazy.map(\.rawValue))
  }

  fileprivate mutating func gap(_ gap: CollectionGap) {
    object { object in
      object.name("kind")
      object.string(gap.kind.rawValue)
      object.name("reason")
      object.string(gap.reason.rawValue)
      object.name("message")
      object.string(gap.message)
      object.name("needs")
      object.strings(gap.needs)
      object.name("missed_users")
      object.users(gap.missedUsers)
      object.name("error")
      object.error(gap.error)
    }
  }

  private mutating func error(_ error: ServiceError?) {
    guard let error else { return null() }
    object { object in
      object.name("http")
      object.number(error.http.map(Int64.init))
      object.name("code")
      object.string(error.code)
      object.name("request_id")
      object.string(error.requestID)
      object.name("at")
      object.number(error.at?.microseconds)
    }
  }
}

extension JSONReader {
  fileprivate mutating func users() throws -> [UserID] { try array { UserID(rawValue: try $0.string()) } }

  fileprivate mutating func gap() throws -> CollectionGap {
    var kind: EvidenceKind?
    var reason: GapReason?
    var message: String?
    var needs: [String] = []
    var missedUsers: [UserID]?
    var error: ServiceError?
    try object { reader, name in
      switch name {
      case "kind": kind = try reader.word()
      case "reason": reason = try reader.word()
      case "message": message = try reader.string()
      case "needs": needs = try reader.array { try $0.string() }
      case "missed_users": missedUsers = try reader.optional { try $0.users() }
      case "error": error = try reader.optional { try $0.error() }
      default: try reader.skip()
      }
    }
    guard let kind, let reason, let message else { throw UnreadableRow(reason: "a recorded gap is incomplete") }
    return CollectionGap(
      kind: kind, reason: reason, message: message, needs: needs, missedUsers: missedUsers, error: error)
  }

  private mutating func error() throws -> ServiceError {
    var http: Int?
    var code: String?
    var requestID: String?
    var moment: Timestamp?
    try object { reader, name in
      switch name {
      case "http": http = try reader.optional { Int(try $0.number()) }
      case "code": code = try reader.optional { try $0.string() }
      case "request_id": requestID = try reader.optional { try $0.string() }
      case "at": moment = try reader.optional { Timestamp(microseconds: try $0.number()) }
      default: try reader.skip()
      }
    }
    return ServiceError(http: http, code: code, requestID: requestID, at: moment)
  }
}
