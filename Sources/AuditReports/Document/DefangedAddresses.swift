import AuditModel

/// Makes addresses in text unclickable, as `hxxps://evil[.]example`, `ftp[:]//evil[.]example`, `evil[.]example/login` and
/// `192[.]0[.]2[.]1`, but leaves those of known domains.
///
/// What mail programs and ticket systems make a link of decides: every scheme, and every name that may be a domain. Names
/// of permissions and classes (`AuditLog.Read.All`) end in a word with a capital and stay. An IPv6 address is made a link
/// of only behind a scheme.
///
/// Works on bytes in one pass: it runs over every message, reason and detail of a report.
struct DefangedAddresses {
  /// In lower case; mail addresses of exactly these domains stay as they are.
  private let knownDomains: [[UInt8]]

  init(except domains: [String]) { knownDomains = domains.map { Array($0.lowercased().utf8) } }

  /// Leaves addresses of the tenant's own domain, where it is known, and of the user's as they are.
  init(of tenant: Tenant?, userPrincipalName: String?) {
    var domains = tenant?.defaultDomain.map { [$0] } ?? []
    if let name = userPrincipalName, let at = name.lastIndex(of: "@") {
      let domain = String(name[name.index(after: at)...])
      if !domains.contains(domain) { domains.append(domain) }
    }
    self.init(except: domains)
  }

  func shown(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }) else { return text }
    var text = text
    return text.withUTF8 { bytes in
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count + 16)
      var start = 0
      while start < bytes.count {
        let end = Self.endOfAddress(in: bytes, from: start)
        if end > start {
          append(UnsafeBufferPointer(rebasing: bytes[start..<end]), to: &result)
          start = end
        } else {
          result.append(bytes[start])
          start += 1
        }
      }
      return String(decoding: result, as: UTF8.self)
    }
  }

  /// Letters of any script belong to an address; general punctuation such as quotation marks (lead byte E2) does not.
  private static func endOfAddress(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: ":"),
        UInt8(ascii: "/"),
        UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "="), UInt8(ascii: "&"),
        UInt8(ascii: "#"),
        UInt8(ascii: "~"), 0xC2...0xE1, 0xE3...0xF4:
        index += 1
      case 0x80...0xBF where index > start: index += 1
      default: return index
      }
    }
    return index
  }

  private func append(_ token: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]) {
    // A dot that ends a sentence is no part of the address.
    let length = (token.lastIndex { $0 != UInt8(ascii: ".") } ?? -1) + 1
    let address = UnsafeBufferPointer(rebasing: token[..<length])
    guard isRisky(address) else {
      result.append(contentsOf: token)
      return
    }
    var index = 0
    while index < address.count {
      if let scheme = Self.scheme(at: index, of: address) {
        result.append(contentsOf: "hxxp".utf8)
        result.append(contentsOf: address[(index + 4)..<(index + scheme)])
        index += scheme
      } else {
        switch address[index] {
        case UInt8(ascii: "."): result.append(contentsOf: "[.]".utf8)
        case UInt8(ascii: ":") where Self.isScheme(endingAt: index, of: address): result.append(contentsOf: "[:]".utf8)
        case let byte: result.append(byte)
        }
        index += 1
      }
    }
    result.append(contentsOf: token[length...])
  }

  private func isRisky(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    if address.indices.contains(where: {
      Self.scheme(at: $0, of: address) != nil || Self.isScheme(endingAt: $0, of: address)
    }) {
      return true
    }
    guard address.contains(UInt8(ascii: ".")) else { return false }
    if Self.isIPv4(address) { return true }
    if let at = address.lastIndex(of: UInt8(ascii: "@")), !isKnown(address[(at + 1)...]) { return true }
    return hasUnknownDomain(address)
  }

  private func isKnown(_ domain: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let domain = Self.lower(domain)
    return knownDomains.contains { domain.elementsEqual($0) }
  }

  /// True when one of the names between the punctuation may be a domain; what stands before an `@` is a person's name.
  private func hasUnknownDomain(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    while start < address.count {
      let end = address[start...].firstIndex { !Self.isPartOfName($0) } ?? address.count
      let isPerson = end < address.count && address[end] == UInt8(ascii: "@")
      if !isPerson, Self.mayBeDomain(address[start..<end]), !isKnown(address[start..<end]) { return true }
      start = end + 1
    }
    return false
  }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: "="), UInt8(ascii: "&"),
      UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "~"), UInt8(ascii: "@"):
      false
    default: true
    }
  }

  /// Two labels or more, the last of two letters or more that are not one word with a capital.
  private static func mayBeDomain(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count > 1, !labels.contains(where: \.isEmpty), let last = labels.last, last.count > 1,
      !name.contains(UInt8(ascii: "_")), last.allSatisfy({ isLetter($0) })
    else { return false }
    let capitals = last.count { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    return capitals == 0 || capitals == last.count
  }

  /// A letter of any script.
  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte >= 0x80
  }

  /// True at the colon of `ftp://` and of every other scheme.
  private static func isScheme(endingAt index: Int, of address: UnsafeBufferPointer<UInt8>) -> Bool {
    index > 0 && address[index...].prefix(3).elementsEqual("://".utf8)
  }

  /// The length of `http:` or `https:` at that place, in any case of letters; nil where there is none.
  private static func scheme(at index: Int, of address: UnsafeBufferPointer<UInt8>) -> Int? {
    guard address[index] | 0x20 == UInt8(ascii: "h") else { return nil }
    let head = lower(address[index...].prefix(6))
    if head.starts(with: "http:".utf8) { return 5 }
    return head.starts(with: "https:".utf8) ? 6 : nil
  }

  private static func lower(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
  }

  /// Four numbers up to 255, with or without a port.
  private static func isIPv4(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    let host = address.prefix { $0 != UInt8(ascii: ":") }
    guard (7...15).contains(host.count) else { return false }
    let parts = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        !part.isEmpty && part.count <= 3 && part.allSatisfy { $0 &- 48 < 10 }
          && part.reduce(0) { $0 * 10 + Int($1 - 48) } <= 255
      }
  }
}
