import Foundation
import Testing

@testable import AuditPipeline

/// Programs that give secrets, and those that only seem to.
struct SecretProgramTests {
  private static func run(_ script: String, patience: Duration = .seconds(10)) async throws -> String {
    try await SecretProgram(
      command: ["sh", "-c", script], environment: ["PATH": "/usr/bin:/bin"], patience: patience
    ).output()
  }

  @Test func `what it printed is the secret, whatever it left running holds the pipe open`() async throws {
    #expect(try await Self.run("sleep 30 2>/dev/null & echo hunter2") == "hunter2\n")
  }

  @Test(arguments: [
    ("sleep 900 | head -1", "did not end within"), ("trap '' TERM; sleep 900", "did not end within"),
    ("exec >&-; sleep 900", "did not end within"), ("yes", "more than 1 MiB"), ("exit 3", "ended with 3"),
  ])
  func `one that hangs, floods or fails is ended with all that it started`(script: String, words: String) async throws {
    let begun = ContinuousClock.now
    await #expect {
      // A busy machine may be slow to read what is printed; nobody waits for what ends by itself.
      _ = try await Self.run(script, patience: words.hasPrefix("did not") ? .milliseconds(300) : .seconds(120))
    } throws: { error in
      (error as? Trouble)?.summary.contains(words) == true
    }
    #expect(begun.duration(to: .now) < .seconds(300))
  }

  @Test func `a run that is stopped does not wait for it`() async throws {
    let begun = ContinuousClock.now
    let task = Task { try await Self.run("sleep 900") }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(begun.duration(to: .now) < .seconds(300))
  }
}
