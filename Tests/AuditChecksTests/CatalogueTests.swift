import AuditModel
import Testing

@testable import AuditChecks

/// What every check of the catalogue must hold to, tried on its own examples.
@Suite struct CatalogueTests {
  /// One example of one check, named so that a failing test says which.
  struct Trial: Sendable, CustomTestStringConvertible {
    let check: any Check
    let example: CheckExample
    var testDescription: String { "\(check.id): \(example.title)" }
    var place: SourceLocation {
      SourceLocation(fileID: "AuditChecks/\(check.id)", filePath: example.filePath, line: example.line, column: 1)
    }
    var result: TenantResult {
      let all = TenantJudgement(window: ExampleEvidence.window, checks: check.companions + [check])
        .result(of: example.evidence)
      return TenantResult(
        tenant: all.tenant, status: all.status, evidenceAt: all.evidenceAt, users: all.users,
        findings: all.findings.filter { $0.checkID == check.id },
        coverage: all.coverage.filter { $0.checkID == check.id }, gaps: all.gaps)
    }
  }

  static let trials = CheckCatalogue.all.flatMap { check in check.examples.all.map { Trial(check: check, example: $0) }
  }

  @Test(arguments: trials)
  func `an example fires exactly where it says`(_ trial: Trial) {
    let result = trial.result
    let found = result.findings.map { finding in
      CheckExample.Expectation(
        finding.severity, for: finding.userID.flatMap { id in result.users.first { $0.id == id }?.userPrincipalName })
    }
    #expect(found.sorted() == trial.example.expected, "\(result.findings.map(\.message))", sourceLocation: trial.place)
    #expect(result.coverage.map(\.result) == [trial.example.result], sourceLocation: trial.place)
  }

  @Test(arguments: trials)
  func `a message is one sentence that ends with a full stop`(_ trial: Trial) {
    for finding in trial.result.findings {
      #expect(finding.message.hasSuffix(".") && !finding.message.hasSuffix(".."), sourceLocation: trial.place)
      #expect(!finding.message.contains(". "), "\(finding.message)", sourceLocation: trial.place)
    }
  }

  @Test(arguments: CheckCatalogue.all.map(\.id))
  func `a check has examples both ways and for missing evidence`(_ id: CheckID) throws {
    let check = try #require(CheckCatalogue.check(id))
    #expect(!check.examples.triggering.isEmpty)
    #expect(!check.examples.nonTriggering.isEmpty)
    #expect(!check.examples.missingEvidence.isEmpty)
  }
}
