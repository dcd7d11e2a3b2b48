extension Array {
  /// Sorted so that not even items of equal rank depend on the order of input.
  ///
  /// - Cost: sorts positions, because evidence is large to move; items are only spelt out where two have the same rank,
  ///   which is rare (a listing that holds a thing twice).
  func inFixedOrder(_ comesFirst: (Element, Element) -> Bool) -> [Element] {
    let order = withUnsafeBufferPointer { items -> [Int]? in
      // By pointer, because an array hands out copies.
      guard let item = items.baseAddress else { return nil }
      // Archives are read in order: then there is nothing to move.
      if indices.dropFirst().allSatisfy({ comesFirst(item[$0 - 1], item[$0]) }) { return nil }
      return indices.sorted { left, right in
        if comesFirst(item[left], item[right]) { return true }
        if comesFirst(item[right], item[left]) { return false }
        return String(describing: item[left]) < String(describing: item[right])
      }
    }
    return order.map { $0.map { self[$0] } } ?? self
  }

  /// The first item of each identity, in order.
  func distinct<Identity: Hashable>(by identity: (Element) -> Identity) -> [Element] {
    var seen: Set<Identity> = []
    return filter { seen.insert(identity($0)).inserted }
  }
}
