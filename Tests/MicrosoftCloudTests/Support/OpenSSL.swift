import Foundation
import Testing

/// Keys and certificates of OpenSSL's own making, and its judgement of our signatures.
final class OpenSSL {
  static let path = "/usr/bin/openssl"
  static let isInstalled = FileManager.default.isExecutableFile(atPath: path)

  /// A private folder, gone with its owner.
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "roundsman-openssl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Runs the program in the folder; its output, and whether it was content.
  @discardableResult
  func run(_ arguments: String...) throws -> (output: String, isContent: Bool) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: Self.path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), process.terminationStatus == 0)
  }

  func text(_ name: String) throws -> String { try String(contentsOf: folder.appending(path: name), encoding: .utf8) }
  func write(_ bytes: [UInt8], to name: String) throws { try Data(bytes).write(to: folder.appending(path: name)) }

  /// `key.pem` (PKCS#8), `key1.pem` (PKCS#1) and `certificate.pem`, good for so many days.
  func makeCertificate(days: Int = 30) throws {
    try run(
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "certificate.pem", "-days",
      "\(days)", "-subj", "/CN=roundsman.example")
    try run("rsa", "-in", "key.pem", "-traditional", "-out", "key1.pem")
  }
}
