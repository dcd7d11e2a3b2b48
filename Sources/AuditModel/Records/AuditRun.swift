/// One round over the fleet, as it is recorded.
package struct AuditRun: Hashable, Sendable, Codable {
  package enum Mode: String, Sendable, Codable { case live, evidence, demo }

  package let id: RunID
  package let mode: Mode
  package let startedAt: Timestamp
  package var finishedAt: Timestamp?
  package let window: AuditWindow
  /// Version of the program and of the catalogue of checks that judged.
  package let programVersion: String
  package let catalogueVersion: String
  /// How severe a finding must be to count as an indicator.
  package let countingThreshold: Severity
  /// Effective settings as JSON text, without secrets.
  package let settings: String
  package var exitCode: Int?

  package init(
    id: RunID, mode: Mode, startedAt: Timestamp, finishedAt: Timestamp? = nil, window: AuditWindow,
    programVersion: String, catalogueVersion: String, countingThreshold: Severity = .low, settings: String = "{}",
    exitCode: Int? = nil
  ) {
    self.id = id
    self.mode = mode
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.window = window
    self.programVersion = programVersion
    self.catalogueVersion = catalogueVersion
    self.countingThreshold = countingThreshold
    self.settings = settings
    self.exitCode = exitCode
  }
}

/// A run as later runs refer to it.
package struct RunReference: Hashable, Sendable, Codable {
  package let id: RunID
  package let startedAt: Timestamp
  /// The moment the run's window ends: nights are counted and compared by this, not by when a computer was free.
  package let asOf: Timestamp

  package init(id: RunID, startedAt: Timestamp, asOf: Timestamp) {
    self.id = id
    self.startedAt = startedAt
    self.asOf = asOf
  }
}
