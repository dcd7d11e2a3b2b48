import AuditModel
import Testing

@testable import AuditChecks

/// The first promise: what was not measured is never shown as clean.
@Suite struct MissingEvidenceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let check: any Check
    let need: EvidenceNeed
    let reason: GapReason
    var testDescription: String { "\(check.id) without \(need.kind.rawValue): \(reason.rawValue)" }
  }

  static let cases = CheckCatalogue.all.flatMap { check in
    check.metadata.needs.flatMap { need in GapReason.allCases.map { Case(check: check, need: need, reason: $0) } }
  }

  private func coverage(of check: any Check, _ evidence: TenantEvidence) -> CheckCoverage {
    TenantJudgement(window: ExampleEvidence.window, checks: [check]).result(of: evidence).coverage[0]
  }

  @Test(arguments: cases)
  func `a kind that is gone never leads to clear`(_ trial: Case) {
    let coverage = coverage(
      of: trial.check, ExampleEvidence.quietTenant { $0.remove(trial.need.kind, because: trial.reason) })
    switch trial.need {
    case .essential:
      #expect(coverage.result == (trial.reason == .licenceRequired ? .notLicensed : .notAssessed))
      #expect(coverage.missedUsers == nil && coverage.usersCovered == 0)
    case .contributing, .context:
      #expect(coverage.result == .partial)
      #expect(coverage.missedUsers == nil && coverage.usersCovered == 0)
    case .licensed where trial.reason != .licenceRequired:
      #expect(coverage.result == .partial)
      #expect(coverage.missedUsers == nil && coverage.usersCovered == 0)
    case .hint, .alternative, .licensed:
      #expect(coverage.result.isCovered)
      #expect(coverage.unavailableHints == [trial.need.kind])
      return
    }
    #expect(coverage.gaps.map(\.reason) == [trial.reason])
    #expect(coverage.gaps.map(\.kind) == [trial.need.kind])
  }

  @Test(arguments: cases.filter { $0.need.isNeededAlone(because: $0.reason) })
  func `a kind of which a part is missing leads to partial`(_ trial: Case) {
    for missed in [nil, [ExampleEvidence.ben], []] as [[UserID]?] {
      let coverage = coverage(
        of: trial.check,
        ExampleEvidence.quietTenant { $0.makePartial(trial.need.kind, because: trial.reason, missed: missed) })
      #expect(coverage.result == .partial)
      #expect(coverage.missedUsers == missed)
    }
  }

  @Test(arguments: CatalogueTests.trials)
  func `taking evidence away from any example never leads to a full answer`(_ trial: CatalogueTests.Trial) {
    for need in trial.check.metadata.needs where need.isNeededAlone(because: .permissionGraph) {
      var evidence = trial.example.evidence
      evidence.remove(need.kind)
      #expect(!coverage(of: trial.check, evidence).result.isCovered, "\(need.kind)")
    }
  }

  @Test(arguments: [GapReason.licenceRequired, .throttled])
  func `without the registration report the sign-in methods answer, as long as they are whole`(_ reason: GapReason) {
    let check = AccountProtectionCheck()
    var evidence = ExampleEvidence.quietTenant { $0.remove(.registrationDetails, because: reason) }
    #expect(coverage(of: check, evidence).result == .triggered, "nobody of the quiet tenant has a method")
    evidence.makePartial(.authenticationMethods, because: .throttled, missed: [ExampleEvidence.ben])
    #expect(coverage(of: check, evidence).result == .partial)
    #expect(coverage(of: check, evidence).gaps.map(\.kind) == [.registrationDetails, .authenticationMethods])
    evidence.remove(.authenticationMethods, because: .throttled)
    #expect(coverage(of: check, evidence).missedUsers == nil)
  }

  @Test func `nothing collected at all is a failed tenant with every check not assessed`() {
    let result = judge(
      TenantEvidence(tenant: Tenant(id: TenantID("t"), displayName: "T")), window: ExampleEvidence.window)
    #expect(result.status == .failed)
    #expect(result.coverage.allSatisfy { $0.result == .notAssessed && $0.missedUsers == nil })
    #expect(result.coverage.map(\.checkID) == CheckCatalogue.all.map(\.id))
    #expect(result.gaps.count == EvidenceKind.allCases.count)
  }

  @Test func `a quiet tenant is complete and clear`() {
    let result = judge(ExampleEvidence.quietTenant(), window: ExampleEvidence.window)
    #expect(result.status == .complete)
    #expect(result.findings.isEmpty)
    #expect(result.coverage.allSatisfy { $0.result == .clear && $0.usersCovered == 4 && $0.gaps.isEmpty })
  }

  @Test func `two essential kinds of reasons: only a licence makes it not licensed`() {
    let check = CheckCatalogue.check("new-users")
    var evidence = ExampleEvidence.quietTenant { $0.remove(.users, because: .licenceRequired) }
    evidence.remove(.directoryAudits, because: .licenceRequired)
    #expect(check.map { coverage(of: $0, evidence).result } == .notLicensed)
    evidence.remove(.directoryAudits, because: .throttled)
    #expect(check.map { coverage(of: $0, evidence).result } == .notAssessed)
  }

  @Test func `gaps of users are joined, and one that may concern anybody wins`() {
    let ada = ExampleEvidence.ada
    let ben = ExampleEvidence.ben
    let gaps = [ExampleEvidence.gap(.users, missed: [ben]), ExampleEvidence.gap(.inboxRules, missed: [ada, ben])]
    #expect(gaps.missedUsers == [ada, ben])
    #expect((gaps + [ExampleEvidence.gap(.domains)]).missedUsers == nil)
  }

  @Test func `a user without dates is a gap for that user`() {
    let evidence = ExampleEvidence.quietTenant {
      $0.users = .complete([
        ExampleEvidence.user(ExampleEvidence.ada, "ada@contoso.example", createdAt: nil, lastPasswordChangeAt: nil),
        ExampleEvidence.user(ExampleEvidence.ben, "ben@contoso.example"),
      ])
      $0.makePartial(.directoryAudits, because: .windowTooShort, missed: [])
    }
    let result = judge(evidence, window: ExampleEvidence.window)
    for id in ["new-users", "password-changes"] as [CheckID] {
      let coverage = result.coverage.first { $0.checkID == id }
      #expect(coverage?.result == .partial)
      #expect(coverage?.missedUsers == [ExampleEvidence.ada])
      #expect(coverage?.usersCovered == 2, "Ben, and the administrator whom only the mailboxes name")
    }
  }

  @Test func `a check that is switched off says why, and is on again after its end`() {
    let end = ExampleEvidence.moment("2026-08-22T00:00:00Z")
    let settings = CheckSettings(disabledChecks: ["new-users": .init(reason: "migration week", until: end)])
    let off = judge(ExampleEvidence.quietTenant(), window: ExampleEvidence.window, settings: settings)
    #expect(off.coverage.first { $0.checkID == "new-users" }?.result == .disabled)
    #expect(off.coverage.first { $0.checkID == "new-users" }?.note == "migration week (until 2026-08-22)")
    let later = AuditWindow(days: 7, endingAt: end)
    let on = judge(ExampleEvidence.quietTenant(), window: later, settings: settings)
    #expect(on.coverage.first { $0.checkID == "new-users" }?.result == .clear)
  }

  @Test func `a kind that is wholly gone concerns everybody, whatever users its gap names`() {
    let evidence = ExampleEvidence.quietTenant {
      $0.mailboxes = .unavailable(ExampleEvidence.gap(.mailboxes, missed: [ExampleEvidence.ben]))
    }
    let coverage = judge(evidence, window: ExampleEvidence.window).coverage.first { $0.checkID == "mailbox-forwarding" }
    #expect(coverage?.result == .partial)
    #expect(coverage?.missedUsers == nil && coverage?.usersCovered == 0)
  }
}

extension EvidenceNeed {
  /// False for what only sharpens an answer, or of which nothing is missing for that reason.
  fileprivate func isNeededAlone(because reason: GapReason) -> Bool {
    switch self {
    case .essential, .contributing, .context: true
    case .licensed: reason != .licenceRequired
    case .alternative, .hint: false
    }
  }
}
