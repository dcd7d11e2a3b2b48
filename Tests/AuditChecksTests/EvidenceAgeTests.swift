import AuditModel
import Testing

@testable import AuditChecks

/// Evidence that was collected before the window's end does not tell the rest of the window.
@Suite struct EvidenceAgeTests {
  private typealias Build = ExampleEvidence

  struct Case: Sendable, CustomTestStringConvertible {
    let check: any Check
    let need: EvidenceNeed
    var testDescription: String { "\(check.id) with old \(need.kind.rawValue)" }
  }

  static let cases = CheckCatalogue.all.flatMap { check in check.metadata.needs.map { Case(check: check, need: $0) } }

  private func coverage(of check: any Check, _ evidence: TenantEvidence) -> CheckCoverage {
    TenantJudgement(window: Build.window, checks: [check]).result(of: evidence).coverage[0]
  }

  @Test(arguments: cases)
  func `a kind that does not reach the window's end never leads to clear`(_ trial: Case) {
    let kind = trial.need.kind
    for moment in [nil, Build.window.from, Build.window.to.advanced(bySeconds: -86_401)] as [Timestamp?] {
      let coverage = coverage(of: trial.check, Build.quietTenant { $0.collectedAt[kind] = moment })
      switch trial.need {
      case .hint, .alternative:
        #expect(coverage.result == .clear && coverage.unavailableHints == [kind])
        continue
      case .essential, .contributing, .licensed, .context: break
      }
      #expect(coverage.result == .partial)
      #expect(coverage.gaps.map(\.reason) == [.windowTooShort] && coverage.gaps.map(\.kind) == [kind])
      #expect(coverage.missedUsers == nil && coverage.usersCovered == 0)
    }
  }

  @Test(arguments: cases)
  func `a kind that was collected within the window's last day is whole`(_ trial: Case) {
    let evidence = Build.quietTenant {
      $0.collectedAt[trial.need.kind] = Build.window.to.advanced(bySeconds: -86_400)
    }
    #expect(coverage(of: trial.check, evidence).result == .clear)
    #expect(coverage(of: trial.check, evidence).unavailableHints.isEmpty)
  }

  @Test func `evidence of a week ago is an incomplete tenant, and says which part is missing`() throws {
    let old = Build.window.to.advanced(byDays: -9)
    let result = judge(
      Build.quietTenant { for kind in EvidenceKind.allCases { $0.collectedAt[kind] = old } }, window: Build.window)
    #expect(result.status == .incomplete && result.findings.isEmpty)
    #expect(result.coverage.allSatisfy { $0.result == .partial })
    #expect(result.gaps.count == EvidenceKind.allCases.count && result.gaps.allSatisfy { $0.reason == .windowTooShort })
    let gap = try #require(result.gaps.first { $0.kind == .users })
    #expect(
      gap.message == "The users were collected 2026-08-12T00:00:00Z, so nothing tells of the part of the window from "
        + "2026-08-14T00:00:00Z to 2026-08-21T00:00:00Z: collect them again, or audit the window that ended then.")
  }

  @Test func `another gap is told along, and concerns everybody now`() throws {
    var evidence = Build.quietTenant {
      $0.makePartial(.inboxRules, because: .timeout, missed: [Build.ben])
      $0.collectedAt[.inboxRules] = Build.window.from
    }
    var gap = try #require(judge(evidence, window: Build.window).gaps.first)
    #expect(gap.reason == .windowTooShort && gap.missedUsers == nil)
    #expect(gap.needs == [EvidenceKind.inboxRules.permission])
    #expect(gap.message.hasSuffix("; besides: The inbox rules could not be read."))
    evidence.makePartial(.inboxRules, because: .exportScopeUnknown)
    gap = try #require(judge(evidence, window: Build.window).gaps.first)
    #expect(gap.reason == .exportScopeUnknown && gap.message.contains("collected 2026-08-14T00:00:00Z"))
  }

  @Test func `a kind that was not collected keeps its own gap`() {
    let evidence = Build.quietTenant {
      $0.remove(.unifiedAudit, because: .auditDisabled)
      $0.collectedAt[.unifiedAudit] = nil
    }
    #expect(judge(evidence, window: Build.window).gaps == [Build.gap(.unifiedAudit, .auditDisabled)])
  }

  @Test func `a listing older than a change does not make its rule gone`() {
    func signals(_ moment: Timestamp) -> [String] {
      let evidence = Build.quietTenant {
        $0.unifiedAudit = .complete([
          Build.record(
            "New-InboxRule", by: "ada@contoso.example", object: "contoso.example/ada\\Lists", ["Name": "Lists"])
        ])
        $0.collectedAt[.inboxRules] = moment
      }
      return judge(evidence, window: Build.window).findings.flatMap { $0.signals.map(\.id) }
    }
    #expect(signals(Build.window.to) == ["gone_again"])
    #expect(signals(Build.window.from).isEmpty)
  }
}
