/// A URL taken apart without mercy: what is not plainly `scheme://host[:port][/…]` is none.
struct WebAddress: Hashable, Sendable {
  let scheme: String
  /// In lower case, without the brackets of IPv6.
  let host: String
  let port: Int
  /// Path and query as they stand; empty or begins with a slash (a bare query gets one).
  let target: String

  /// Nil for user names before the host, backslashes, control characters, and whatever else two parsers may read differently.
  init?(_ text: String) {
    guard !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) else { return nil }
    guard let colon = text.firstRange(of: "://") else { return nil }
    scheme = text[..<colon.lowerBound].lowercased()
    guard scheme == "https" || scheme == "http" else { return nil }
    let rest = text[colon.upperBound...]
    let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
    guard let authority = Self.authority(rest[..<end]) else { return nil }
    host = authority.host
    port = authority.port ?? (scheme == "https" ? 443 : 80)
    let tail = rest[end...]
    target = tail.isEmpty || tail.hasPrefix("/") ? String(tail) : "/" + tail
  }

  private static func authority(_ text: Substring) -> (host: String, port: Int?)? {
    let (name, port): (Substring, Substring?)
    if text.hasPrefix("[") {
      guard let close = text.firstIndex(of: "]") else { return nil }
      name = text[text.index(after: text.startIndex)..<close]
      let tail = text[text.index(after: close)...]
      guard tail.isEmpty || tail.hasPrefix(":") else { return nil }
      port = tail.isEmpty ? nil : tail.dropFirst()
      guard name.utf8.allSatisfy({ isHexadecimal($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }) else {
        return nil
      }
    } else {
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      name = parts[0]
      port = parts.count > 1 ? parts[1] : nil
      guard name.utf8.allSatisfy(isNamePart) else { return nil }
    }
    guard !name.isEmpty else { return nil }
    guard let port else { return (name.lowercased(), nil) }
    guard port.utf8.allSatisfy({ $0 &- 48 < 10 }), let number = Int(port), 1...65_535 ~= number else { return nil }
    return (name.lowercased(), number)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool { byte &- 48 < 10 || (byte | 32) &- 97 < 6 }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte &- 48 < 10 || (byte | 32) &- 97 < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "_")
  }
}
