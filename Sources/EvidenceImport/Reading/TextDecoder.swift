/// Turns the chunks of a file into valid UTF-8, carrying what a chunk's end cuts in two.
///
/// What is no text in the file's encoding becomes U+FFFD and is counted: one damaged name must not lose a record.
struct TextDecoder {
  /// How many damaged sequences were replaced.
  private(set) var repairCount = 0
  private let encoding: TextEncoding
  private var carried: [UInt8] = []

  init(encoding: TextEncoding) { self.encoding = encoding }

  /// Appends the decoded chunk; at the end of the file an incomplete rest is replaced too.
  mutating func decode(_ chunk: ArraySlice<UInt8>, isLast: Bool, into text: inout [UInt8]) {
    if carried.isEmpty {
      chunk.withUnsafeBufferPointer { decode($0, isLast: isLast, into: &text) }
    } else {
      let joined = carried + chunk
      carried.removeAll(keepingCapacity: true)
      joined.withUnsafeBufferPointer { decode($0, isLast: isLast, into: &text) }
    }
  }

  private mutating func decode(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into text: inout [UInt8]) {
    switch encoding {
    case .utf8: decodeUTF8(bytes, isLast: isLast, into: &text)
    case .utf16LittleEndian: decodeUTF16(bytes, lowByteFirst: true, isLast: isLast, into: &text)
    case .utf16BigEndian: decodeUTF16(bytes, lowByteFirst: false, isLast: isLast, into: &text)
    }
  }

  // MARK: UTF-8

  private mutating func decodeUTF8(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into text: inout [UInt8]) {
    var kept = 0
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index = Self.endOfASCII(bytes, from: index)
        continue
      }
      let length = Self.sequenceLength(bytes, at: index)
      if length > 0 {
        index += length
        continue
      }
      text.append(contentsOf: bytes[kept..<index])
      if length == 0, !isLast {
        carried.append(contentsOf: bytes[index...])
        return
      }
      text.append(contentsOf: Self.replacement)
      repairCount += 1
      index += max(1, -length)
      kept = index
    }
    text.append(contentsOf: bytes[kept...])
  }

  /// Steps over ASCII eight bytes at a time.
  private static func endOfASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    let raw = UnsafeRawBufferPointer(bytes)
    while index + 8 <= raw.count, raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      index += 8
    }
    while index < bytes.count, bytes[index] < 0x80 { index += 1 }
    return index
  }

  /// The length of the well-formed sequence there; 0 when the buffer ends inside one; negative the bytes to replace.
  ///
  /// Source: The Unicode Standard, table 3-7.
  private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch bytes[start] {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return -1
    }
    for offset in 1..<length {
      guard start + offset < bytes.count else { return 0 }
      let allowed = offset == 1 ? second : 0x80...0xBF
      if !allowed.contains(bytes[start + offset]) { return -offset }
    }
    return length
  }

  // MARK: UTF-16

  private mutating func decodeUTF16(
    _ bytes: UnsafeBufferPointer<UInt8>, lowByteFirst: Bool, isLast: Bool, into text: inout [UInt8]
  ) {
    func unit(_ index: Int) -> UInt16 {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return lowByteFirst ? second << 8 | first : first << 8 | second
    }
    text.reserveCapacity(text.count + bytes.count)
    var index = 0
    while index + 1 < bytes.count {
      let value = unit(index)
      if value & 0xFC00 == 0xD800, index + 3 >= bytes.count, !isLast { break }
      index += 2
      if value & 0xF800 != 0xD800 {
        Self.append(UInt32(value), to: &text)
      } else if value & 0xFC00 == 0xD800, index + 1 < bytes.count, unit(index) & 0xFC00 == 0xDC00 {
        Self.append(0x10000 + (UInt32(value & 0x3FF) << 10 | UInt32(unit(index) & 0x3FF)), to: &text)
        index += 2
      } else {
        text.append(contentsOf: Self.replacement)
        repairCount += 1
      }
    }
    guard index < bytes.count else { return }
    if isLast {
      text.append(contentsOf: Self.replacement)
      repairCount += 1
    } else {
      carried.append(contentsOf: bytes[index...])
    }
  }

  private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
    switch scalar {
    case ..<0x80: text.append(UInt8(scalar))
    case ..<0x800: text += [UInt8(0xC0 | scalar >> 6), UInt8(0x80 | scalar & 0x3F)]
    case ..<0x10000:
      text += [UInt8(0xE0 | scalar >> 12), UInt8(0x80 | scalar >> 6 & 0x3F), UInt8(0x80 | scalar & 0x3F)]
    default:
      text += [
        UInt8(0xF0 | scalar >> 18), UInt8(0x80 | scalar >> 12 & 0x3F), UInt8(0x80 | scalar >> 6 & 0x3F),
        UInt8(0x80 | scalar & 0x3F),
      ]
    }
  }

  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
}
