import AuditAnalysis
import AuditModel
import Foundation
import Testing

@testable import AuditReports

/// One view-model for a tenant and for the fleet.
struct FleetReportBuilderTests {
  @Test func `rows come back from the spool exactly as they were put`() throws {
    let (fleet, own) = try Fixtures.documents(Fixtures.mixedFleet + [Fixtures.hostileTenant])
    let tenants = try fleet.tenants.all()
    #expect(tenants == (try own.flatMap { try $0.tenants.all() }))
    #expect(Set(try fleet.findings.all()) == Set(try own.flatMap { try $0.findings.all() }))
    #expect(try fleet.cannotJudge.all() == own.flatMap { try $0.cannotJudge.all() })
    let standings = Set(try fleet.users.all().map(\.standing))
    #expect(standings == Set(try own.flatMap { try $0.users.all().map(\.standing) }))
  }

  @Test func `the fleet ranks users of all tenants together and numbers them without holes`() throws {
    let fleet = try Fixtures.documents(Fixtures.mixedFleet).fleet
    let users = try fleet.users.all()
    #expect(users.map(\.rank) == Array(1...users.count))
    #expect(users.first?.user.userPrincipalName == "ada@contoso.example")
    #expect(users.map(\.standing.indicatorCount) == users.map(\.standing.indicatorCount).sorted(by: >))
  }

  @Test func `the fleet's totals are the sums of its tenants' and can be counted in its rows`() throws {
    let (fleet, own) = try Fixtures.documents(Fixtures.mixedFleet)
    let sum = own.reduce(into: ReportTotals()) { $0 += $1.totals }
    #expect(fleet.totals == sum)
    let users = try fleet.users.all()
    #expect(fleet.totals.users.flagged == users.count(where: \.standing.isFlagged))
    let urgent = Set(
      try fleet.findings.all().filter {
        $0.isOpen
          && ($0.finding.severity == .critical || $0.finding.severity == .high && $0.sincePrevious != .persistent)
      }.compactMap(\.finding.userID))
    #expect(!urgent.isEmpty && fleet.totals.users.needsAction == urgent.count)
    #expect(fleet.totals.findings.total == (try fleet.findings.all().count(where: \.isOpen)))
    #expect(fleet.totals.tenants.total == 4)
  }

  @Test func `a tenant's own document holds nothing of any other tenant`() throws {
    let own = try Fixtures.documents(Fixtures.mixedFleet).own
    for document in own {
      var text = ""
      dump(document, to: &text)
      let names = ["Contoso", "Fabrikam", "Northwind", "Woodgrove"]
      let others = names.filter { !text.contains("\"\($0)\"") }
      #expect(others.count == 3)
      #expect(document.header.exitCode == nil)
    }
  }

  @Test func `tenants get the verdict that their evidence allows`() throws {
    let verdicts = try Fixtures.documents(Fixtures.mixedFleet).fleet.tenants.all().map(\.verdict)
    #expect(verdicts == [.action, .clear, .findings, .failed])
  }

  @Test func `one unanswered check keeps a tenant without findings from being clear`() throws {
    var coverage = Fixtures.checks.map { Fixtures.coverage($0) }
    coverage[5] = Fixtures.coverage(Fixtures.checks[5], .notAssessed, gaps: [Fixtures.gap(.timeout)], missed: nil)
    let tenant = Fixtures.tenant(1, status: .incomplete, users: [Fixtures.user(1)], coverage: coverage)
    let row = try #require(try Fixtures.documents([tenant]).own[0].tenants.all().first)
    #expect(row.verdict == .nothingFoundIncomplete)
    #expect(row.coverage.permille == 833)
  }

  @Test func `users and tenants of whom silence means nothing are listed apart`() throws {
    let rows = try Fixtures.documents(Fixtures.mixedFleet).fleet.cannotJudge.all()
    #expect(rows.map(\.tenantName) == ["Northwind", "Northwind", "Woodgrove"])
    #expect(rows.map { $0.user == nil } == [true, false, true])
    #expect(rows[1].checks.map(\.checkID.rawValue) == ["mailbox-rules"])
  }

  @Test func `causes gather what one fix would clear`() throws {
    let causes = try Fixtures.documents(Fixtures.mixedFleet).fleet.causes
    let consent = try #require(causes.first { $0.reason == .consentRevoked })
    #expect(consent.checks.count == 6)
    #expect(consent.usersAffected == 1)
    #expect(consent.tenantNames == ["Woodgrove"])
    #expect(causes.map(\.reason).contains(.licenceRequired))
    #expect(try #require(causes.first { $0.reason == .timeout }).usersAffected == 1)
  }

  @Test func `a fleet of which every tenant failed has failed, and no number says clear`() throws {
    let fleet = try Fixtures.documents([Fixtures.failedTenant]).fleet
    #expect(fleet.header.outcome == .failed)
    #expect(fleet.totals.users.cannotJudge == 1)
    #expect(fleet.totals.users.audited == 0)
  }

  @Test func `tenants out of order are refused`() throws {
    let builder = try FleetReportBuilder(
      run: Fixtures.auditRun(), checks: [], spoolFolder: NSTemporaryDirectory(), tenantsInRun: 2)
    _ = try builder.add(Fixtures.clearTenant)
    #expect(throws: ReportBuildError.self) { try builder.add(Fixtures.actionTenant) }
    #expect(throws: ReportBuildError.self) { try builder.add(Fixtures.clearTenant) }
  }

  @Test func `a spool folder that is not there is named`() {
    #expect {
      try FleetReportBuilder(
        run: Fixtures.auditRun(), checks: [], spoolFolder: "/nonexistent/folder", tenantsInRun: 1)
    } throws: { error in
      String(describing: error).contains("/nonexistent/folder")
    }
  }

  @Test func `damaged bytes of a spool are an error, never other rows`() throws {
    let row = try #require(try Fixtures.documents([Fixtures.actionTenant]).own[0].users.all().first)
    var writer = SpoolWriter()
    writer.put(row)
    for length in 0..<writer.bytes.count {
      writer.bytes.prefix(length).withUnsafeBytes { bytes in
        var reader = SpoolReader(bytes)
        #expect(throws: SpoolError.self) { try UserRow(spooled: &reader) }
      }
    }
  }
}
