import AuditPipeline
import Dispatch
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Shows a run as it goes on: one redrawn line on a terminal, calm lines elsewhere.
final class ProgressDisplay: Sendable {
  private struct State {
    var lastDrawn: UInt64 = 0
    var lastTenth = 0
  }

  private let console: Console
  private let state = Mutex(State())

  init(_ console: Console) { self.console = console }

  @Sendable func show(_ progress: AuditProgress) {
    guard console.progress != .none else { return }
    switch progress {
    case .started(let tenants):
      state.withLock { $0 = State() }
      if console.progress == .lines { console.note("auditing \(tenants) tenant\(tenants == 1 ? "" : "s")") }
    case .finished(let done, let total): draw(done: done, of: total)
    case .writingReports(let tenants):
      console.clearProgress()
      if console.progress == .lines {
        console.note("writing the reports of \(tenants) tenant\(tenants == 1 ? "" : "s")")
      }
    }
  }

  private func draw(done: Int, of total: Int) {
    switch console.progress {
    case .bar:
      let now = DispatchTime.now().uptimeNanoseconds
      let isDue = state.withLock { state in
        guard done == total || now - state.lastDrawn > 100_000_000 else { return false }
        state.lastDrawn = now
        return true
      }
      guard isDue, total > 0 else { return }
      let width = 24
      let filled = done * width / total
      let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
      Console.write("\r\u{1B}[KAuditing  [\(bar)]  \(done)/\(total) tenants", to: STDERR_FILENO)
    case .lines:
      let tenth = total > 0 ? done * 10 / total : 10
      let isDue = state.withLock { state in
        guard tenth > state.lastTenth, total >= 50 || done == total else { return false }
        state.lastTenth = tenth
        return true
      }
      if isDue { console.note("audited \(done)/\(total) tenants") }
    case .auto, .none: break
    }
  }
}
