import WireJSON

/// The operations of the unified audit log to keep; decides on bytes, without making a text.
struct OperationFilter {
  /// At the index of their length in bytes.
  private let names: [[[UInt8]]]

  /// - Parameter operations: in lower case.
  init(_ operations: Set<String>) {
    var names = [[[UInt8]]](repeating: [], count: (operations.map(\.utf8.count).max() ?? 0) + 1)
    for operation in operations { names[operation.utf8.count].append(Array(operation.utf8)) }
    self.names = names
  }

  /// Letters are compared without regard to case.
  func keeps(_ operation: JSONText) -> Bool {
    guard operation.count < names.count else { return false }
    return names[operation.count].contains { name in
      var index = 0
      while index < name.count {
        let byte = operation.bytes[index]
        if (byte &- 65 < 26 ? byte | 32 : byte) != name[index] { return false }
        index += 1
      }
      return true
    }
  }
}
