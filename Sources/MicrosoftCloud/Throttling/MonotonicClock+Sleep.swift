import Synchronization

extension MonotonicClock {
  /// Waits until that moment.
  ///
  /// - Throws: `CancellationError`, at once when the task is cancelled.
  package func sleep(until moment: Moment) async throws {
    let sleep = Sleep()
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        guard sleep.begin(continuation) else { return continuation.resume() }
        schedule(at: moment) { sleep.end() }
      }
    } onCancel: {
      sleep.end()
    }
    try Task.checkCancellation()
  }

  /// As `sleep(until:)`, from now on.
  package func sleep(for duration: Duration) async throws { try await sleep(until: now().advanced(by: duration)) }
}

/// A continuation that is resumed once, by whoever comes first: the clock or the cancellation.
private final class Sleep: Sendable {
  private enum State {
    case unborn
    case asleep(CheckedContinuation<Void, Never>)
    case over
  }

  private let state = Mutex(State.unborn)

  /// False when it was ended before.
  func begin(_ continuation: CheckedContinuation<Void, Never>) -> Bool {
    state.withLock { state in
      guard case .unborn = state else { return false }
      state = .asleep(continuation)
      return true
    }
  }

  func end() {
    let continuation: CheckedContinuation<Void, Never>? = state.withLock { state in
      defer { state = .over }
      if case .asleep(let continuation) = state { return continuation }
      return nil
    }
    continuation?.resume()
  }
}
