import Foundation

/// Python as an independent reader of what we write. Absent modules skip a test, visibly.
enum Python {
  static let hasJSONSchema = canImport("jsonschema")
  static let hasOpenpyxl = canImport("openpyxl")
  static let hasHTML5 = canImport("html5lib")

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs a program and returns what it printed.
  static func output(of program: String, _ arguments: [String] = []) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program] + arguments
    let output = Pipe()
    let errors = FileManager.default.temporaryDirectory.appendingPathComponent("roundsman-python-\(UUID().uuidString)")
    try Data().write(to: errors)
    defer { try? FileManager.default.removeItem(at: errors) }
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func canImport(_ module: String) -> Bool { (try? output(of: "import \(module)")) != nil }
}
