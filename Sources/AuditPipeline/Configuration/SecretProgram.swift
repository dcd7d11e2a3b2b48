import Foundation

/// A program that prints a secret.
struct SecretProgram {
  let command: [String]
  let environment: [String: String]
  var patience = Duration.seconds(30)

  /// What it printed.
  ///
  /// - Throws: `Trouble` with exit 78 when it cannot be started, fails or does not end in time.
  func output() async throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    let output = try await withThrowingTaskGroup(of: Data?.self) { group in
      let (ends, ended) = AsyncStream.makeStream(of: Void.self)
      process.terminationHandler = { _ in ended.finish() }
      do {
        try process.run()
      } catch {
        throw trouble("cannot be started")
      }
      group.addTask { pipe.fileHandleForReading.readDataToEndOfFile() }
      group.addTask { [patience] in
        try await Task.sleep(for: patience)
        return nil
      }
      guard let first = try await group.next(), let data = first else {
        process.terminate()
        group.cancelAll()
        throw trouble("did not end within \(patience.components.seconds) seconds")
      }
      group.cancelAll()
      for await _ in ends {}
      return data
    }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw trouble("ended with \(process.terminationStatus)")
    }
    guard let text = String(data: output, encoding: .utf8) else { throw trouble("printed no text") }
    return text
  }

  private func trouble(_ problem: String) -> Trouble {
    Trouble(
      .configurationInvalid, "the program that gives a secret \(problem)", place: "exec: \(command.first ?? "")",
      help: "run it by hand as the same user and look at what it prints")
  }
}
