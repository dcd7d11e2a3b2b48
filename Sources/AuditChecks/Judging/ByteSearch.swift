extension String {
  /// True when those bytes stand in it, letter case included: for texts that machines write.
  func holds(_ text: String) -> Bool {
    var (own, wanted) = (self, text)
    return own.withUTF8 { bytes in wanted.withUTF8 { Self.holds(bytes, $0) } }
  }

  /// Names of guests, as Entra makes them of an outside address: `ben_fabrikam.example#EXT#@contoso.onmicrosoft.com`.
  var isGuestName: Bool { utf8.contains(UInt8(ascii: "#")) && lowercased().holds("#ext#") }

  private static func holds(_ bytes: UnsafeBufferPointer<UInt8>, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = wanted.first else { return true }
    var start = 0
    while start + wanted.count <= bytes.count {
      if bytes[start] == first, bytes[start..<start + wanted.count].elementsEqual(wanted) { return true }
      start += 1
    }
    return false
  }
}
