import AuditModel

/// What one night could see, prepared so that asking for many users is cheap.
struct NightRecord {
  let asOf: Timestamp
  /// True when at least one check was answered for somebody: else the night was not measured at all.
  let hasAnyAnswer: Bool
  private let answers: [CheckID: Answer]

  private enum Answer {
    case all
    case allBut(Set<UserID>)
    case none
  }

  init(_ night: RecordedTenant.Night) {
    asOf = night.run.asOf
    var answers: [CheckID: Answer] = [:]
    for coverage in night.coverage { answers[coverage.checkID] = Self.answer(of: coverage) }
    self.answers = answers
    hasAnyAnswer =
      night.status != .failed
      && answers.values.contains {
        if case .none = $0 { false } else { true }
      }
  }

  /// The nights of a tenant, oldest first.
  static func records(of recorded: RecordedTenant) -> [NightRecord] { recorded.nights.map(NightRecord.init) }

  /// True when that night's silence of the check about this user, or the tenant's own (nil), means that there was nothing.
  func isConclusive(_ check: CheckID, for user: UserID?) -> Bool {
    switch answers[check] {
    case .all: true
    case .allBut(let missed): user.map { !missed.contains($0) } ?? false
    case .some(.none), nil: false
    }
  }

  /// True when some check was answered for this user.
  func isMeasured(for user: UserID) -> Bool {
    hasAnyAnswer && answers.keys.contains { isConclusive($0, for: user) }
  }

  private static func answer(of coverage: CheckCoverage) -> Answer {
    switch coverage.result {
    case .triggered, .clear: .all
    case .partial: coverage.missedUsers.map { .allBut(Set($0)) } ?? .none
    case .notAssessed, .notApplicable, .notLicensed, .disabled: .none
    }
  }
}
