import AuditModel
import Testing

@testable import AuditChecks

/// Stories about accounts and passwords as logs really tell them.
@Suite struct IdentityScenarioTests {
  private typealias Build = ExampleEvidence

  private func findings(_ check: CheckID, _ evidence: TenantEvidence, _ settings: CheckSettings = .none) -> [Finding] {
    judge(evidence, window: Build.window, settings: settings).findings.filter { $0.checkID == check }
  }

  private static let users = (10..<44).map {
    Build.user(UserID("0b000000-0000-4000-8000-0000000000\($0)"), "user\($0)@contoso.example")
  }

  @Test func `34 resets in 13 seconds are one story and not raised to high`() {
    let evidence = Build.quietTenant {
      $0.users = .complete(Self.users)
      $0.directoryAudits = .complete(
        Self.users.enumerated().map { position, user in
          Build.directoryAudit(
            "Reset user password", id: "r\(position)",
            at: Build.recently.advanced(bySeconds: Int64(position * 13 / 33)),
            by: "admin@contoso.example", of: user.id, named: user.userPrincipalName)
        })
      $0.riskDetections = .complete(
        Self.users.map {
          RiskDetection(
            id: $0.id.rawValue, user: UserReference(id: $0.id), occurredAt: Build.recently.advanced(bySeconds: -60),
            riskLevel: "high")
        })
    }
    let found = findings("password-changes", evidence)
    #expect(found.count == 34)
    #expect(found.allSatisfy { $0.severity == .medium })
    #expect(found.allSatisfy { $0.message.hasSuffix("one of 34 by admin@contoso.example within 13 s.") })
  }

  @Test(arguments: [true, false])
  func `the evening's own change is no part of the morning's resets`(_ isLate: Bool) throws {
    let user = Self.users[0]
    let evening = Build.recently.advanced(bySeconds: isLate ? 10 * 3600 : -4 * 3600)
    let evidence = Build.quietTenant {
      $0.users = .complete(Self.users)
      $0.directoryAudits = .complete(
        Self.users.enumerated().map { position, user in
          Build.directoryAudit(
            "Reset user password", id: "r\(position)", at: Build.recently.advanced(bySeconds: Int64(position)),
            by: "admin@contoso.example", of: user.id, named: user.userPrincipalName)
        } + [
          Build.directoryAudit(
            "Change user password", id: "own", at: evening, by: user.userPrincipalName, of: user.id,
            named: user.userPrincipalName)
        ])
      $0.riskDetections = .complete([
        RiskDetection(
          id: "risk", user: UserReference(id: user.id), occurredAt: evening.advanced(bySeconds: -60), riskLevel: "high")
      ])
    }
    let found = findings("password-changes", evidence)
    #expect(found.count { $0.severity == .high } == 1)
    let own = try #require(found.first { $0.userID == user.id })
    #expect(own.severity == .high)
    #expect(Set(own.signals.map(\.id)) == ["by_another_identity", "near_risky_sign_in", "one_story"])
    let last = isLate ? "by themselves." : "one of 34 by admin@contoso.example within 33 s."
    #expect(own.message.hasSuffix(last), "\(own.message)")
  }

  @Test(arguments: [
    "Change user password", "Reset password", "Reset user password.", "Reset user password. ",
    "Reset password (by admin)",
    "change password (self-service)", "Reset password (self-service)",
  ])
  func `every name of a password change is known`(_ activity: String) {
    let evidence = Build.quietTenant {
      $0.directoryAudits = .complete([
        Build.directoryAudit(activity, by: "ada@contoso.example", of: Build.ada, named: "ada@contoso.example")
      ])
    }
    #expect(findings("password-changes", evidence).map(\.userID) == [Build.ada])
  }

  @Test func `the MSP's own reset is set aside, also when the directory shows its date`() {
    let evidence = Build.quietTenant {
      $0.users = .complete([Build.user(Build.ada, "ada@contoso.example", lastPasswordChangeAt: Build.recently)])
      $0.directoryAudits = .complete([
        Build.directoryAudit("Reset user password", by: "tech@msp.example", of: Build.ada, named: "ada@contoso.example")
      ])
    }
    #expect(findings("password-changes", evidence).map(\.severity) == [.medium])
    let settings = CheckSettings(partnerAdministrators: ["tech@msp.example"])
    #expect(findings("password-changes", evidence, settings).isEmpty)
    #expect(
      judge(evidence, window: Build.window, settings: settings).coverage.first { $0.checkID == "password-changes" }?
        .setAside.total
        == 1)
  }

  @Test func `a change that synchronisation carried over stays a finding by nobody in particular`() {
    let evidence = Build.quietTenant {
      $0.users = .complete([Build.user(Build.ada, "ada@contoso.example", lastPasswordChangeAt: Build.recently)])
      $0.directoryAudits = .complete([
        Build.directoryAudit(
          "Change user password", by: "Sync_DC01_0123456789ab@contoso.onmicrosoft.example", of: Build.ada,
          named: "ada@contoso.example")
      ])
    }
    #expect(findings("password-changes", evidence).map(\.severity) == [.low])
  }

  @Test func `two changes are ordinary, three are not`() {
    func evidence(_ count: Int) -> TenantEvidence {
      Build.quietTenant {
        $0.directoryAudits = .complete(
          (0..<count).map {
            Build.directoryAudit(
              "Change user password", id: "\($0)", at: Build.recently.advanced(bySeconds: Int64($0) * 86_400 / 2),
              by: "ada@contoso.example", of: Build.ada, named: "ada@contoso.example")
          })
      }
    }
    #expect(findings("password-changes", evidence(2)).allSatisfy { $0.severity == .low })
    #expect(findings("password-changes", evidence(3)).map(\.severity) == [.high, .high])
  }

  @Test func `without a listing events are attributed by address, and one person has one id`() {
    let evidence = Build.quietTenant {
      $0.remove(.users)
      $0.directoryAudits = .complete([
        Build.directoryAudit(
          "Reset user password", by: "Admin@contoso.example", of: Build.ada, named: "ada@contoso.example")
      ])
      $0.unifiedAudit = .complete([
        Build.record("New-InboxRule", by: "ADA@contoso.example", ["Name": "x1", "DeleteMessage": "True"])
      ])
    }
    let result = judge(evidence, window: Build.window)
    #expect(Set(result.findings.compactMap(\.userID)) == [Build.ada])
    #expect(result.users.first { $0.id == Build.ada }?.userPrincipalName == "ada@contoso.example")
  }

  private static let newcomer = UserID("0a000000-0000-4000-8000-00000000000c")

  private func newcomerTenant(_ change: (inout TenantEvidence) -> Void) -> TenantEvidence {
    Build.quietTenant {
      $0.users = .complete([
        Build.user(
          Self.newcomer, "cy@contoso.example", createdAt: Build.recently, lastPasswordChangeAt: Build.recently),
        Build.user(Build.ben, "ben@contoso.example"),
      ])
      $0.directoryAudits = .complete([
        Build.directoryAudit("Add user", by: "ben@contoso.example", of: Self.newcomer, named: "cy@contoso.example")
      ])
      change(&$0)
    }
  }

  @Test func `an account made by a user about whom another check found something is high`() {
    #expect(findings("new-users", newcomerTenant { _ in }).map(\.severity) == [.low])
    let evidence = newcomerTenant {
      $0.inboxRules = .complete([Build.rule(".", of: Build.ben) { $0.deletes = true }])
    }
    let found = findings("new-users", evidence)
    #expect(found.map(\.severity) == [.high])
    #expect(
      found.first?.signals.last?.reason
        == "was created by ben@contoso.example, about whom mailbox-rules found something")
  }

  @Test func `an informational finding about the creator is not enough`() {
    let evidence = newcomerTenant {
      $0.inboxRules = .complete([Build.rule("Lists", of: Build.ben, words: ["x"]) { _ in }])
    }
    #expect(findings("new-users", evidence).map(\.severity) == [.low])
  }

  @Test func `a first password is no change`() {
    #expect(findings("password-changes", newcomerTenant { _ in }).isEmpty)
  }

  @Test func `an account that is no longer listed keeps the name of its creation`() {
    let evidence = Build.quietTenant {
      $0.directoryAudits = .complete([
        Build.directoryAudit("Add user", by: "ben@contoso.example", of: Self.newcomer, named: "cy@contoso.example"),
        Build.directoryAudit(
          "Delete user", id: "2", at: Build.recently.advanced(bySeconds: 60), by: "ben@contoso.example",
          of: Self.newcomer, named: "0a0000000000400080000000000000000ccy@contoso.example"),
      ])
    }
    let result = judge(evidence, window: Build.window)
    #expect(result.users.first { $0.id == Self.newcomer }?.userPrincipalName == "cy@contoso.example")
    #expect(
      result.findings.first?.message == "The account cy@contoso.example was created 2026-08-19T08:00:00Z by "
        + "ben@contoso.example and deleted again 2026-08-19T08:01:00Z.")
  }

  @Test func `a partial listing does not make an account gone`() {
    let evidence = Build.quietTenant {
      $0.directoryAudits = .complete([
        Build.directoryAudit("Add user", by: "ben@contoso.example", of: Self.newcomer, named: "cy@contoso.example")
      ])
      $0.makePartial(.users)
    }
    #expect(findings("new-users", evidence).map(\.severity) == [.low])
  }
}
