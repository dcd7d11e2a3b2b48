import AuditModel

/// The traces of one tenant in as few bytes as they have text: a run keeps those of all its users until its end.
struct PackedTraces: Sendable {
  private var bytes: [UInt8] = []

  /// - Returns: where each trace stands, in their order.
  mutating func append(_ traces: [Trace]) -> [Int] {
    bytes.reserveCapacity(bytes.count + traces.reduce(0) { $0 + Self.size(of: $1) })
    return traces.map { trace in
      let place = bytes.count
      for text in [trace.kind.rawValue, trace.value, trace.userID?.rawValue, trace.findingKey?.rawValue] {
        write(text)
      }
      return place
    }
  }

  /// - Precondition: `append` gave that place.
  func trace(at place: Int) -> Trace {
    var position = place
    guard let kind = read(&position).flatMap(Trace.Kind.init(rawValue:)), let value = read(&position) else {
      preconditionFailure("no trace stands at \(place)")
    }
    let user = read(&position).map(UserID.init(rawValue:))
    let key = read(&position).map(FindingKey.init(rawValue:))
    return Trace(kind: kind, value: value, findingKey: key, userID: user)
  }

  /// A length of seven bits a byte, one more than the text has so that nothing differs from no text, and the text.
  private mutating func write(_ text: String?) {
    var length = text.map { $0.utf8.count + 1 } ?? 0
    while length >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: length) | 0x80)
      length >>= 7
    }
    bytes.append(UInt8(length))
    if let text { bytes.append(contentsOf: text.utf8) }
  }

  private func read(_ position: inout Int) -> String? {
    var length = 0
    var shift = 0
    while bytes[position] >= 0x80 {
      length |= Int(bytes[position] & 0x7F) << shift
      shift += 7
      position += 1
    }
    length |= Int(bytes[position]) << shift
    position += 1
    if length == 0 { return nil }
    defer { position += length - 1 }
    return String(decoding: bytes[position..<position + length - 1], as: UTF8.self)
  }

  private static func size(of trace: Trace) -> Int {
    let texts = [trace.kind.rawValue, trace.value, trace.userID?.rawValue, trace.findingKey?.rawValue]
    return texts.reduce(0) { $0 + ($1?.utf8.count ?? 0) + 2 }
  }
}
