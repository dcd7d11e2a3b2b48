import Crypto

/// The stable key of a finding: `f1_` and 20 Crockford base-32 characters of a SHA-256 over immutable ids only.
package struct FindingKey: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  /// - Parameter discriminator: the thing itself (rule id, event id …), never wording, order, name or time of the run.
  package init(tenant: TenantID, check: CheckID, subject: Subject, discriminator: String) {
    rawValue =
      "f1_"
      + Fingerprint.text(
        of: [tenant.rawValue, check.rawValue, subject.kind.rawValue, subject.identity, discriminator])
  }
}

/// The stable key of one person's case: `c1_` and 20 characters over tenant and user id.
package struct CaseKey: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  package init(tenant: TenantID, user: UserID) {
    rawValue = "c1_" + Fingerprint.text(of: [tenant.rawValue, user.rawValue])
  }
}

/// Turns a list of immutable ids into a short stable name.
package enum Fingerprint {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
  private static let separator: UInt8 = 0x1F

  /// The first 20 Crockford base-32 characters (100 bits) of the SHA-256 over the parts, joined by U+001F.
  package static func text(of parts: [String]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(parts.count) { $0 + $1.utf8.count })
    for (index, part) in parts.enumerated() {
      if index > 0 { bytes.append(separator) }
      bytes.append(contentsOf: part.utf8)
    }
    return SHA256.hash(data: bytes).withUnsafeBytes { text(of: $0) }
  }

  /// The first 100 bits of a digest.
  private static func text(of digest: UnsafeRawBufferPointer) -> String {
    String(unsafeUninitializedCapacity: 20) { characters in
      var accumulator: UInt32 = 0
      var bits = 0
      var next = 0
      for index in 0..<20 {
        while bits < 5 {
          accumulator = (accumulator << 8) | UInt32(digest[next])
          next += 1
          bits += 8
        }
        bits -= 5
        characters[index] = alphabet[Int((accumulator >> UInt32(bits)) & 31)]
      }
      return 20
    }
  }
}
