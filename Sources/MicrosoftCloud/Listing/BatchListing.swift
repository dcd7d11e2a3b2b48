import NIOCore
import WireJSON

/// Many listings through batches: repeated item by item, each until it is done or will never be.
struct BatchListing<Element: Sendable>: Sendable {
  let sender: ServiceSender
  let largestBatch: Int
  let element: @Sendable (JSONView) throws -> Element

  /// What a child task reports.
  enum Event: Sendable {
    case outcomes([(item: BatchItem<Element>, outcome: BatchItemOutcome<Element>)], ServiceSender.Sent)
    /// Not sent, or refused as a whole for its size: to be sent in smaller batches.
    case tooMuch([BatchItem<Element>], largest: Int)
    case failed([BatchItem<Element>], CloudFailure)
    case woke
  }

  /// Runs the calls of all indices from 0 on, each made when its turn comes near, so that memory does not grow with their number;
  /// `finished` runs on the caller's task, once a call.
  func run(
    count: Int, call: (Int) -> ServiceCall, finished: (Int, Result<[Element], CloudFailure>) async throws -> Void
  ) async throws {
    var queue = BatchQueue<Element>(perMailbox: sender.core.gate.bounds.perMailbox)
    var begun = 0
    var open = count
    var inFlight = 0
    var alarm: Moment?
    try await withThrowingTaskGroup(of: Event.self) { group in
      while open > 0 {
        queue.wake(at: sender.core.clock.now())
        while begun < count, queue.readyCount < BatchQueue<Element>.reach * 2 {
          queue.add(BatchItem(index: begun, call: call(begun), largestBatch: largestBatch))
          begun += 1
        }
        while inFlight < sender.terms.bound, let batch = queue.next(largest: largest) {
          inFlight += 1
          group.addTask { try await send(batch) }
        }
        if let due = queue.nextWake, alarm.map({ due < $0 }) ?? true {
          alarm = due
          group.addTask {
            try await sender.core.clock.sleep(until: due)
            return .woke
          }
        }
        guard let event = try await group.next() else { throw Self.lost(open) }
        if case .woke = event { alarm = nil } else { inFlight -= 1 }
        for (index, result) in try await settle(event, &queue) {
          open -= 1
          try await finished(index, result)
        }
      }
      group.cancelAll()
    }
  }

  /// How many items of that call's class one batch may hold now.
  private func largest(_ call: ServiceCall) -> Int {
    sender.core.gate.largestBatch(
      call.limit.limitClass, of: sender.terms, most: largestBatch * call.limit.units) / call.limit.units
  }

  /// Nothing is under way although answers are missing: a mistake of ours, which must not read as "all was answered".
  private static func lost(_ open: Int) -> CloudFailure {
    CloudFailure(
      .serviceError, service: nil, path: "$batch", message: "\(open) requests of a batch were never answered.")
  }

  // MARK: One batch

  private func send(_ batch: [BatchItem<Element>]) async throws -> Event {
    let calls = batch.map(\.call)
    let isAlone = batch.count == 1 && (calls[0].batchAddress == nil || batch[0].largestBatch == 1)
    if isAlone { return try await sendAlone(batch[0]) }
    let charge = Charge(
      terms: sender.terms, limit: calls[0].limit.limitClass, batch: calls.map { ($0.limit.units, $0.mailbox) })
    do {
      let call = BatchRequest.call(for: calls)
      let sent = try await sender.send(call, charge: charge) { largest(calls[0]) >= batch.count }
      let reader = BatchAnswer(
        calls: calls, token: sent.token, now: sender.core.now(), base: sender.base, element: element)
      let outcomes = try sender.core.parsers.lend(for: call) { try reader.outcomes(sent.answer.body, $0) }
      return .outcomes(Array(zip(batch, outcomes)).map { (item: $0, outcome: $1) }, sent)
    } catch is ServiceSender.NoLongerFits {
      return .tooMuch(batch, largest: largestBatch)
    } catch let failure as CloudFailure {
      switch failure.reason {
      case .answerTooLarge, .badRequest: return .tooMuch(batch, largest: max(1, batch.count / 2))
      default: return .failed(batch, failure)
      }
    }
  }

  /// Outside a batch, as an ordinary request.
  private func sendAlone(_ item: BatchItem<Element>) async throws -> Event {
    do {
      let sent = try await sender.send(item.call)
      let page = try sender.core.parsers.parse(sent.answer.body, of: item.call) { try ListingPage($0, element) }
      return .outcomes([(item, .page(elements: page.elements, nextLink: page.nextLink))], sent)
    } catch let failure as CloudFailure {
      return .failed([item], failure)
    }
  }
}
