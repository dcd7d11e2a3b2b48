/// Finds which of many member names a key is, in one step however many there are.
///
///     enum Name: String, CaseIterable { case id, operation = "Operation" }
///     static let names = JSONNames<Name>()
///     switch names[key] { case .id: …; case .operation: …; case nil: break }
public struct JSONNames<Name: CaseIterable & RawRepresentable & Sendable>: Sendable where Name.RawValue == String {
  /// An open hash table; -1 is a free slot.
  @usableFromInline let slots: [Int16]
  @usableFromInline let names: [Name]
  /// The spellings one after the other, and where each begins.
  @usableFromInline let spellings: [UInt8]
  @usableFromInline let starts: [Int]

  /// Make it once: the table is built from the raw values of all cases.
  public init() {
    names = Array(Name.allCases)
    var spellings: [UInt8] = []
    var starts = [0]
    for name in names {
      spellings += name.rawValue.utf8
      starts.append(spellings.count)
    }
    var size = 8
    while size < names.count * 4 { size *= 2 }
    var slots = [Int16](repeating: -1, count: size)
    for index in names.indices {
      let spelling = spellings[starts[index]..<starts[index + 1]]
      var slot = spelling.withUnsafeBufferPointer { Self.hash($0) } & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int16(index)
    }
    self.slots = slots
    self.spellings = spellings
    self.starts = starts
  }

  /// Nil when the key is none of them.
  @inlinable
  public subscript(key: JSONText) -> Name? {
    let mask = slots.count - 1
    var slot = Self.hash(key.bytes) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if isSpelled(index, key) { return names[index] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  @inlinable
  func isSpelled(_ index: Int, _ key: JSONText) -> Bool {
    let start = starts[index]
    guard starts[index + 1] - start == key.count else { return false }
    return spellings.withUnsafeBufferPointer { spellings in
      var offset = 0
      while offset < key.count {
        if spellings[start + offset] != key.bytes[offset] { return false }
        offset += 1
      }
      return true
    }
  }

  /// Length and three letters tell nearly all names of one object apart.
  @inlinable
  static func hash(_ key: UnsafeBufferPointer<UInt8>) -> Int {
    guard let first = key.first, let last = key.last else { return 0 }
    let sum = Int(first) &* 31 &+ Int(last) &* 131 &+ Int(key[key.count / 2]) &* 1031 &+ key.count &* 7919
    return sum ^ (sum >> 7)
  }
}
