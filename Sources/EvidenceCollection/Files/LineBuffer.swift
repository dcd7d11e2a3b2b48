import WireJSON

/// The memory into which lines are read; kept from file to file, so that small files cost no allocation each.
final class LineBuffer {
  private(set) var start: UnsafeMutablePointer<UInt8>
  /// In bytes, without the padding behind them.
  private(set) var capacity: Int

  init() {
    capacity = 0
    start = Self.allocate(0)
  }

  deinit { start.deallocate() }

  /// Makes room for so many bytes; what was in it is gone.
  func reserve(_ count: Int) {
    if count > capacity { replace(count, keeping: 0) }
  }

  /// Doubles the room and keeps the first bytes.
  func grow(keeping filled: Int) { replace(capacity * 2, keeping: filled) }

  private func replace(_ count: Int, keeping filled: Int) {
    let larger = Self.allocate(count)
    larger.update(from: start, count: filled)
    start.deallocate()
    start = larger
    capacity = count
  }

  /// Padded, and filled with zeros so that the parser's look ahead reads defined bytes.
  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + JSONParser.padding)
    buffer.initialize(repeating: 0, count: capacity + JSONParser.padding)
    return buffer
  }
}
