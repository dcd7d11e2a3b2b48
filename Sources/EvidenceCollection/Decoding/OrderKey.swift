/// By what a list is sorted. Most keys differ in their first letters, which are compared as one number.
protocol OrderKey: Comparable {
  /// Decides the order wherever it differs.
  var leadingText: String { get }
}

extension String: OrderKey {
  var leadingText: String { self }

  /// The first eight letters as a number that sorts as the text does; nil where those, or the one behind them that could
  /// be a mark upon the eighth, are not of ASCII.
  fileprivate var leadingLetters: UInt64? {
    var text = self
    return text.withUTF8 { bytes in
      var letters: UInt64 = 0
      for index in 0..<min(bytes.count, 9) {
        guard bytes[index] < 0x80 else { return nil }
        if index < 8 { letters |= UInt64(bytes[index]) << UInt64(56 - 8 * index) }
      }
      return letters
    }
  }
}

extension Array where Element: OrderKey {
  /// The positions of the keys in ascending order.
  func sortedPositions() -> [Int] {
    var entries: [(letters: UInt64, position: Int)] = []
    entries.reserveCapacity(count)
    for position in indices {
      // Other alphabets sort by rules that no prefix of bytes can tell.
      guard let letters = self[position].leadingText.leadingLetters else {
        return indices.sorted { self[$0] < self[$1] }
      }
      entries.append((letters, position))
    }
    entries.sort { left, right in
      left.letters == right.letters ? self[left.position] < self[right.position] : left.letters < right.letters
    }
    return entries.map(\.position)
  }
}
