import AuditModel
import Testing

@testable import AuditChecks

/// Who is protected, and what may be said when a source is silent.
@Suite struct AccountProtectionScenarioTests {
  private typealias Build = ExampleEvidence

  private func assessment(_ change: (inout TenantEvidence) -> Void) -> Assessment {
    Build.assessment(AccountProtectionCheck(), Build.quietTenant(change))
  }

  private func registration(
    _ user: UserID, _ methods: [String] = [], isRegistered: Bool? = false, isAdministrator: Bool? = nil
  ) -> RegistrationDetails {
    RegistrationDetails(
      user: UserReference(id: user), isAdministrator: isAdministrator, isMFARegistered: isRegistered, methods: methods)
  }

  @Test func `without role assignments the report tells who is an administrator`() {
    let found = assessment {
      $0.remove(.roleAssignments)
      $0.registrationDetails = .complete([
        registration(Build.admin, isAdministrator: true), registration(Build.ada, isAdministrator: false),
      ])
      $0.users = .complete([
        Build.user(Build.admin, "admin@contoso.example"), Build.user(Build.ada, "ada@contoso.example"),
      ])
    }.findings
    #expect(found.first { $0.userID == Build.admin }?.severity == .high)
    let ada = found.first { $0.userID == Build.ada }
    #expect(ada?.severity == .informational)
    #expect(ada?.signals.map(\.id) == ["no_second_factor", "roles_unknown"])
  }

  @Test(arguments: [["email"], ["securityQuestion"], ["temporaryAccessPass"], ["qrCodePin"], []])
  func `what resets a password is no second factor`(_ methods: [String]) {
    let found = assessment { $0.registrationDetails = .complete([registration(Build.ada, methods)]) }.findings
    #expect(found.contains { $0.userID == Build.ada })
  }

  @Test(arguments: ["mobilePhone", "softwareOneTimePasscode", "windowsHelloForBusiness", "fido2", "somethingNew2027"])
  func `a name of a second factor counts also when the report's verdict lags`(_ method: String) {
    let found = assessment {
      $0.users = .complete([Build.user(Build.ada, "ada@contoso.example")])
      $0.registrationDetails = .complete([registration(Build.ada, [method])])
    }.findings
    #expect(found.isEmpty)
  }

  @Test func `a user in neither source is a gap and no finding`() {
    let result = assessment {
      $0.users = .complete([Build.user(Build.ada, "ada@contoso.example")])
      $0.registrationDetails = .complete([registration(Build.ada, isRegistered: nil)])
      $0.makePartial(.authenticationMethods, missed: [Build.ada])
    }
    #expect(result.findings.isEmpty)
    #expect(result.gaps.isEmpty, "the gap of the methods names her already")
  }

  @Test func `the account of directory synchronisation is set aside, not shown as a bad administrator`() {
    let sync = UserID("0c000000-0000-4000-8000-000000000001")
    let result = assessment {
      $0.users = .complete([Build.user(sync, "Sync_DC01_0123456789ab@contoso.onmicrosoft.example")])
      $0.registrationDetails = .complete([registration(sync)])
      $0.roleAssignments = .complete([
        RoleAssignment(
          id: "r", principal: UserReference(id: sync), roleName: "Directory Synchronization Accounts")
      ])
    }
    #expect(result.findings.isEmpty)
    #expect(result.setAside == SetAside([.directorySynchronization: 1]))
  }

  @Test(arguments: ["SharedMailbox", "RoomMailbox", "EquipmentMailbox", "SchedulingMailbox"])
  func `a mailbox of no person needs no second factor`(_ type: String) {
    func found(_ type: String) -> [UserID?] {
      assessment {
        $0.users = .complete([Build.user(Build.ada, "info@contoso.example")])
        $0.registrationDetails = .complete([registration(Build.ada)])
        $0.mailboxes = .complete([Mailbox(owner: UserReference(id: Build.ada), recipientType: type)])
      }.findings.map(\.userID)
    }
    #expect(found(type) == [])
    #expect(found("UserMailbox") == [Build.ada])
  }

  @Test func `without mailboxes a finding says what it does not know`() {
    let found = assessment {
      $0.remove(.mailboxes)
      $0.users = .complete([Build.user(Build.ada, "ada@contoso.example")])
      $0.registrationDetails = .complete([registration(Build.ada)])
    }.findings
    #expect(found.map(\.confidence) == [.medium])
    #expect(found.first?.signals.last?.id == "mailbox_unknown")
  }

  @Test func `a user without factor whose password may be weak has two findings`() {
    let found = assessment {
      var user = Build.user(Build.ada, "ada@contoso.example")
      user.passwordPolicies = "disablestrongpassword"
      $0.users = .complete([user])
      $0.registrationDetails = .complete([registration(Build.ada)])
    }.findings
    #expect(Set(found.map(\.key)).count == 2)
  }

  @Test(arguments: [UserType.guest, .member])
  func `somebody from outside is judged with a privileged role only, and with a doubt`(_ type: UserType) {
    func found(_ roles: [RoleAssignment]) -> [Finding] {
      assessment {
        $0.users = .complete([Build.user(Build.guest, "eve_partner.example#EXT#@contoso.example", type: type)])
        $0.registrationDetails = .complete([registration(Build.guest)])
        $0.roleAssignments = .complete(roles)
      }.findings
    }
    #expect(found([]).isEmpty)
    let role = RoleAssignment(
      id: "r", principal: UserReference(id: Build.guest), roleName: "Global Administrator")
    #expect(found([role]).map(\.severity) == [.high])
    #expect(found([role]).map(\.confidence) == [.medium])
    #expect(found([role]).first?.signalIDs == ["no_second_factor", "privileged", "from_outside"])
  }
}
