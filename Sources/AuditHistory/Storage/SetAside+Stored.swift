import AuditModel

extension SetAside {
  /// The causes with their counts as a JSON object; nil for nothing.
  var stored: String? {
    if counts.isEmpty { return nil }
    return "{" + sortedCounts.map { "\"\($0.cause.rawValue)\":\($0.count)" }.joined(separator: ",") + "}"
  }

  /// - Parameter stored: nil where a version that did not keep causes recorded the total alone.
  init(total: Int, stored: String?) throws {
    guard let stored else {
      self.init([.unrecorded: total])
      return
    }
    var counts: [Cause: Int] = [:]
    var reader = JSONReader(stored)
    try reader.object { reader, name in
      let count = Int(try reader.number())
      counts[Cause(rawValue: name) ?? .unrecorded, default: 0] += count
    }
    self.init(counts)
  }
}
