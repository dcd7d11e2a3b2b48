extension BatchListing {
  /// Puts back what is to be sent again, and tells what is finished.
  func settle(
    _ event: Event, _ queue: inout BatchQueue<Element>
  ) async throws -> [(Int, Result<[Element], CloudFailure>)] {
    switch event {
    case .woke: return []
    case .tooMuch(let items, let largest):
      for var item in items.reversed() {
        item.largestBatch = min(item.largestBatch, largest)
        queue.putBack(item)
      }
      return []
    case .failed(let items, let failure): return items.compactMap { settle($0, failure, &queue) }
    case .outcomes(let outcomes, let sent):
      var finished: [(Int, Result<[Element], CloudFailure>)] = []
      var refused = 0
      for (item, outcome) in outcomes {
        if case .refused(let refusal) = outcome, refusal.failure.reason == .throttled { refused += 1 }
        if let result = try await settle(item, outcome, sent, &queue) { finished.append((item.index, result)) }
      }
      if refused > 0 {
        sender.core.gate.recordThrottling(
          of: sent.charge, passed: outcomes.count - refused, admittedAt: sent.admittedAt)
      }
      return finished
    }
  }

  /// Nil when the item is not finished yet.
  private func settle(
    _ item: BatchItem<Element>, _ outcome: BatchItemOutcome<Element>, _ sent: ServiceSender.Sent,
    _ queue: inout BatchQueue<Element>
  ) async throws -> Result<[Element], CloudFailure>? {
    var item = item
    item.tries += 1
    switch outcome {
    case .failed(let failure): return .failure(failure)
    case .page(let elements, let nextLink): return settle(&item, elements, nextLink, &queue)
    case .absent:
      guard item.tries < sender.terms.limits.retries.maximumTries,
        let wait = sender.backoff.wait(afterTry: item.tries, retryAfter: nil)
      else { return .failure(Self.unanswered(item.call)) }
      return again(item, after: wait, ["cause": "not answered"], &queue)
    case .refused(let refusal):
      if refusal.isUnauthorized, !item.hasFreshToken, try await sender.replace(sent.token, item.call) {
        item.hasFreshToken = true
        queue.add(item)
        return nil
      }
      guard let wait = sender.wait(after: refusal, item.call, afterTry: item.tries) else {
        return settle(item, refusal.failure, &queue)?.1
      }
      sender.pause(after: refusal, item.call.charge(sender.terms), for: wait)
      return again(item, after: wait, ["status": "\(refusal.failure.http ?? 0)"], &queue)
    }
  }

  /// A page came.
  private func settle(
    _ item: inout BatchItem<Element>, _ elements: [Element], _ nextLink: String?, _ queue: inout BatchQueue<Element>
  ) -> Result<[Element], CloudFailure>? {
    item.elements += elements
    do throws(CloudFailure) {
      try item.pageGuard.admit(nextLink: nextLink, fingerprint: nil, of: item.call)
      guard let nextLink else { return .success(item.elements) }
      item.call = item.call.following(try sender.target(of: nextLink, item.call))
    } catch { return .failure(error) }
    item.tries = 0
    if item.call.batchAddress == nil { item.largestBatch = 1 }
    queue.add(item)
    return nil
  }

  /// A failure that trying again does not heal, unless it is an expired page token: then the listing begins again.
  private func settle(
    _ item: BatchItem<Element>, _ failure: CloudFailure, _ queue: inout BatchQueue<Element>
  ) -> (Int, Result<[Element], CloudFailure>)? {
    let isFirst = item.call.http.target == item.first.http.target
    let failure = isFirst ? failure : failure.ofFurtherPage
    if failure.reason == .pageTokenExpired, item.restarts < ServiceSender.mostRestarts {
      var item = item
      item.restart()
      sender.log("listing begun again", item.call, ["restart": "\(item.restarts)"])
      queue.add(item)
      return nil
    }
    return (item.index, .failure(failure.named(item.call)))
  }

  private func again(
    _ item: BatchItem<Element>, after wait: Duration, _ details: [String: String], _ queue: inout BatchQueue<Element>
  ) -> Result<[Element], CloudFailure>? {
    var metadata = details
    metadata["try"] = "\(item.tries)"
    metadata["wait"] = "\(wait)"
    sender.log("batch item repeated", item.call, metadata)
    queue.add(item, due: sender.core.clock.now().advanced(by: wait))
    return nil
  }

  private static func unanswered(_ call: ServiceCall) -> CloudFailure {
    CloudFailure(
      .malformedAnswer, service: call.service, path: call.place,
      message: "\(call.place) (in a batch): the answer does not mention it.", http: 200)
  }
}

extension CloudFailure {
  /// The same failure as that request's own, when it befell the batch that it stood in.
  fileprivate func named(_ call: ServiceCall) -> CloudFailure {
    guard service == call.service, path != call.place else { return self }
    return CloudFailure(
      reason, service: service, path: call.place, message: "\(call.place) (in a batch): \(message)", http: http,
      code: code, requestID: requestID)
  }
}
