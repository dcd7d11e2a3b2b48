/// A GUID made from the seed and a purpose: the same on every night and every machine.
struct SyntheticID: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  init(seed: UInt64, _ purpose: Purpose, _ first: Int, _ second: Int = 0, _ third: Int = 0) {
    var generator = SeededGenerator(
      seed: seed, purpose.rawValue, UInt64(bitPattern: Int64(first)), UInt64(bitPattern: Int64(second)),
      UInt64(bitPattern: Int64(third)))
    self.init(from: &generator)
  }

  /// The next GUID of a stream of random numbers.
  init(from generator: inout SeededGenerator) {
    // Version 4, variant 1 (RFC 9562), as Microsoft's own ids.
    high = generator.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    low = generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
  }

  /// 64 of its bits, for numbers that must go with it (Exchange's rule identity).
  var number: UInt64 { low }

  /// Its 36 characters in lower case.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Its 36 ASCII characters.
  var bytes: [UInt8] {
    var line = JSONLine()
    line.piece(self)
    return line.bytes
  }

  /// Writes its 36 characters into a buffer of at least that size.
  func write(to target: UnsafeMutableBufferPointer<UInt8>) {
    var position = 0
    for index in 0..<16 {
      if index == 4 || index == 6 || index == 8 || index == 10 {
        target[position] = 0x2D
        position += 1
      }
      let word = index < 8 ? high : low
      let byte = UInt8(truncatingIfNeeded: word >> UInt64(56 - (index & 7) * 8))
      target[position] = SyntheticID.digit(byte >> 4)
      target[position + 1] = SyntheticID.digit(byte & 15)
      position += 2
    }
  }

  private static func digit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 0x30 + nibble : 0x57 + nibble }
}
