import NIOCore

/// The requests of one tenant that wait in their order for the same things.
final class Lane {
  /// What tells lanes apart: a request that names its mailbox waits for that mailbox alone.
  struct Key: Hashable {
    let tenantID: String
    let limit: LimitClass
    let mailbox: String?
  }

  let key: Key
  /// Touched in this file only: where NIOCore is not imported, the standard library's `removeFirst` of a slice is meant,
  /// which leaves the waiter in the buffer, and waiter and lane hold each other for ever.
  private var waiting: CircularBuffer<Waiter> = []
  /// True while it stands in a budget's queue; it stands in one at most.
  var isQueued = false

  init(key: Key) { self.key = key }

  var tenantID: String { key.tenantID }
  var isEmpty: Bool { waiting.isEmpty }
  /// Whose turn it is.
  var first: Waiter? { waiting.first }

  func append(_ waiter: Waiter) { waiting.append(waiter) }

  func removeFirst() { _ = waiting.popFirst() }

  func remove(_ waiter: Waiter) { waiting.removeAll { $0 === waiter } }
}

/// One request that waits.
final class Waiter {
  let ticket: UInt64
  let claims: [Claim]
  let lane: Lane
  var continuation: CheckedContinuation<Bool, Never>?

  init(ticket: UInt64, claims: [Claim], lane: Lane) {
    self.ticket = ticket
    self.claims = claims
    self.lane = lane
  }
}

/// What a request takes from one budget.
struct Claim {
  let budget: Budget
  /// Of its window.
  let units: Int
  /// Of its cap on requests in flight.
  var slots = 1
}
