/// One listing on its way through batches.
struct BatchItem<Element: Sendable>: Sendable {
  let index: Int
  let first: ServiceCall
  /// What is asked next: the first page or a further one.
  var call: ServiceCall
  var elements: [Element] = []
  var pageGuard = PageGuard(maximumPages: 500)
  /// Tries of the current page.
  var tries = 0
  var restarts = 0
  var hasFreshToken = false
  /// At most so many items beside it, after a batch that was too much as a whole.
  var largestBatch: Int

  init(index: Int, call: ServiceCall, largestBatch: Int) {
    self.index = index
    first = call
    self.call = call
    self.largestBatch = call.batchAddress == nil ? 1 : largestBatch
  }

  /// Begins again at the first page.
  mutating func restart() {
    call = first
    elements = []
    pageGuard = PageGuard(maximumPages: 500)
    tries = 0
    restarts += 1
  }
}

/// What became of an item in one batch.
enum BatchItemOutcome<Element: Sendable>: Sendable {
  case page(elements: [Element], nextLink: String?)
  case refused(Refusal)
  /// The body is not what was expected.
  case failed(CloudFailure)
  /// The answer does not mention the item.
  case absent
}
