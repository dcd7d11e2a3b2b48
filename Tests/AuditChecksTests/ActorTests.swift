import AuditModel
import Testing

@testable import AuditChecks

@Suite struct ActorTests {
  private func actor(_ name: String?, type: Int? = nil, application: String? = nil, _ settings: CheckSettings = .none)
    -> Actor
  {
    let index = EvidenceIndex(evidence: ExampleEvidence.quietTenant())
    let record = AuditRecord(
      id: "1", operation: "Set-Mailbox", occurredAt: ExampleEvidence.recently, actor: name, actorType: type,
      applicationID: application)
    return ActorClassifier(settings: settings, index: index).actor(of: record)
  }

  @Test(arguments: [
    "NT AUTHORITY\\SYSTEM (Microsoft.Exchange.ServiceHost)", "NT AUTHORITY\\\\SYSTEM (w3wp)", "nt authority\\system",
    "S-1-5-18", "NAMPRD06\\Administrator (Microsoft.Office.Datacenter.Torus.PowerShellWorker)",
    "fim_password_service@support.onmicrosoft.com", "Microsoft.Exchange.Management.ForwardSync",
    "SpoolsProvisioning-ApplicationAccount@namprd06.prod.outlook.com",
  ])
  func `Microsoft's services are recognised`(_ name: String) {
    #expect(actor(name) == .microsoft(name: name))
    #expect(actor(name).isSetAside)
  }

  @Test(arguments: [3, 4])
  func `data centre and system accounts are Microsoft's`(_ type: Int) {
    #expect(actor("somebody", type: type).isSetAside)
    #expect(actor(nil, type: type).isSetAside)
  }

  @Test(arguments: [
    "Sync_DC01_0123456789ab@contoso.onmicrosoft.example", "On-Premises Directory Synchronization Service Account",
  ])
  func `directory synchronisation is recognised`(_ name: String) {
    #expect(actor(name) == .directorySynchronization(name: name))
  }

  @Test(arguments: [
    "sync_me@contoso.example", "Sync_evil@contoso.example", "Sync_DC01_ab@contoso.example",
    "microsoft.support@contoso.example",
  ])
  func `a name that only looks like a service is a user`(_ name: String) {
    #expect(!actor(name).isSetAside)
    #expect(actor(name).userID != nil)
  }

  @Test func `people are found in any letter case`() {
    #expect(actor("ADA@Contoso.Example", type: 2) == .user(ExampleEvidence.ada, name: "ADA@Contoso.Example"))
  }

  @Test func `the MSP is recognised by name, by domain and by application`() {
    let settings = CheckSettings(
      trustedApplications: ["AAAAAAAA-0000-0000-0000-000000000001"],
      partnerAdministrators: ["@MSP.example", "tech@other.example"],
      ownApplicationID: "aaaaaaaa-0000-0000-0000-000000000002")
    #expect(actor("Any.Body@msp.example", settings) == .partner(name: "Any.Body@msp.example"))
    #expect(actor("TECH@other.example", settings).isSetAside)
    #expect(!actor("boss@other.example", settings).isSetAside)
    #expect(actor(nil, application: "aaaaaaaa-0000-0000-0000-000000000001", settings).isSetAside)
    #expect(actor("ServicePrincipal_1", application: "AAAAAAAA-0000-0000-0000-000000000002", settings).isSetAside)
    #expect(
      !actor("ada@contoso.example", application: "aaaaaaaa-0000-0000-0000-000000000002", settings).isSetAside,
      "a person is not excused by the application they use")
  }

  @Test func `an application's name does not make it Microsoft's`() {
    let classifier = ActorClassifier(settings: .none, index: EvidenceIndex(evidence: ExampleEvidence.quietTenant()))
    func audit(_ id: String?) -> DirectoryAudit {
      DirectoryAudit(
        id: "1", activity: "Add user", occurredAt: ExampleEvidence.recently,
        initiator: .application(id: id, name: "Microsoft Substrate Management"))
    }
    #expect(classifier.actor(of: audit(nil)).isSetAside)
    #expect(
      classifier.actor(of: audit("99999999-0000-0000-0000-000000000000"))
        == .application(name: "Microsoft Substrate Management"))
  }

  private func initiator(
    _ initiator: DirectoryAudit.Initiator, _ settings: CheckSettings = .none,
    _ change: (inout TenantEvidence) -> Void = { _ in }
  ) -> Actor {
    let index = EvidenceIndex(evidence: ExampleEvidence.quietTenant(change))
    return ActorClassifier(settings: settings, index: index).actor(
      of: DirectoryAudit(
        id: "1", activity: "Add user", occurredAt: ExampleEvidence.recently, initiator: initiator))
  }

  @Test(arguments: [
    "Microsoft.Support", "On-Premises Directory Synchronization Service Account", "NT AUTHORITY\\SYSTEM", "s-1-5-18",
  ])
  func `a display name excuses nobody`(_ name: String) {
    let (ada, stranger) = (ExampleEvidence.ada, UserID("0d000000-0000-4000-8000-00000000000d"))
    #expect(
      initiator(.user(id: ada.rawValue, name: name, address: nil)) == .user(ada, name: "ada@contoso.example"))
    #expect(initiator(.user(id: stranger.rawValue, name: name, address: nil)) == .user(stranger, name: name))
    #expect(!initiator(.user(id: nil, name: name, address: nil)).isSetAside)
  }

  @Test func `an account called like Entra Connect's is one only with its role`() {
    let name = "Sync_DC01_0123456789ab@contoso.onmicrosoft.example"
    let sync = UserID("0c000000-0000-4000-8000-000000000001")
    func isSetAside(_ role: String?, _ change: (inout TenantEvidence) -> Void = { _ in }) -> Bool {
      initiator(.user(id: sync.rawValue, name: name, address: nil)) {
        $0.users = .complete([ExampleEvidence.user(sync, name)])
        $0.roleAssignments = .complete(
          role.map { [RoleAssignment(id: "r", principal: UserReference(id: sync), roleName: $0)] } ?? [])
        change(&$0)
      }.isSetAside
    }
    #expect(isSetAside("Directory Synchronization Accounts"))
    #expect(!isSetAside(nil) && !isSetAside("User Administrator"))
    #expect(isSetAside(nil) { $0.remove(.roleAssignments) }, "roles that are not known speak against nobody")
    #expect(isSetAside(nil) { $0.users = .complete([]) }, "nor does an account that is not listed")
  }

  @Test func `a trusted application is recognised by its service principal too`() {
    let settings = CheckSettings(trustedApplications: ["0d000000-0000-4000-8000-000000000001"])
    let principal = "0c000000-0000-4000-8000-000000000001"
    let named = DirectoryAudit.Initiator.application(id: principal, name: "Tool")
    #expect(!initiator(named, settings).isSetAside)
    #expect(
      initiator(named, settings) { $0.servicePrincipals = .complete([ApplicationConsentsCheck.application()]) }
        .isSetAside)
  }

  @Test(arguments: [
    ("192.0.2.0/24", "192.0.2.200", true), ("192.0.2.0/24", "192.0.3.1", false), ("192.0.2.7", "192.0.2.7", true),
    ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "2001:db8::1", false), ("192.0.2.0/24", "::ffff:192.0.2.9", true),
    ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::1", false), ("::/0", "2001:db8::1", true),
    ("2001:db8:0:0:8000::/65", "2001:db8::8000:0:0:1", true), ("2001:db8::/127", "2001:db8::2", false),
    ("192.0.2.0/24", "not an address", false), ("192.0.2.0/24", "", false),
  ])
  func `networks hold addresses`(_ range: String, _ address: String, _ isInside: Bool) throws {
    #expect(try #require(NetworkRange(range)).contains(address) == isInside)
  }

  @Test(arguments: [
    "", "/", "192.0.2.0/33", "192.0.2/24", "192.0.2.256", "2001:db8::/129", "::1::", "1:2:3:4:5:6:7:8:9", "a/b",
    "192.0.2.0/-1",
  ])
  func `nonsense is no network`(_ text: String) {
    #expect(NetworkRange(text) == nil)
  }
}
