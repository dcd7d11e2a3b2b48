extension Array {
  /// Sorted so that not even items of equal rank depend on the order of input.
  ///
  /// - Cost: sorts positions, because evidence is large to move; items are only spelt out where two have the same rank,
  ///   which is rare (a listing that holds a thing twice).
  func inFixedOrder(_ comesFirst: (Element, Element) -> Bool) -> [Element] {
    // Archives are read in order: then there is nothing to move.
    if indices.dropFirst().allSatisfy({ comesFirst(self[$0 - 1], self[$0]) }) { return self }
    let order = indices.sorted { left, right in
      if comesFirst(self[left], self[right]) { return true }
      if comesFirst(self[right], self[left]) { return false }
      return String(describing: self[left]) < String(describing: self[right])
    }
    return order.map { self[$0] }
  }

  /// The first item of each identity, in order.
  func distinct<Identity: Hashable>(by identity: (Element) -> Identity) -> [Element] {
    var seen: Set<Identity> = []
    return filter { seen.insert(identity($0)).inserted }
  }
}
