import AuditModel

extension TenantEvidence {
  /// Removes what is there twice and sorts every list by a total order, so that the order of lines never matters.
  mutating func putInOrder() {
    users.change { $0.makeDistinct(by: \.id.rawValue) }
    mailboxes.change { $0.makeDistinct(by: \.owner.orderKey) }
    inboxRules.change { $0.makeDistinct { OwnedKey(owner: $0.owner, id: $0.id, source: $0.source.rawValue) } }
    mailFolders.change { $0.makeDistinct { OwnedKey(owner: $0.owner, id: $0.id) } }
    authenticationMethods.change { $0.makeDistinct { OwnedKey(owner: $0.owner, id: $0.id) } }
    roleAssignments.change { $0.makeDistinct(by: \.id) }
    signIns.change { $0.orderEvents(id: \.id, at: \.occurredAt) }
    riskDetections.change { $0.orderEvents(id: \.id, at: \.occurredAt) }
    servicePrincipals.change { $0.makeDistinct(by: \.id) }
    oauth2PermissionGrants.change { $0.makeDistinct(by: \.id) }
    subscribedSkus.change { $0.makeDistinct(by: \.id) }
    registrationDetails.change { $0.makeDistinct(by: \.user.orderKey) }
    riskyUsers.change { $0.makeDistinct(by: \.user.orderKey) }
    appRoleAssignments.change { $0.makeDistinct(by: \.id) }
    devices.change { $0.makeDistinct(by: \.id) }
    managedDevices.change { $0.makeDistinct(by: \.id) }
    mobileDevices.change { $0.makeDistinct(by: \.id) }
    sweepRules.change { $0.makeDistinct { OwnedKey(owner: $0.owner, id: $0.id) } }
    recipientPermissions.change {
      $0.makeDistinct { "\($0.recipient)\u{1F}\($0.trustee)\u{1F}\($0.isAllowed)\u{1F}\($0.rights)" }
    }
    blockedSenders.change { $0.makeDistinct { $0.address.lowercased() } }
    transportRules.change { $0.makeDistinct(by: \.id) }
    inboundConnectors.change { $0.makeDistinct(by: \.id) }
    outboundConnectors.change { $0.makeDistinct(by: \.id) }
    remoteDomains.change { $0.makeDistinct(by: \.id) }
    messageTrace.change { $0.orderEvents(id: \.rowKey, at: \.receivedAt) }
    directoryAudits.change { $0.orderEvents(id: \.id, at: \.occurredAt) }
    // A whole record goes before one whose detail was cut.
    unifiedAudit.change { $0.orderEvents(id: \.id, at: \.occurredAt, preferring: { !$0.isTruncated }) }
  }
}

extension TracedMessage {
  /// One row a message and recipient.
  fileprivate var rowKey: String { traceID + "\u{1F}" + recipient }
}

extension UserReference {
  /// The same for the same user in every spelling of the case.
  fileprivate var orderKey: String { id?.rawValue ?? "upn:" + (name ?? "").lowercased() }
}

/// An item of a per-user listing: first by owner, then by id.
private struct OwnedKey: OrderKey {
  let owner: String
  let id: String
  let source: String

  init(owner: UserReference, id: String, source: String = "") {
    self.owner = owner.orderKey
    self.id = id
    self.source = source
  }

  var leadingText: String { owner }

  static func < (left: OwnedKey, right: OwnedKey) -> Bool {
    if left.owner != right.owner { return left.owner < right.owner }
    if left.source != right.source { return left.source < right.source }
    return left.id < right.id
  }
}

extension Collected {
  /// Changes a list in place: it is taken out meanwhile, so that it is not copied.
  fileprivate mutating func change<Element>(_ body: (inout [Element]) -> Void) where Value == [Element] {
    switch self {
    case .complete(var values):
      self = .complete([])
      body(&values)
      self = .complete(values)
    case .partial(var values, let gap):
      self = .partial([], gap)
      body(&values)
      self = .partial(values, gap)
    case .unavailable: break
    }
  }
}

extension Array where Element: Hashable & Sendable {
  /// Sorts by key and leaves one element a key. Of different elements with one key the choice does not depend on their order.
  fileprivate mutating func makeDistinct<Key: OrderKey>(
    by key: (Element) -> Key, preferring isBetter: (Element) -> Bool = { _ in true }
  ) {
    let keys = map(key)
    if zip(keys, keys.dropFirst()).allSatisfy({ $0 < $1 }) { return }
    let order = keys.sortedPositions()
    if zip(order, order.dropFirst()).allSatisfy({ keys[$0] != keys[$1] }) { return arrange(order) }
    var result: [Element] = []
    result.reserveCapacity(count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, keys[order[end]] == keys[order[start]] { end += 1 }
      result.append(
        end == start + 1 ? self[order[start]] : Self.choice(of: order[start..<end].map { self[$0] }, isBetter))
      start = end
    }
    self = result
  }

  private static func choice(of elements: [Element], _ isBetter: (Element) -> Bool) -> Element {
    let first = elements[0]
    if elements.allSatisfy({ $0 == first }) { return first }
    let better = elements.filter(isBetter)
    return (better.isEmpty ? elements : better)
      .min { String(reflecting: $0) < String(reflecting: $1) } ?? first
  }

  /// Sorts by time, then by id, and leaves one element an id.
  fileprivate mutating func orderEvents(
    id: (Element) -> String, at time: (Element) -> Timestamp, preferring isBetter: (Element) -> Bool = { _ in true }
  ) {
    let ids = map(id)
    let order = ids.sortedPositions()
    if zip(order, order.dropFirst()).contains(where: { ids[$0] == ids[$1] }) {
      makeDistinct(by: id, preferring: isBetter)
      return sortByTime(map(time), ranks: Array<Int>(indices))
    }
    var ranks = [Int](repeating: 0, count: count)
    for (rank, position) in order.enumerated() { ranks[position] = rank }
    sortByTime(map(time), ranks: ranks)
  }

  /// - Parameter ranks: of the elements' ids, which decide between those of one time.
  private mutating func sortByTime(_ times: [Timestamp], ranks: [Int]) {
    var entries = indices.map { (time: times[$0], rank: ranks[$0], position: $0) }
    func isBefore(
      _ left: (time: Timestamp, rank: Int, position: Int), _ right: (time: Timestamp, rank: Int, position: Int)
    ) -> Bool {
      left.time == right.time ? left.rank < right.rank : left.time < right.time
    }
    if zip(entries, entries.dropFirst()).allSatisfy(isBefore) { return }
    entries.sort(by: isBefore)
    arrange(entries.map(\.position))
  }

  /// Puts the element of each of those positions in turn, by swaps: elements are large and full of references.
  private mutating func arrange(_ order: [Int]) {
    var order = order
    for start in order.indices {
      var position = start
      while order[position] != start {
        let next = order[position]
        swapAt(position, next)
        order[position] = position
        position = next
      }
      order[position] = position
    }
  }
}
