import Dispatch
import MicrosoftCloud
import Synchronization

/// Waits cost no time: whoever asks to be woken is woken at once, and the clock then shows that moment. Remembers what was waited for.
final class LeapingClock: MonotonicClock {
  private let state = Mutex((now: Int64(0), waits: [Double]()))
  private let queue = DispatchQueue(label: "leaping clock")

  func now() -> Moment { state.withLock { Moment(nanoseconds: $0.now) } }

  func schedule(at moment: Moment, _ action: @escaping @Sendable () -> Void) {
    state.withLock { state in
      state.waits.append(Double(moment.nanoseconds - state.now) / 1e9)
      state.now = max(state.now, moment.nanoseconds)
    }
    queue.async(execute: action)
  }

  func advance(bySeconds seconds: Double) { state.withLock { $0.now += Int64(seconds * 1e9) } }

  /// Seconds between asking and the moment asked for, in order; never below zero.
  var waits: [Double] { state.withLock { $0.waits.map { max(0, $0) } } }
}

/// Stands still until it is moved.
final class ManualClock: MonotonicClock {
  private struct Alarm {
    let moment: Moment
    let action: @Sendable () -> Void
  }

  private let state = Mutex((now: Moment(nanoseconds: 0), alarms: [Alarm]()))

  func now() -> Moment { state.withLock { $0.now } }

  func schedule(at moment: Moment, _ action: @escaping @Sendable () -> Void) {
    state.withLock { $0.alarms.append(Alarm(moment: moment, action: action)) }
  }

  /// Runs what falls due, in order, each at its own moment.
  func advance(bySeconds seconds: Double) {
    let end = now().advanced(by: .milliseconds(Int64(seconds * 1_000)))
    while true {
      let due: Alarm? = state.withLock { state in
        guard
          let index = state.alarms.indices.filter({ state.alarms[$0].moment <= end })
            .min(by: { state.alarms[$0].moment < state.alarms[$1].moment })
        else { return nil }
        let alarm = state.alarms.remove(at: index)
        state.now = max(state.now, alarm.moment)
        return alarm
      }
      guard let due else { break }
      due.action()
    }
    state.withLock { $0.now = end }
  }

  var alarmCount: Int { state.withLock { $0.alarms.count } }
}
