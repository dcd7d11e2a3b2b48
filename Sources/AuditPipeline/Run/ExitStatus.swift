/// How a command ends. Never overloads what the shell uses (1 is internal, 2, 126, 127, 128+n are the shell's own).
package enum ExitStatus: Int32, CaseIterable, Sendable {
  case success = 0
  case internalError = 1
  case thresholdMet = 10
  case incomplete = 20
  case nothingAudited = 30
  case notDelivered = 40
  case usage = 64
  case unreadable = 65
  case cannotWrite = 73
  case locked = 75
  case configurationInvalid = 78
  case interrupted = 130
  case terminated = 143

  /// The sentence that `roundsman explain exit-codes` prints.
  package var meaning: String {
    switch self {
    case .success: "Done, and everything in scope was covered, or the gaps were known before. Findings may exist."
    case .internalError: "Internal error, or whatever the shell says when it cannot start the program."
    case .thresholdMet: "Done, and there is a finding at or above --fail-on."
    case .incomplete:
      "Done, but not everything could be seen: a tenant failed, or a check lost sight that it had (--fail-on-incomplete decides). "
        + "For import: something could not be read; the rest is kept."
    case .nothingAudited: "Nothing could be audited or imported."
    case .notDelivered: "Audited and stored, but a report could not be written. Repeat with `roundsman report`."
    case .usage: "The command was not understood: an unknown option, a missing or impossible value."
    case .unreadable: "The history or an input cannot be read, or is from a newer version."
    case .cannotWrite: "An output cannot be written: no permission, no space, not a folder."
    case .locked: "Another run holds the history. Try again."
    case .configurationInvalid: "The configuration is invalid. `roundsman config check` says where."
    case .interrupted: "Stopped by SIGINT. Tenants that were done are stored."
    case .terminated: "Stopped by SIGTERM. Tenants that were done are stored."
    }
  }

  /// Which of several conditions decides: a larger number wins.
  private var precedence: Int {
    switch self {
    case .interrupted, .terminated: 6
    case .usage, .unreadable, .cannotWrite, .locked, .configurationInvalid: 5
    case .internalError: 4
    case .nothingAudited: 3
    case .notDelivered: 2
    case .incomplete: 1
    case .thresholdMet, .success: 0
    }
  }

  /// The condition that decides the exit code of a run in which all of these hold.
  package static func worst(of conditions: [ExitStatus]) -> ExitStatus {
    conditions.max { ($0.precedence, $0.rawValue) < ($1.precedence, $1.rawValue) } ?? .success
  }
}
