import AuditModel
import Testing

@testable import AuditChecks

/// Stories about names, numbers and addresses.
@Suite struct ProfileScenarioTests {
  private typealias Build = ExampleEvidence

  private func assessment(
    _ audits: [DirectoryAudit] = [], settings: CheckSettings = .none, change: (inout TenantEvidence) -> Void = { _ in }
  ) -> Assessment {
    Build.assessment(
      ProfileChangesCheck(),
      Build.quietTenant {
        $0.directoryAudits = .complete(audits)
        change(&$0)
      }, settings)
  }

  private func setUser(
    _ parameters: KeyValuePairs<String, String>, id: String = "r1", by actor: String = "admin@contoso.example",
    after seconds: Int64 = 0
  ) -> AuditRecord {
    Build.record(
      "Set-User", id: id, at: Build.recently.advanced(bySeconds: seconds), by: actor,
      object: "EURPR01A001.prod.outlook.com/Microsoft Exchange Hosted Organizations/contoso.example/ada", parameters)
  }

  private func past(_ profile: UserProfile, of user: UserID = Build.ada) -> TenantPast {
    TenantPast(
      firstAuditAt: Build.moment("2026-08-01T00:00:00Z"), users: [user: UserPast(profile: profile)])
  }

  @Test func `the cmdlet and the directory tell one change, and the service that carries it is not set aside`() {
    let result = assessment([
      Build.update("Mobile", old: "+1 2065550100", new: "+1 2065550177", after: 3),
      Build.update(
        "Mobile", old: "+1 2065550100", new: "+1 2065550177", id: "2", after: 5, by: "Microsoft Substrate Management"),
    ]) { $0.unifiedAudit = .complete([setUser(["MobilePhone": "+1 2065550177"])]) }
    #expect(result.findings.count == 1)
    #expect(result.findings.first?.evidence.map(\.source) == ["graph:directoryAudits"])
    #expect(result.findings.first?.severity == .low)
    #expect(result.setAside.total == 0)
    #expect(
      result.findings.first?.message
        == "The profile of ada@contoso.example was changed on 2026-08-19 by admin@contoso.example (mobile phone).")
  }

  @Test func `a mailbox path names the user, and a value that was there before is no change`() {
    func found(_ before: String) -> [Severity] {
      assessment {
        $0.unifiedAudit = .complete([setUser(["DisplayName": "Ada Sample"])])
        $0.past = past(UserProfile(displayName: before))
        $0.users = .complete([Build.user(Build.ada, "ada@contoso.example", "Ada Sample")])
      }.findings.map(\.severity)
    }
    #expect(found("Ada Example") == [.medium])
    #expect(found("ADA SAMPLE") == [])
  }

  @Test func `services and synchronisation are set aside, one record once`() {
    var audit = Build.update(
      "DisplayName", old: "Ada Example", new: "Ben Example", by: "Microsoft Substrate Management")
    audit.targets[0].modifiedProperties.append(.init("Surname", old: "a", new: "b"))
    let result = assessment([audit])
    #expect(result.findings.isEmpty)
    #expect(result.setAside == SetAside([.microsoftService: 1]))
  }

  @Test func `what a log explains is not told a second time from the listing`() {
    func found(_ settings: CheckSettings) -> [Severity] {
      assessment(
        [Build.update("JobTitle", old: "Clerk", new: "Director", by: "tech@msp.example")], settings: settings
      ) { evidence in
        evidence.past = past(UserProfile(displayName: "Ada Example", jobTitle: "Clerk"))
        var user = Build.user(Build.ada, "ada@contoso.example", "Ada Example")
        user.profile.jobTitle = "Director"
        evidence.users = .complete([user])
      }.findings.map(\.severity)
    }
    #expect(found(.none) == [.low])
    #expect(found(CheckSettings(partnerAdministrators: ["msp.example"])) == [])
  }

  @Test func `a synchronised user is changed on premises, and a first night knows nothing earlier`() {
    func result(synchronised: Bool, hasPast: Bool = true) -> Assessment {
      assessment {
        var user = Build.user(Build.ada, "ada@contoso.example", "Ada Sample")
        user.isSynchronized = synchronised
        $0.users = .complete([user])
        if hasPast { $0.past = past(UserProfile(displayName: "Ada Example")) }
      }
    }
    #expect(result(synchronised: false).findings.map(\.severity) == [.medium])
    #expect(result(synchronised: true).findings.isEmpty)
    #expect(result(synchronised: true).setAside == SetAside([.directorySynchronization: 1]))
    #expect(result(synchronised: false, hasPast: false).findings.isEmpty)
  }

  @Test func `a value that one side does not know is no change`() {
    let result = assessment {
      $0.users = .complete([Build.user(Build.ada, "ada@contoso.example", "Ada Example")])
      $0.past = past(
        UserProfile(displayName: "Ada Example", jobTitle: "Clerk", userPrincipalName: "ADA@contoso.example"))
    }
    #expect(result.findings.isEmpty)
  }

  @Test func `a name of a colleague is high also on a new account, and one's own twin name is not`() {
    let taken = assessment([Build.update("DisplayName", old: "Ada Example", new: "Ben Exarnple")]) {
      $0.users = .complete([
        Build.user(Build.ada, "ada@contoso.example", "Ben Exarnple", createdAt: Build.recently),
        Build.user(Build.ben, "ben@contoso.example", "Ben Example"),
      ])
    }.findings
    #expect(taken.map(\.severity) == [.high])
    #expect(taken.first?.title == "Display name of another user was taken")
    #expect(taken.first?.message.contains("and now bears the name of ben@contoso.example") == true)
    let twins = assessment([Build.update("DisplayName", old: "Ben Example", new: "Example, Ben")]) {
      $0.users = .complete([
        Build.user(Build.ada, "ada@contoso.example", "Example, Ben"),
        Build.user(Build.ben, "ben@contoso.example", "Ben Example"),
      ])
    }.findings
    #expect(twins.map(\.severity) == [.medium])
  }

  @Test func `an administrator is no third party, a user without a role is, and unread roles are neither`() {
    func found(_ actor: String, _ change: (inout TenantEvidence) -> Void = { _ in }) -> Finding? {
      assessment([Build.update("Mobile", old: "1", new: "2", by: actor)], change: change).findings.first
    }
    #expect(found("admin@contoso.example")?.severity == .low)
    #expect(found("ben@contoso.example")?.severity == .high)
    let unread = found("ben@contoso.example") { $0.makePartial(.roleAssignments) }
    #expect(unread?.severity == .low)
    #expect(found("ben@contoso.example") { $0.remove(.roleAssignments) }?.signals.last?.id == "roles_unknown")
  }

  @Test func `a manager set for many people is one story`() {
    let audits = (0..<10).map { number in
      DirectoryAudit(
        id: "\(number)", activity: "Set user manager", occurredAt: Build.recently.advanced(bySeconds: Int64(number)),
        hasSucceeded: true, initiator: .user(id: nil, name: "admin@contoso.example", address: nil),
        targets: [
          .init(
            id: "0b000000-0000-4000-8000-00000000001\(number)", type: "User",
            userPrincipalName: "user\(number)@contoso.example"),
          .init(id: Build.ben.rawValue, type: "User", userPrincipalName: "ben@contoso.example"),
        ])
    }
    let found = assessment(audits).findings
    #expect(found.count == 10)
    #expect(found.allSatisfy { $0.signals.last?.id == "one_story" && $0.severity == .low })
    #expect(
      found.allSatisfy { $0.details.contains { $0.name == "Manager" && $0.value.contains("ben@contoso.example") } })
  }
}
