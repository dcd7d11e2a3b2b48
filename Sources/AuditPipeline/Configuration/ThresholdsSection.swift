import AuditChecks

/// Reads `thresholds:`: the numbers from which on checks call something much.
struct ThresholdsSection {
  private typealias Path = WritableKeyPath<CheckThresholds, Int> & Sendable

  private static let counts = 1...1_000_000
  private static let percents = 1...100

  /// One line a field of `CheckThresholds`, under its name in snake case.
  private static let fields: [(key: String, path: Path, range: ClosedRange<Int>)] = [
    ("burst_messages", \.burstMessages, counts),
    ("burst_recipients", \.burstRecipients, counts),
    ("repeated_subject_messages", \.repeatedSubjectMessages, counts),
    ("repeated_subject_recipients", \.repeatedSubjectRecipients, counts),
    ("baseline_factor", \.baselineFactor, 2...1_000),
    ("baseline_floor", \.baselineFloor, counts),
    ("failure_percent", \.failurePercent, percents),
    ("failure_floor", \.failureFloor, counts),
    ("deleted_messages", \.deletedMessages, counts),
    ("hard_deleted_messages", \.hardDeletedMessages, counts),
    ("quickly_deleted_messages", \.quicklyDeletedMessages, counts),
    ("quick_deletion_hours", \.quickDeletionHours, 1...168),
    ("sent_copy_minutes", \.sentCopyMinutes, 1...10_080),
    ("accessed_messages", \.accessedMessages, counts),
    ("anonymous_links", \.anonymousLinks, counts),
    ("failed_sign_ins", \.failedSignIns, counts),
    ("sprayed_users", \.sprayedUsers, counts),
    ("travel_speed", \.travelSpeed, 100...100_000),
  ]

  static let keys = fields.map(\.key)

  let section: ConfigurationSection

  /// What the section says, and the base for what it leaves out.
  func thresholds(over base: CheckThresholds) -> CheckThresholds {
    var thresholds = base
    for (key, path, range) in Self.fields {
      if let number = section.integer(key, in: range) { thresholds[keyPath: path] = number }
    }
    return thresholds
  }

  /// Every threshold as the file would hold it, in the order of the checks that read them.
  static func values(of thresholds: CheckThresholds) -> [(key: String, value: Int)] {
    fields.map { ($0.key, thresholds[keyPath: $0.path]) }
  }

  /// Those that are otherwise than the base.
  static func differences(of thresholds: CheckThresholds, from base: CheckThresholds) -> [(key: String, value: Int)] {
    fields.filter { thresholds[keyPath: $0.path] != base[keyPath: $0.path] }
      .map { ($0.key, thresholds[keyPath: $0.path]) }
  }
}
