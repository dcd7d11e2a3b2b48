/// A range of IPv4 or IPv6 addresses in CIDR notation (`192.0.2.0/24`, `2001:db8::/32`), or one address.
package struct NetworkRange: Hashable, Sendable {
  /// As it was written.
  package let text: String
  private let address: IPAddress
  private let prefixLength: Int

  /// Nil when the text is no address, or its prefix length is out of range.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = IPAddress(String(parts[0])) else { return nil }
    self.address = address
    self.text = text
    if parts.count == 1 {
      prefixLength = 128
    } else {
      guard let length = Int(parts[1]), length >= 0, length <= (address.isIPv4 ? 32 : 128) else { return nil }
      prefixLength = address.isIPv4 ? length + 96 : length
    }
  }

  package func contains(_ text: String) -> Bool { IPAddress(text).map(contains) ?? false }

  func contains(_ other: IPAddress) -> Bool {
    guard other.isIPv4 == address.isIPv4 else { return false }
    return other.high & mask.high == address.high & mask.high && other.low & mask.low == address.low & mask.low
  }

  private var mask: (high: UInt64, low: UInt64) {
    let high: UInt64 = prefixLength >= 64 ? .max : prefixLength == 0 ? 0 : .max << UInt64(64 - prefixLength)
    let low: UInt64 =
      prefixLength <= 64 ? 0 : prefixLength >= 128 ? .max : .max << UInt64(128 - prefixLength)
    return (high, low)
  }
}

/// An IPv4 or IPv6 address as 128 bits; IPv4 is kept in its mapped form (`::ffff:a.b.c.d`).
struct IPAddress: Hashable, Sendable {
  let high: UInt64
  let low: UInt64

  var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }

  /// Reads dotted IPv4, any form of IPv6 (also with an embedded IPv4), without port, brackets or zone.
  init?(_ text: String) {
    if !text.utf8.contains(UInt8(ascii: ":")) {
      guard let value = IPAddress.ipv4(text[...]) else { return nil }
      high = 0
      low = 0xFFFF_0000_0000 | UInt64(value)
      return
    }
    guard let groups = IPAddress.groups(text) else { return nil }
    high = groups[0..<4].reduce(0) { $0 << 16 | UInt64($1) }
    low = groups[4..<8].reduce(0) { $0 << 16 | UInt64($1) }
  }

  private static func ipv4(_ text: Substring) -> UInt32? {
    var (value, part): (UInt32, UInt32) = (0, 0)
    var (parts, digits) = (1, 0)
    for byte in text.utf8 {
      if byte == UInt8(ascii: ".") {
        if digits == 0 || parts == 4 { return nil }
        (value, part) = (value << 8 | part, 0)
        (parts, digits) = (parts + 1, 0)
      } else {
        guard byte &- 48 < 10, digits < 3 else { return nil }
        (part, digits) = (part * 10 + UInt32(byte - 48), digits + 1)
        if part > 255 { return nil }
      }
    }
    return parts == 4 && digits > 0 ? value << 8 | part : nil
  }

  private static func groups(_ text: String) -> [UInt16]? {
    guard let gap = text.firstDoubleColon else {
      guard let groups = groups(of: text[...]), groups.count == 8 else { return nil }
      return groups
    }
    guard let head = groups(of: text[..<gap.lowerBound]), let tail = groups(of: text[gap.upperBound...]),
      head.count + tail.count < 8
    else { return nil }
    return head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail
  }

  private static func groups(of text: Substring) -> [UInt16]? {
    if text.isEmpty { return [] }
    var groups: [UInt16] = []
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
        guard let value = ipv4(Substring(part)) else { return nil }
        groups += [UInt16(value >> 16), UInt16(value & 0xFFFF)]
      } else {
        guard !part.isEmpty, part.count <= 4, part.first != UInt8(ascii: "+"), part.first != UInt8(ascii: "-"),
          let group = UInt16(Substring(part), radix: 16)
        else { return nil }
        groups.append(group)
      }
    }
    return groups
  }
}

extension String {
  fileprivate var firstDoubleColon: Range<String.Index>? {
    var index = utf8.startIndex
    while index < utf8.endIndex {
      let next = utf8.index(after: index)
      if next < utf8.endIndex, utf8[index] == UInt8(ascii: ":"), utf8[next] == UInt8(ascii: ":") {
        return index..<utf8.index(after: next)
      }
      index = next
    }
    return nil
  }
}
