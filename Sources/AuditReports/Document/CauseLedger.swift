import AuditModel

/// Adds up causes of blindness over tenants. Memory grows with the number of different causes, not with the fleet.
struct CauseLedger {
  private struct Cause: Hashable {
    let reason: GapReason
    let needs: [String]
  }

  private struct Entry {
    var kinds: Set<EvidenceKind> = []
    var checks: Set<CheckID> = []
    var tenantCount = 0
    var tenantNames: [String] = []
    var usersAffected = 0
    var since: RunReference
    var runsInRow: Int
    var message: String
    var lastError: ServiceError?
  }

  private var entries: [Cause: Entry] = [:]

  /// Takes in a tenant; tenants come in the order of their ids.
  mutating func add(_ recorded: RecordedTenant) {
    var missed: [Cause: Missed] = [:]
    for item in recorded.coverage where Self.isBlind(item.coverage.result) {
      for gap in item.coverage.gaps { note(gap, of: item, in: &missed) }
    }
    for (cause, users) in missed {
      entries[cause]?.tenantCount += 1
      if let names = entries[cause]?.tenantNames, names.count < 5 {
        entries[cause]?.tenantNames.append(recorded.tenant.displayName)
      }
      entries[cause]?.usersAffected += users.isEverybody ? recorded.users.count : users.ids.count
    }
  }

  /// Causes that blind most first: tenants, then checks, then the reason's name and needs.
  func groups() -> [CauseGroup] {
    entries.map { cause, entry in
      CauseGroup(
        reason: cause.reason, needs: cause.needs, kinds: entry.kinds.sorted(), checks: entry.checks.sorted(),
        tenantCount: entry.tenantCount, tenantNames: entry.tenantNames, usersAffected: entry.usersAffected,
        since: entry.since, runsInRow: entry.runsInRow, message: entry.message, lastError: entry.lastError)
    }
    .sorted { left, right in
      if left.tenantCount != right.tenantCount { return left.tenantCount > right.tenantCount }
      if left.checks.count != right.checks.count { return left.checks.count > right.checks.count }
      if left.reason != right.reason { return left.reason.rawValue < right.reason.rawValue }
      return left.needs.lexicographicallyPrecedes(right.needs)
    }
  }

  /// Users of one tenant that a cause concerns.
  private struct Missed {
    var isEverybody = false
    var ids: Set<UserID> = []
  }

  private static func isBlind(_ result: CheckResult) -> Bool {
    switch result {
    case .partial, .notAssessed, .notLicensed: true
    case .triggered, .clear, .notApplicable, .disabled: false
    }
  }

  private mutating func note(_ gap: CollectionGap, of item: RecordedCoverage, in missed: inout [Cause: Missed]) {
    let cause = Cause(reason: gap.reason, needs: gap.needs)
    var entry =
      entries[cause] ?? Entry(since: item.since, runsInRow: item.runsInRow, message: gap.message)
    entry.kinds.insert(gap.kind)
    entry.checks.insert(item.coverage.checkID)
    if (item.since.asOf, item.since.id) < (entry.since.asOf, entry.since.id) { entry.since = item.since }
    entry.runsInRow = max(entry.runsInRow, item.runsInRow)
    if let error = gap.error, Self.isNewer(error, than: entry.lastError) {
      entry.lastError = error
      entry.message = gap.message
    }
    entries[cause] = entry

    if let users = gap.missedUsers, item.coverage.result == .partial {
      missed[cause, default: Missed()].ids.formUnion(users)
    } else {
      missed[cause, default: Missed()].isEverybody = true
    }
  }

  private static func isNewer(_ error: ServiceError, than other: ServiceError?) -> Bool {
    guard let other else { return true }
    guard let moment = error.at else { return false }
    return other.at.map { moment > $0 } ?? true
  }
}
