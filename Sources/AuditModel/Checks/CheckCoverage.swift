/// The seven outcomes of a check; the same words in SQL, JSON and reports.
package enum CheckResult: String, CaseIterable, Sendable, Codable {
  case triggered
  case clear
  case partial
  case notAssessed = "not_assessed"
  case notApplicable = "not_applicable"
  case notLicensed = "not_licensed"
  case disabled

  /// True when the whole question was answered.
  package var isCovered: Bool { self == .triggered || self == .clear }
  /// True when it belongs into the denominator of coverage.
  package var isInScope: Bool { isCovered || self == .partial || self == .notAssessed }
}

/// What a check could see of one tenant in one run.
package struct CheckCoverage: Hashable, Sendable, Codable {
  package let checkID: CheckID
  package let revision: Int
  package let family: CheckFamily
  package let result: CheckResult
  /// What kept it from a full answer, the most limiting first; empty when `result` is covered.
  package let gaps: [CollectionGap]
  /// Evidence that would have sharpened severities but was not there; does not limit the answer.
  package let unavailableHints: [EvidenceKind]
  package let windowFrom: Timestamp
  package let windowTo: Timestamp
  package let itemsRead: Int
  package let usersCovered: Int
  /// Users for whom the answer is missing; nil when it may be any user. Empty when `result` is covered.
  package let missedUsers: [UserID]?
  /// Why a check was switched off, for `disabled`; why it does not apply, for `not_applicable`.
  package let note: String?
  /// Findings that were recognised as the MSP's own, a service's or a trusted party's and not counted.
  package let setAside: SetAside

  package init(
    checkID: CheckID, revision: Int, family: CheckFamily, result: CheckResult, gaps: [CollectionGap] = [],
    unavailableHints: [EvidenceKind] = [], windowFrom: Timestamp, windowTo: Timestamp, itemsRead: Int,
    usersCovered: Int, missedUsers: [UserID]? = [], note: String? = nil, setAside: SetAside = SetAside()
  ) {
    self.checkID = checkID
    self.revision = revision
    self.family = family
    self.result = result
    self.gaps = gaps
    self.unavailableHints = unavailableHints
    self.windowFrom = windowFrom
    self.windowTo = windowTo
    self.itemsRead = itemsRead
    self.usersCovered = usersCovered
    self.missedUsers = missedUsers
    self.note = note
    self.setAside = setAside
  }

  /// The outcome for one user, given whether the check found something about them.
  package func result(for user: UserID, hasFinding: Bool) -> CheckResult {
    switch result {
    case .triggered, .clear: return hasFinding ? .triggered : .clear
    case .partial:
      guard let missedUsers else { return hasFinding ? .triggered : .partial }
      if missedUsers.contains(user) { return hasFinding ? .triggered : .notAssessed }
      return hasFinding ? .triggered : .clear
    case .notAssessed, .notApplicable, .notLicensed, .disabled: return result
    }
  }

  /// True when silence about this subject means that there is nothing.
  package func isConclusive(for subject: Subject) -> Bool {
    switch result {
    case .triggered, .clear: return true
    case .partial:
      guard let missedUsers else { return false }
      guard let user = subject.user else { return false }
      return !missedUsers.contains(user)
    case .notAssessed, .notApplicable, .notLicensed, .disabled: return false
    }
  }
}
