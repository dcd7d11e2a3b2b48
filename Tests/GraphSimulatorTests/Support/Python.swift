import Foundation

/// Python with Microsoft's SDK, as a client that nobody here wrote. Where it is not installed its tests are skipped, visibly.
enum Python {
  static let hasGraphSDK = (try? run(["-c", "import msgraph, deprecated"])) != nil

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs a file of this target and returns what it printed; other tests go on meanwhile.
  static func output(of file: String, _ arguments: [String]) async throws -> Data {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent(file).path
    return try await withCheckedThrowingContinuation { continuation in
      // A thread of its own: the simulator needs those that would wait here.
      Thread.detachNewThread { continuation.resume(with: Result { try run([path] + arguments) }) }
    }
  }

  private static func run(_ arguments: [String]) throws -> Data {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("simulator-python-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (output, errors) = (folder.appendingPathComponent("out"), folder.appendingPathComponent("err"))
    for file in [output, errors] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
    return try Data(contentsOf: output)
  }
}
