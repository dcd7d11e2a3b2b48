/// One tenant as the history knows it at one run: the input of ranking and reports.
package struct RecordedTenant: Sendable {
  package let tenant: Tenant
  package let status: TenantStatus
  package let evidenceAt: Timestamp?
  /// All users of the tenant at that run, sorted by id.
  package let users: [UserFacts]
  /// Findings that are open at the run, and those that ended since one of the compared runs; sorted by key.
  ///
  /// For trends only, also those confirmed on one of `nights`, with both changes nil.
  package let findings: [RecordedFinding]
  /// In the catalogue's order.
  package let coverage: [RecordedCoverage]
  package let gaps: [CollectionGap]
  /// The tenant's newest finished run whose window ends earlier; nil when there is none.
  package let previous: RunReference?
  /// The tenant's run nearest to seven days before, within 36 hours; nil when there is none.
  package let week: RunReference?
  /// The newest run, this one included, in which every check in scope was answered in full.
  package let lastCompleteRun: RunReference?
  /// The tenant's runs of the last 14 nights, oldest first, this one last.
  package let nights: [Night]

  package init(
    tenant: Tenant, status: TenantStatus, evidenceAt: Timestamp?, users: [UserFacts], findings: [RecordedFinding],
    coverage: [RecordedCoverage], gaps: [CollectionGap], previous: RunReference?, week: RunReference?,
    lastCompleteRun: RunReference?, nights: [Night]
  ) {
    self.tenant = tenant
    self.status = status
    self.evidenceAt = evidenceAt
    self.users = users
    self.findings = findings
    self.coverage = coverage
    self.gaps = gaps
    self.previous = previous
    self.week = week
    self.lastCompleteRun = lastCompleteRun
    self.nights = nights
  }

  /// One earlier (or this) run of the tenant, as trends need it.
  package struct Night: Sendable {
    package let run: RunReference
    package let status: TenantStatus
    /// What each check could see that night.
    package let coverage: [CheckCoverage]
    package init(run: RunReference, status: TenantStatus, coverage: [CheckCoverage]) {
      self.run = run
      self.status = status
      self.coverage = coverage
    }
  }
}

/// A check's coverage with what history adds.
package struct RecordedCoverage: Sendable {
  package let coverage: CheckCoverage
  /// The first run of the unbroken series of runs with this result; equal to the run itself when it is new.
  package let since: RunReference
  /// Length of that series, this run included.
  package let runsInRow: Int
  /// The result at the tenant's previous run; nil when there was none or the check did not exist.
  package let previousResult: CheckResult?

  package init(coverage: CheckCoverage, since: RunReference, runsInRow: Int, previousResult: CheckResult?) {
    self.coverage = coverage
    self.since = since
    self.runsInRow = runsInRow
    self.previousResult = previousResult
  }
}

/// A finding with what history adds.
package struct RecordedFinding: Sendable {
  /// As it was last confirmed.
  package let finding: Finding
  package let presence: Presence
  package let firstSeen: RunReference
  /// True when the first run that could see anything of the tenant showed it already: nobody can say since when it is there.
  package let wasPresentAtFirstAudit: Bool
  package let lastConfirmed: RunReference
  /// In how many runs it was confirmed, up to the run that is shown.
  package let nightsSeen: Int
  /// Compared with the tenant's previous run; nil when there is none, and when it was open at neither of the two.
  package let sincePrevious: FindingChange?
  /// Compared with the run a week before; nil when there is none, and when it was open at neither of the two.
  package let sinceWeek: FindingChange?
  /// As of each night of `RecordedTenant.nights`: the severity when confirmed, nil when not.
  package let severityByNight: [Severity?]

  package init(
    finding: Finding, presence: Presence, firstSeen: RunReference, lastConfirmed: RunReference, nightsSeen: Int,
    sincePrevious: FindingChange?, sinceWeek: FindingChange?, severityByNight: [Severity?],
    wasPresentAtFirstAudit: Bool = false
  ) {
    self.finding = finding
    self.presence = presence
    self.firstSeen = firstSeen
    self.wasPresentAtFirstAudit = wasPresentAtFirstAudit
    self.lastConfirmed = lastConfirmed
    self.nightsSeen = nightsSeen
    self.sincePrevious = sincePrevious
    self.sinceWeek = sinceWeek
    self.severityByNight = severityByNight
  }
}

/// How a finding stands at one run.
package enum Presence: String, Sendable, Codable {
  /// Seen by a check that looked.
  case confirmed
  /// Open, but its check could not look, or, of what spans tenants, not in every one.
  case unverified
  /// A complete check no longer saw it.
  case resolved
  /// An event that left the window.
  case agedOut = "aged_out"
}

/// How a finding changed between a compared run and the shown one. The words of reports.
package enum FindingChange: String, CaseIterable, Sendable, Codable {
  case new
  case newCheck = "new_check"
  case worse
  case persistent
  case reopened
  case resolved
  case agedOut = "aged_out"
  case unverified
}
