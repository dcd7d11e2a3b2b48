import AuditModel
import Testing

@testable import AuditChecks

/// The second promise: the same evidence always gives the same findings.
@Suite struct DeterminismTests {
  /// A fixed sequence of numbers, so that a failing shuffle can be repeated.
  struct Sequence: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  /// All examples' evidence in one busy tenant.
  static let busyTenant = CheckCatalogue.all.flatMap(\.examples.all).reduce(into: ExampleEvidence.quietTenant()) {
    $0 = merged($0, $1.evidence)
  }

  private static func merged(_ left: TenantEvidence, _ right: TenantEvidence) -> TenantEvidence {
    func joined<Item>(_ left: Collected<[Item]>, _ right: Collected<[Item]>) -> Collected<[Item]> {
      .complete((left.value ?? []) + (right.value ?? []))
    }
    var evidence = left
    evidence.users = joined(left.users, right.users)
    evidence.mailboxes = joined(left.mailboxes, right.mailboxes)
    evidence.inboxRules = joined(left.inboxRules, right.inboxRules)
    evidence.unifiedAudit = joined(left.unifiedAudit, right.unifiedAudit)
    evidence.directoryAudits = joined(left.directoryAudits, right.directoryAudits)
    evidence.authenticationMethods = joined(left.authenticationMethods, right.authenticationMethods)
    evidence.roleAssignments = joined(left.roleAssignments, right.roleAssignments)
    evidence.riskDetections = joined(left.riskDetections, right.riskDetections)
    return evidence
  }

  @Test(arguments: 1...20)
  func `shuffled input gives identical results`(_ seed: UInt64) {
    var numbers = Sequence(state: seed)
    func shuffled<Item>(_ items: Collected<[Item]>) -> Collected<[Item]> { items.map { $0.shuffled(using: &numbers) } }
    var evidence = Self.busyTenant
    evidence.users = shuffled(evidence.users)
    evidence.mailboxes = shuffled(evidence.mailboxes)
    evidence.inboxRules = shuffled(evidence.inboxRules)
    evidence.unifiedAudit = shuffled(evidence.unifiedAudit)
    evidence.directoryAudits = shuffled(evidence.directoryAudits)
    evidence.authenticationMethods = shuffled(evidence.authenticationMethods)
    evidence.roleAssignments = shuffled(evidence.roleAssignments)
    evidence.riskDetections = shuffled(evidence.riskDetections)
    let plain = judge(Self.busyTenant, window: ExampleEvidence.window)
    let mixed = judge(evidence, window: ExampleEvidence.window)
    #expect(plain.findings.count > 10)
    #expect(mixed.findings == plain.findings)
    #expect(mixed.coverage == plain.coverage)
    #expect(mixed.users == plain.users)
    let backwards = TenantJudgement(window: ExampleEvidence.window, checks: CheckCatalogue.all.reversed())
      .result(of: evidence)
    #expect(backwards.findings == plain.findings)
  }

  @Test func `of records with one id and time that say different things the same one counts in any order`() {
    func told(_ targets: [String]) -> [Finding] {
      let evidence = ExampleEvidence.quietTenant {
        $0.unifiedAudit = .complete(
          targets.map {
            ExampleEvidence.record(
              "Set-Mailbox", id: "1", by: "admin@contoso.example",
              ["Identity": "ada@contoso.example", "ForwardingSmtpAddress": "smtp:\($0)@evil.example"])
          })
      }
      return judge(evidence, window: ExampleEvidence.window).findings.filter { $0.checkID == "mailbox-forwarding" }
    }
    let targets = ["drop", "box", "post"]
    #expect(told(targets).count == 1)
    #expect(told(targets) == told(targets.reversed()))
  }

  @Test func `findings are sorted by key, and no key stands twice`() {
    let keys = judge(Self.busyTenant, window: ExampleEvidence.window).findings.map(\.key)
    #expect(keys == Set(keys).sorted())
  }

  @Test(arguments: CheckCatalogue.all.map(\.id))
  func `a check reads exactly what it declares`(_ id: CheckID) throws {
    let check = try #require(CheckCatalogue.check(id))
    var reads: Set<EvidenceKind> = []
    for example in check.examples.all {
      let reader = EvidenceReader(
        index: EvidenceIndex(evidence: example.evidence), window: ExampleEvidence.window, settings: .none,
        metadata: check.metadata)
      let findings = check.assessment(of: reader).findings
      _ = check.adjusted(findings, given: TriggeredUsers(findings: []), in: reader)
      #expect(reader.undeclaredReads.isEmpty)
      #expect(reader.undeclaredOperations.isEmpty)
      reads.formUnion(reader.reads)
    }
    #expect(reads.sorted() == check.metadata.declaredKinds)
  }

  @Test func `an undeclared kind is refused and noted`() {
    let reader = EvidenceReader(
      index: EvidenceIndex(evidence: ExampleEvidence.quietTenant()), window: ExampleEvidence.window, settings: .none,
      metadata: NewUsersCheck.metadata)
    #expect(reader.mailboxes == nil)
    #expect(reader.undeclaredReads == [.mailboxes])
    #expect(reader.users?.count == 4)
  }
}
