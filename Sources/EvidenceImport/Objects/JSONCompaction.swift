/// Puts JSON text on one line, changing nothing else.
enum JSONCompaction {
  /// Appends the text without white space between its tokens; raw control characters inside strings become escapes.
  static func append(_ json: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    output.reserveCapacity(output.count + json.count)
    var isInString = false
    var index = 0
    while index < json.count {
      let byte = json[index]
      index += 1
      if isInString {
        switch byte {
        case UInt8(ascii: "\""): isInString = false
        case UInt8(ascii: "\\") where index < json.count && json[index] >= 0x20:
          output.append(byte)
          output.append(json[index])
          index += 1
          continue
        case 0x00..<0x20:
          escape(byte, to: &output)
          continue
        default: break
        }
        output.append(byte)
      } else if !JSONScan.isBlank(byte) {
        if byte == UInt8(ascii: "\"") { isInString = true }
        output.append(byte)
      }
    }
  }

  private static func escape(_ byte: UInt8, to output: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    output += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
