import AuditModel
import AuditPipeline
import AuditReports
import Logging

/// Writes `2026-09-24T02:41:07Z warning tenant failed reason=… tenant=…` to standard error, one line a problem.
struct LineLogHandler: LogHandler {
  let console: Console
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level

  init(console: Console) {
    self.console = console
    logLevel = console.verbosity > 1 ? .trace : console.verbosity == 1 ? .debug : .warning
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    // Words may come from a tenant: nothing of theirs moves the cursor or starts a line of its own.
    let text = fields.map { " \($0.key)=\"\(VisibleText.shown("\($0.value)", limit: 200))\"" }.joined()
    console.clearProgress()
    let message = VisibleText.shown("\(event.message)", limit: 500)
    console.warn("\(Timestamp.now.iso8601) \(event.level.rawValue) \(message)\(text)")
  }
}

extension Console {
  /// Log lines and progress for a run, both on standard error.
  var reporter: RunReporter {
    let logger = Logger(label: "roundsman") { _ in LineLogHandler(console: self) }
    return RunReporter(logger: logger, progress: ProgressDisplay(self).show)
  }

  /// Removes a progress line that another line would run into.
  func clearProgress() {
    if progress == .bar { Console.write("\r\u{1B}[K", to: 2) }
  }
}
