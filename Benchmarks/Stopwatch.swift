import Foundation

/// CPU and wall time of a piece of work, and what finished child processes used.
struct Stopwatch {
  let cpu: Double
  let wall: Double

  static func measure(_ work: () throws -> Void) rethrows -> Stopwatch {
    let (cpu, wall) = (seconds(CLOCK_PROCESS_CPUTIME_ID), seconds(CLOCK_MONOTONIC))
    try work()
    return Stopwatch(cpu: seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu, wall: seconds(CLOCK_MONOTONIC) - wall)
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// One run of a program: its CPU time and its peak memory, as the kernel accounts them.
struct ChildRun {
  let status: Int32
  let cpu: Double
  let wall: Double
  let peakMegabytes: Double

  /// Runs a program to its end, its output thrown away.
  static func run(_ program: String, _ arguments: [String]) -> ChildRun {
    var pid = pid_t()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var status: Int32 = 0
    var usage = rusage()
    var wall = 0.0
    wall =
      Stopwatch.measure {
        guard posix_spawn(&pid, program, &actions, nil, words, environ) == 0 else {
          status = -1
          return
        }
        wait4(pid, &status, 0, &usage)
      }.wall
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return ChildRun(
      status: (status >> 8) & 0xFF, cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime), wall: wall,
      peakMegabytes: Double(usage.ru_maxrss) / 1024)
  }
}

/// Writes figures in columns.
enum Figures {
  static func row(_ name: String, _ value: String) {
    print("  " + name + String(repeating: " ", count: max(1, 52 - name.count)) + value)
  }

  static func text(_ value: Double, digits: Int = 1) -> String {
    let factor = [1.0, 10, 100, 1000][digits]
    let rounded = (value * factor).rounded() / factor
    return digits == 0 ? String(Int(rounded)) : String(rounded)
  }
}
