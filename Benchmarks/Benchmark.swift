import AuditModel
import AuditPipeline
import Foundation

/// Prints figures of this machine: decoding, auditing, recording, reports, memory. Never a verdict.
///
///     roundsman-bench                         200 tenants × 50 users, a minute
///     roundsman-bench --tenants 2000          the size the design is held against
///     roundsman-bench --only decoding         one part: fleet, decoding, judging, history or truth
///     roundsman-bench --work DIR              where archives and reports go (default: a temporary folder)
@main
struct Benchmark {
  static func main() async throws {
    let options = BenchmarkOptions(CommandLine.arguments)
    try FileManager.default.createDirectory(atPath: options.work, withIntermediateDirectories: true)
    defer { if !options.keepsWork { try? FileManager.default.removeItem(atPath: options.work) } }
    print(
      "Roundsman \(Program.version) on \(ProcessInfo.processInfo.activeProcessorCount) cores; CPU seconds are user + system\n"
    )
    // First, while this process is small: a child's peak memory as the kernel accounts it is at least its parent's.
    if options.includes("fleet") {
      try FleetBenchmark(work: options.work + "/fleet", tenants: options.tenants, usersPerTenant: 50).run()
    }
    if options.includes("decoding") { try DecodingBenchmark(work: options.work + "/decoding").run() }
    if options.includes("judging") {
      try JudgingBenchmark(work: options.work + "/judging", users: options.tenants * 50).run()
    }
    if options.includes("history") {
      try HistoryBenchmark(work: options.work + "/history").run()
      try PastBenchmark(work: options.work + "/past").run()
      try WorkbookBenchmark(work: options.work + "/workbook", history: options.work + "/history/history.sqlite").run()
    }
    if options.includes("truth") { try TruthBenchmark(work: options.work + "/truth").run() }
  }
}

/// What the command line of the benchmark says.
struct BenchmarkOptions {
  var tenants = 200
  var work = NSTemporaryDirectory() + "roundsman-bench-\(getpid())"
  var keepsWork = false
  private var only: String?

  init(_ arguments: [String]) {
    var rest = arguments.dropFirst()
    while let option = rest.popFirst() {
      switch (option, rest.popFirst()) {
      case ("--tenants", let value?):
        guard let number = Int(value), number > 0 else { Self.refuse() }
        tenants = number
      case ("--only", let value?): only = value
      case ("--work", let value?):
        work = value
        keepsWork = true
      default: Self.refuse()
      }
    }
  }

  private static func refuse() -> Never {
    FileHandle.standardError.write(
      Data("usage: roundsman-bench [--tenants N] [--only fleet|decoding|judging|history|truth] [--work DIR]\n".utf8))
    exit(64)
  }

  func includes(_ part: String) -> Bool { only == nil || only == part }
}
