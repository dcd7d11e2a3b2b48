import AuditPipeline
import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Calls back once when a signal arrives, instead of the process dying at once.
final class SignalTrap {
  /// Which signal came first.
  static let received = FirstStatus()
  private let source: any DispatchSourceSignal

  init(_ number: Int32, _ handler: @escaping @Sendable () -> Void) {
    signal(number, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler(handler: handler)
    source.resume()
  }
}

/// Remembers the first status it is given.
final class FirstStatus: Sendable {
  private let status = Mutex<ExitStatus?>(nil)
  var value: ExitStatus? { status.withLock { $0 } }
  func store(_ new: ExitStatus) { status.withLock { if $0 == nil { $0 = new } } }
}
