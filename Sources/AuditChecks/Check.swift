package import AuditModel

/// One question about a tenant, answered from its evidence and nothing else.
///
/// Pure: no network, files, clock or logging. The same evidence gives the same findings in any order of input.
package protocol Check: Sendable {
  static var metadata: CheckMetadata { get }
  static var examples: CheckExamples { get }

  /// What the evidence says. Called only when every essential kind is there at least in part.
  func assessment(of evidence: EvidenceReader) -> Assessment

  /// A second look, after all checks have run: the same findings, graded with knowledge of the others.
  func adjusted(_ findings: [Finding], given others: TriggeredUsers, in evidence: EvidenceReader) -> [Finding]

  /// Other checks without whose findings this one has nothing to say; none for most.
  var companions: [any Check] { get }
}

extension Check {
  package var companions: [any Check] { [] }

  package func adjusted(_ findings: [Finding], given others: TriggeredUsers, in evidence: EvidenceReader) -> [Finding] {
    findings
  }

  package var metadata: CheckMetadata { Self.metadata }
  package var id: CheckID { Self.metadata.id }
  package var examples: CheckExamples { Self.examples }
}

/// Which users other checks have found something about, at or above `low`.
package struct TriggeredUsers: Sendable {
  private let checksByUser: [UserID: [CheckID: Severity]]

  /// - Parameter findings: of all checks, a list each. By position, because findings are large to copy.
  package init(findings: [[Finding]]) {
    var checks: [UserID: [CheckID: Severity]] = [:]
    for list in findings {
      for place in list.indices where list[place].severity >= .low {
        guard let user = list[place].userID else { continue }
        let known = checks[user]?[list[place].checkID] ?? .low
        checks[user, default: [:]][list[place].checkID] = max(known, list[place].severity)
      }
    }
    checksByUser = checks
  }

  /// The other checks that have found something about that user, at least as bad, sorted.
  package func checks(
    about user: UserID, besides check: CheckID, atLeast severity: Severity = .low
  ) -> [CheckID] {
    guard let checks = checksByUser[user] else { return [] }
    return checks.filter { $0.key != check && $0.value >= severity }.keys.sorted()
  }
}
