import AuditModel

/// Tells records that were there before: 16 bytes a record, whatever its id.
struct SeenRecords {
  /// A keyed 128-bit hash; equal ids of other kinds or owners are other records.
  struct Key: Hashable {
    private let high: UInt64
    private let low: UInt64

    /// - Parameter id: GUIDs are compared without regard to case; other ids (base 64 among them) exactly.
    init(_ kind: EvidenceKind, owner: UserReference?, id: UnsafeBufferPointer<UInt8>) {
      let folds = Self.isGUID(id)
      func hash(_ salt: UInt8) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(salt)
        hasher.combine(kind)
        hasher.combine(owner?.id)
        hasher.combine(owner?.name?.lowercased())
        if folds {
          for byte in id { hasher.combine(byte | (byte >= 0x40 ? 0x20 : 0)) }
        } else {
          hasher.combine(bytes: UnsafeRawBufferPointer(id))
        }
        return UInt64(bitPattern: Int64(hasher.finalize()))
      }
      high = hash(1)
      low = hash(2)
    }

    private static func isGUID(_ id: UnsafeBufferPointer<UInt8>) -> Bool {
      guard id.count == 36 else { return false }
      for (index, byte) in id.enumerated() {
        switch index {
        case 8, 13, 18, 23: if byte != UInt8(ascii: "-") { return false }
        default: if !(byte &- 48 < 10 || (byte | 0x20) &- 97 < 6) { return false }
        }
      }
      return true
    }
  }

  private var keys: Set<Key> = []

  func contains(_ key: Key) -> Bool { keys.contains(key) }

  /// False when it was there already.
  mutating func insert(_ key: Key) -> Bool { keys.insert(key).inserted }
}
