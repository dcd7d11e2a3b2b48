import NIOCore
import WireJSON

/// One page of a listing: its elements, and where the next page is.
struct ListingPage<Element> {
  var elements: [Element] = []
  var nextLink: String?

  /// - Parameter view: the envelope, `{"value": […], "@odata.nextLink": "…"}`.
  init(_ view: JSONView, _ element: (JSONView) throws -> Element) throws {
    try view.requireObject()
    var hasValue = false
    for (key, value) in view.members {
      switch key {
      case "value":
        guard value.isArray else { throw value.mismatch(expected: "an array") }
        hasValue = true
        elements.reserveCapacity(elements.count + value.elements.underestimatedCount)
        for item in value.elements { elements.append(try element(item)) }
      case "@odata.nextLink": nextLink = try value.optionalString()
      default: break
      }
    }
    guard hasValue else { throw view.missing("value") }
    if nextLink?.isEmpty == true { nextLink = nil }
  }
}

/// What a page holds, in one number: pages of the same content have the same, whatever their next links.
enum PageFingerprint {
  static func value(of body: ByteBuffer, nextLink: String?) -> Int {
    body.withUnsafeReadableBytes { bytes in
      var hasher = Hasher()
      let link = nextLink == nil ? nil : linkRange(in: bytes)
      hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[..<(link?.lowerBound ?? bytes.count)]))
      if let link { hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[link.upperBound...])) }
      return hasher.finalize()
    }
  }

  /// The text behind the name, up to its closing quote (a quote inside a link is escaped).
  private static func linkRange(in bytes: UnsafeRawBufferPointer) -> Range<Int>? {
    let name = Array("\"@odata.nextLink\"".utf8)
    guard let start = bytes.firstRange(of: name)?.upperBound else { return nil }
    guard let opening = bytes[start...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    var index = opening + 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index < bytes.count ? opening..<index : nil
  }
}
