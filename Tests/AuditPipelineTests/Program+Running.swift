import Foundation

/// One run of the built program: what it printed on both streams and how it ended.
struct ProgramRun {
  let exit: Int32
  let output: String
  let errors: String

  /// The program that stands beside the test bundle.
  static var executable: String {
    let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (bundle as NSString).deletingLastPathComponent + "/roundsman"
  }

  /// Runs the program to its end.
  ///
  /// - Parameter environment: added to the test's own, without the variables that could change what is printed.
  static func run(
    _ arguments: String..., in directory: String? = nil, environment: [String: String] = [:]
  ) throws -> ProgramRun {
    try run(executable, arguments, in: directory, environment: environment)
  }

  static func run(
    _ executable: String, _ arguments: [String], in directory: String? = nil, environment: [String: String] = [:]
  ) throws -> ProgramRun {
    let process = try start(executable, arguments, in: directory, environment: environment)
    return try process.finish()
  }

  static func start(
    _ executable: String, _ arguments: [String], in directory: String? = nil, environment: [String: String] = [:]
  ) throws -> RunningProgram {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    var variables = ProcessInfo.processInfo.environment
    for name in ["ROUNDSMAN_CONFIG", "XDG_CONFIG_HOME", "NO_COLOR", "FORCE_COLOR"] { variables[name] = nil }
    variables.merge(environment) { $1 }
    process.environment = variables
    return try RunningProgram(process)
  }
}

/// A program that has been started; its streams go to files, so that no pipe can fill up.
final class RunningProgram {
  let process: Process
  private let folder = TemporaryFolder()

  init(_ process: Process) throws {
    self.process = process
    for name in ["out", "err"] { try folder.write("", to: name) }
    process.standardOutput = FileHandle(forWritingAtPath: folder.path + "/out")
    process.standardError = FileHandle(forWritingAtPath: folder.path + "/err")
    process.standardInput = FileHandle.nullDevice
    try process.run()
  }

  func finish() throws -> ProgramRun {
    process.waitUntilExit()
    return ProgramRun(
      exit: process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus,
      output: try folder.text("out"), errors: try folder.text("err"))
  }
}
