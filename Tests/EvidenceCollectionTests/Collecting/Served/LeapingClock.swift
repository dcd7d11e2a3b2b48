import Dispatch
import MicrosoftCloud
import Synchronization

/// Waits cost no time: whoever asks to be woken is woken at once, and the clock then shows that moment.
final class LeapingClock: MonotonicClock {
  private let present = Mutex(Int64(0))
  private let queue = DispatchQueue(label: "leaping clock")

  func now() -> Moment { present.withLock { Moment(nanoseconds: $0) } }

  /// Whole seconds since the beginning.
  var seconds: Int64 { now().nanoseconds / 1_000_000_000 }

  func schedule(at moment: Moment, _ action: @escaping @Sendable () -> Void) {
    present.withLock { $0 = max($0, moment.nanoseconds) }
    queue.async(execute: action)
  }
}
