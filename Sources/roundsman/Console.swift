import AuditPipeline
import AuditReports
import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// Standard output and standard error: results go to the one, everything else to the other.
struct Console: Sendable {
  let isQuiet: Bool
  let isJSON: Bool
  /// 0, 1 for `-v`, 2 for `-vv`.
  let verbosity: Int
  let usesColor: Bool
  let progress: ProgressStyle

  init(_ options: OutputOptions, environment: [String: String] = ProcessInfo.processInfo.environment) {
    isQuiet = options.quiet
    isJSON = options.json
    verbosity = options.verbose
    let isTerminal = isatty(STDERR_FILENO) == 1
    switch options.color {
    case .always: usesColor = true
    case .never: usesColor = false
    case .auto:
      let isForced = ["FORCE_COLOR", "CLICOLOR_FORCE"].contains { !(environment[$0] ?? "").isEmpty }
      let isRefused = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
      usesColor = !isRefused && (isTerminal || isForced)
    }
    switch options.progress {
    case .auto: progress = isQuiet ? .none : isTerminal && environment["TERM"] != "dumb" ? .bar : .lines
    case let style: progress = style
    }
  }

  /// The result, for people; silent with `--quiet` and `--json`.
  func show(_ text: String) {
    guard !isQuiet, !isJSON else { return }
    Console.write(text + "\n", to: STDOUT_FILENO)
  }

  /// A result with words that come from tenants or services: nothing of theirs moves the cursor.
  func show(foreign text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    show(lines.map { $0.isEmpty ? "" : VisibleText.shown(String($0), limit: 2_000) }.joined(separator: "\n"))
  }

  /// The one JSON document of `--json`.
  func show(json text: String) { Console.write(text + "\n", to: STDOUT_FILENO) }

  /// Something that needs a person; shown with `--quiet` as well.
  func warn(_ text: String) { Console.write(text + "\n", to: STDERR_FILENO) }

  /// A warning with words that come from tenants or services: nothing of theirs moves the cursor.
  func warn(foreign text: String) { warn(VisibleText.shown(text, limit: 2_000)) }

  /// What is being done; only on request or as calm lines.
  func note(_ text: String) {
    guard !isQuiet else { return }
    Console.write(text + "\n", to: STDERR_FILENO)
  }

  func fail(_ trouble: Trouble) {
    // A message may name what an archive or a history holds, and so what a tenant wrote: nothing of it moves the cursor.
    let lines = trouble.text.split(separator: "\n").map { VisibleText.shown(String($0), limit: 2_000) }
    var text = lines.joined(separator: "\n")
    if usesColor, text.hasPrefix("error:") { text = "\u{1B}[31;1merror\u{1B}[0m" + text.dropFirst("error".count) }
    Console.write(text + "\n", to: STDERR_FILENO)
  }

  /// Writes all of the text; a closed pipe ends quietly, because the reader has seen enough.
  static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        return
      }
      bytes = bytes.dropFirst(written)
    }
  }
}
