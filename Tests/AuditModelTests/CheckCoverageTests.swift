import AuditModel
import Testing

struct CheckCoverageTests {
  private func coverage(_ result: CheckResult, missed: [UserID]? = []) -> CheckCoverage {
    CheckCoverage(
      checkID: CheckID("mailbox-rules"), revision: 1, family: .inboxRules, result: result,
      windowFrom: Timestamp(seconds: 0), windowTo: Timestamp(seconds: 1), itemsRead: 0, usersCovered: 0,
      missedUsers: missed)
  }

  private let ada = UserID("ada")
  private let bob = UserID("bob")

  @Test func `a partial check is conclusive only for those it did not miss`() {
    let partial = coverage(.partial, missed: [ada])
    #expect(partial.result(for: ada, hasFinding: false) == .notAssessed)
    #expect(partial.result(for: bob, hasFinding: false) == .clear)
    #expect(!partial.isConclusive(for: .user(ada)))
    #expect(partial.isConclusive(for: .user(bob)))
    #expect(!partial.isConclusive(for: .tenant))
  }

  @Test func `when anybody may be missing, nobody is clear`() {
    let partial = coverage(.partial, missed: nil)
    #expect(partial.result(for: bob, hasFinding: false) == .partial)
    #expect(!partial.isConclusive(for: .user(bob)))
  }

  @Test(arguments: [CheckResult.notAssessed, .notLicensed, .notApplicable, .disabled])
  func `a check that did not look is never clear and never conclusive`(result: CheckResult) {
    #expect(coverage(result).result(for: ada, hasFinding: false) == result)
    #expect(!coverage(result).isConclusive(for: .user(ada)))
    #expect(!coverage(result).isConclusive(for: .tenant))
  }
}
