import Glibc
import WireJSON

/// Brings the many ways in which Microsoft writes a client's address to one.
enum NetworkAddress {
  /// `v4`, `v4:port`, `[v6]:port`, `[v6]`, `v6`, `v6%zone` and `::ffff:v4` without port, brackets, zone and mapping, v6 in its shortest
  /// form; nil for `<null>`, host names, and everything else.
  static func normalized(_ text: JSONText) -> String? {
    guard text.count > 1, text.count < 80 else { return nil }
    if let length = lengthOfV4(text) { return text[0..<length].string }
    var address = text.string
    if address.hasPrefix("[") {
      guard let bracket = address.firstIndex(of: "]") else { return nil }
      let rest = address[address.index(after: bracket)...]
      guard rest.isEmpty || (rest.first == ":" && rest.dropFirst().allSatisfy(\.isNumber)) else { return nil }
      address = String(address[address.index(after: address.startIndex)..<bracket])
    }
    if let zone = address.firstIndex(of: "%") { address = String(address[..<zone]) }
    return v6(address)
  }

  /// The length of a dotted quad that the text is, or that stands before its port.
  private static func lengthOfV4(_ text: JSONText) -> Int? {
    var value = 0
    var digits = 0
    var octets = 0
    for (index, byte) in text.bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        // A leading zero would be octal to some readers: not an address.
        if digits > 0, value == 0 { return nil }
        value = value * 10 + Int(byte - 48)
        digits += 1
        if value > 255 { return nil }
      case UInt8(ascii: ".") where digits > 0 && octets < 3:
        octets += 1
        value = 0
        digits = 0
      case UInt8(ascii: ":") where digits > 0 && octets == 3:
        let port = text.bytes[(index + 1)...]
        return !port.isEmpty && port.allSatisfy { $0 &- 48 < 10 } ? index : nil
      default: return nil
      }
    }
    return octets == 3 && digits > 0 ? text.count : nil
  }

  private static func v6(_ text: String) -> String? {
    var binary = in6_addr()
    guard inet_pton(AF_INET6, text, &binary) == 1 else { return nil }
    let bytes = withUnsafeBytes(of: &binary) { Array($0) }
    if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
      return bytes[12...].map(String.init).joined(separator: ".")
    }
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(AF_INET6, &binary, &buffer, socklen_t(buffer.count)) != nil else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
