import NIOCore

/// The machine's monotonic clock, with wake-ups on an event loop.
struct EventLoopClock: MonotonicClock {
  let eventLoop: any EventLoop

  func now() -> Moment { Moment(nanoseconds: Int64(clamping: NIODeadline.now().uptimeNanoseconds)) }

  func schedule(at moment: Moment, _ action: @escaping @Sendable () -> Void) {
    eventLoop.scheduleTask(deadline: .uptimeNanoseconds(UInt64(max(0, moment.nanoseconds))), action)
  }
}
