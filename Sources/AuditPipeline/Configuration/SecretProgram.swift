import Foundation
import Glibc

/// A program that prints a secret.
///
/// It leads a process group of its own, so that what it started ends with it; whatever holds its output open, nobody waits for it.
struct SecretProgram {
  let command: [String]
  let environment: [String: String]
  var patience = Duration.seconds(30)
  private static let largestSecret = 1 << 20
  private static let pause = Duration.milliseconds(10)

  init(command: [String], environment: [String: String], patience: Duration = .seconds(30)) {
    self.command = command
    self.environment = environment
    self.patience = patience
  }

  /// What it printed.
  ///
  /// - Throws: `Trouble` with exit 78 when it cannot be started, fails, prints too much or does not end in time; `CancellationError`.
  func output() async throws -> String {
    let (process, pipe) = try start()
    defer { close(pipe) }
    var printed: [UInt8] = []
    let status: Int32
    do {
      status = try await end(of: process, pipe, &printed)
    } catch {
      await Self.stop(process)
      throw error
    }
    guard status & 0x7F == 0, status >> 8 & 0xFF == 0 else {
      throw trouble("ended with \(status & 0x7F == 0 ? status >> 8 & 0xFF : status & 0x7F)")
    }
    guard let text = String(validating: printed, as: UTF8.self) else { throw trouble("printed no text") }
    return text
  }

  /// Reads until the program itself has ended, not until the last of its children lets go of the pipe.
  private func end(of process: pid_t, _ pipe: Int32, _ printed: inout [UInt8]) async throws -> Int32 {
    let deadline = ContinuousClock.now.advanced(by: patience)
    while true {
      var status: Int32 = 0
      let hasEnded = waitpid(process, &status, WNOHANG) == process
      Self.drain(pipe, into: &printed)
      if hasEnded { return status }
      guard printed.count <= Self.largestSecret else { throw trouble("printed more than 1 MiB") }
      guard .now < deadline else {
        throw trouble("did not end within \(patience.components.seconds) seconds")
      }
      try await Task.sleep(for: Self.pause)
    }
  }

  /// Takes what is there, a little more than a secret may have at most.
  private static func drain(_ pipe: Int32, into printed: inout [UInt8]) {
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    while printed.count <= largestSecret {
      let count = read(pipe, &chunk, chunk.count)
      guard count > 0 else { return }
      printed += chunk[..<count]
    }
  }

  private func start() throws -> (process: pid_t, pipe: Int32) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw trouble("cannot be started") }
    defer { close(ends[1]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // This process may ignore the signals that are to end that one.
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let arguments = CStrings(["env"] + command)
    let surroundings = CStrings(environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
    var process: pid_t = 0
    // `env` looks the program up in the PATH of that environment.
    let started = withExtendedLifetime((arguments, surroundings)) {
      posix_spawn(&process, "/usr/bin/env", &actions, &attributes, arguments.pointers, surroundings.pointers) == 0
    }
    guard started else {
      close(ends[0])
      throw trouble("cannot be started")
    }
    return (process, ends[0])
  }

  /// Ends the whole group: asked first, then without asking.
  private static func stop(_ process: pid_t) async {
    kill(-process, SIGTERM)
    var status: Int32 = 0
    for _ in 0..<50 {
      if waitpid(process, &status, WNOHANG) == process { break }
      // Also where this task was cancelled: the child must not outlive it.
      usleep(10_000)
    }
    kill(-process, SIGKILL)
    waitpid(process, &status, 0)
  }

  private func trouble(_ problem: String) -> Trouble {
    Trouble(
      .configurationInvalid, "the program that gives a secret \(problem)", place: "exec: \(command.first ?? "")",
      help: "run it by hand as the same user and look at what it prints")
  }
}

/// Texts as C wants them, ended by a null pointer, for as long as this lives.
private final class CStrings {
  let pointers: [UnsafeMutablePointer<CChar>?]
  init(_ texts: [String]) { pointers = texts.map { strdup($0) } + [nil] }
  deinit { for case let pointer? in pointers { free(pointer) } }
}
