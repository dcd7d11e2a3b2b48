import ArgumentParser
import AuditPipeline
import Dispatch
import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// Runs a command's work: signals cancel it, errors become a block on standard error (and JSON), exit codes are kept.
struct CommandRunner {
  let console: Console
  /// What to say when a signal ends it.
  private let stopped: String

  init(_ options: OutputOptions, stopped: String = "tenants that were done are stored, no report was written") {
    console = Console(options)
    self.stopped = stopped
  }

  /// Never returns: ends the process with the exit code that the work (or its error) says.
  func run(_ work: @escaping @Sendable (Console) async throws -> ExitStatus) async -> Never {
    // Reports and archives hold personal data: only this user and group may read them.
    umask(0o027)
    signal(SIGPIPE, SIG_IGN)
    Self.allowManyFiles()
    let console = console
    let task = Task { try await work(console) }
    let signals = [(SIGINT, ExitStatus.interrupted), (SIGTERM, ExitStatus.terminated)].map { number, status in
      SignalTrap(number) {
        // Work that does not notice the first is ended by the second: what is recorded is recorded.
        if SignalTrap.received.value != nil { _exit(status.rawValue) }
        SignalTrap.received.store(status)
        task.cancel()
      }
    }
    let status: ExitStatus
    do {
      status = try await task.value
    } catch {
      status = conclude(error)
    }
    _ = signals.count
    Foundation.exit(status.rawValue)
  }

  /// Many tenants at a time hold many files and connections: the soft limit of 1,024 is for programs that use `select`.
  private static func allowManyFiles() {
    var limit = rlimit()
    let enough: rlim_t = 65_536
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < enough else { return }
    limit.rlim_cur = min(limit.rlim_max, enough)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  private func conclude(_ error: any Error) -> ExitStatus {
    if error is CancellationError, let status = SignalTrap.received.value {
      console.warn("stopped: \(stopped)")
      if console.isJSON { console.show(json: FailureDocument(status, "stopped by a signal").text) }
      return status
    }
    let trouble = error as? Trouble ?? Trouble(.internalError, "\(error)", help: "report this with what you ran")
    console.fail(trouble)
    if console.isJSON { console.show(json: FailureDocument(trouble).text) }
    return trouble.exit
  }
}

/// The one document of `--json` when a command fails.
struct FailureDocument: Encodable {
  let exit_code: Int32
  let error: String
  let place: String?
  let facts: [String]
  let help: String?

  init(_ trouble: Trouble) {
    exit_code = trouble.exit.rawValue
    error = trouble.summary
    place = trouble.place
    facts = trouble.facts
    help = trouble.help
  }

  init(_ status: ExitStatus, _ error: String) { self.init(Trouble(status, error)) }

  var text: String { JSONText.of(self) }
}

/// JSON for standard output: sorted keys, one line.
enum JSONText {
  static func of(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      return "{\"exit_code\":1,\"error\":\"the result cannot be written as JSON\"}"
    }
    return String(decoding: data, as: UTF8.self)
  }
}
