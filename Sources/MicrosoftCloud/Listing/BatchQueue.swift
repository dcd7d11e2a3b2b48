import NIOCore

/// Items that may be sent now, and items that wait for their time.
struct BatchQueue<Element: Sendable> {
  private var ready: CircularBuffer<BatchItem<Element>> = []
  private var delayed: [(due: Moment, item: BatchItem<Element>)] = []
  private let perMailbox: Int
  /// Looked at for one batch: keeps a long list of many kinds from being walked again and again.
  static var reach: Int { 256 }

  init(perMailbox: Int) { self.perMailbox = perMailbox }

  /// Items that may be sent now.
  var readyCount: Int { ready.count }

  /// When the next waiting item is due.
  var nextWake: Moment? { delayed.lazy.map(\.due).min() }

  mutating func add(_ item: BatchItem<Element>) { ready.append(item) }

  /// In front of all others: what was taken out and not sent.
  mutating func putBack(_ item: BatchItem<Element>) { ready.prepend(item) }

  mutating func add(_ item: BatchItem<Element>, due: Moment) { delayed.append((due, item)) }

  /// Takes over what is due.
  mutating func wake(at now: Moment) {
    guard delayed.contains(where: { $0.due <= now }) else { return }
    let order = delayed.sorted { ($0.due, $0.item.index) < ($1.due, $1.item.index) }
    delayed = order.filter { $0.due > now }
    for entry in order where entry.due <= now { ready.append(entry.item) }
  }

  /// Items for one request: of one target and class, not more of one mailbox than may run at once.
  ///
  /// - Parameter largest: how many items of a call's class a batch may hold now.
  mutating func next(largest: (ServiceCall) -> Int) -> [BatchItem<Element>]? {
    guard let first = ready.popFirst() else { return nil }
    guard first.largestBatch > 1 else { return [first] }
    var batch = [first]
    var size = min(first.largestBatch, max(1, largest(first.call)))
    var mailboxes = first.call.mailbox.map { [$0: 1] } ?? [:]
    var passed: [BatchItem<Element>] = []
    while batch.count < size, passed.count < Self.reach, let item = ready.popFirst() {
      let count = item.call.mailbox.map { mailboxes[$0, default: 0] } ?? 0
      guard item.largestBatch > batch.count, item.call.batchTarget == first.call.batchTarget,
        item.call.limit.limitClass == first.call.limit.limitClass, item.call.batchAddress != nil, count < perMailbox
      else {
        passed.append(item)
        continue
      }
      if let mailbox = item.call.mailbox { mailboxes[mailbox] = count + 1 }
      size = min(size, item.largestBatch)
      batch.append(item)
    }
    for item in passed.reversed() { ready.prepend(item) }
    return batch
  }
}
