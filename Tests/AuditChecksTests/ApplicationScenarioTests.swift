import AuditModel
import Testing

@testable import AuditChecks

/// Stories about applications and consents as the logs really tell them.
@Suite struct ApplicationScenarioTests {
  private typealias Build = ExampleEvidence
  private typealias Check = ApplicationConsentsCheck

  private func findings(
    _ check: CheckID, _ evidence: TenantEvidence, _ settings: CheckSettings = .none
  ) -> [Finding] {
    judge(evidence, window: Build.window, settings: settings).findings.filter { $0.checkID == check }
  }

  private func consents(_ evidence: TenantEvidence, _ settings: CheckSettings = .none) -> [Finding] {
    findings("application-consents", evidence, settings)
  }

  private func assessment(_ evidence: TenantEvidence, _ settings: CheckSettings = .none) -> Assessment {
    Check().assessment(
      of: EvidenceReader(
        index: EvidenceIndex(evidence: evidence), window: Build.window, settings: settings, metadata: Check.metadata))
  }

  private func tenant(
    _ audits: [DirectoryAudit], grants: [PermissionGrant] = [], _ application: ServicePrincipal = Check.application()
  ) -> TenantEvidence {
    Build.quietTenant {
      $0.servicePrincipals = .complete([application])
      $0.oauth2PermissionGrants = .complete(grants)
      $0.directoryAudits = .complete(audits)
    }
  }

  /// `Add delegated permission grant` and its kin name the resource as target and the application in a property.
  private func delegated(
    _ activity: String, old: String?, new: String?, type: String = "Principal", id: String = "d"
  ) -> DirectoryAudit {
    DirectoryAudit(
      id: id, activity: activity, occurredAt: Build.recently, hasSucceeded: true,
      initiator: .user(id: Build.ada.rawValue, name: "ada@contoso.example", address: "203.0.113.9"),
      targets: [
        .init(
          id: "401dd906-ea4f-4d41-b762-7e936d222368", type: "ServicePrincipal", displayName: "Microsoft Graph",
          modifiedProperties: [
            .init("DelegatedPermissionGrant.Scope", old: old, new: new),
            .init("DelegatedPermissionGrant.ConsentType", old: type, new: type),
            .init("ServicePrincipal.ObjectID", old: nil, new: Check.client),
          ])
      ])
  }

  @Test func `an administrator's own consent is not for everybody`() {
    let found = consents(tenant([Check.consent()]))
    #expect(found.map(\.userID) == [Build.ada], "IsAdminConsent is true there, and means nothing")
    let all = consents(tenant([Check.consent(everybody: true)]))
    #expect(Set(all.map(\.userID)) == [nil, Build.ada])
    #expect(all.allSatisfy { $0.severity == .high })
  }

  @Test func `an amended consent hides its change, and the removal record shows it`() throws {
    let same = "[[Id: AA, ClientId: \(Check.client), PrincipalId: , ConsentType: Principal, Scope: User.Read]]"
    let harmless = Check.consent("User.Read", before: same)
    #expect(consents(tenant([harmless])).isEmpty)
    let amended = delegated("Remove delegated permission grant", old: "User.Read", new: "User.Read Mail.Send")
    let finding = try #require(consents(tenant([harmless, amended])).first)
    #expect(finding.userID == Build.ada && finding.severity == .high)
    #expect(finding.signals.contains { $0.id == "risky_permissions" && $0.reason.contains("Mail.Send") })
    #expect(consents(tenant([delegated("Remove delegated permission grant", old: "Mail.Send", new: nil)])).isEmpty)
  }

  @Test func `a grant for everybody in a delegated grant record is told at tenant level`() {
    let audit = delegated(
      "Add delegated permission grant", old: "User.Read", new: "User.Read Mail.ReadWrite", type: "AllPrincipals")
    #expect(Set(consents(tenant([audit])).map(\.userID)) == [nil, Build.ada])
  }

  @Test(arguments: ["Consent to application.", "Consent to application"])
  func `the unified audit log tells of the same consent`(_ operation: String) throws {
    let record = AuditRecord(
      id: "r", operation: operation, occurredAt: Build.recently, actor: "ADA@contoso.example",
      objectID: "ff8d92dc-3d82-41d6-bcbd-b9174d163620", hasSucceeded: true,
      parameters: [
        .init("ConsentContext.IsAdminConsent", "True"), .init("ConsentContext.OnBehalfOfAll", "False"),
        .init(
          "ConsentAction.Permissions",
          "[] => [[Id: AA, ClientId: 00000000-0000-0000-0000-000000000000, PrincipalId: , ConsentType: Principal, Scope: Mail.Read]]"
        ),
      ])
    let evidence = Build.quietTenant { $0.unifiedAudit = .complete([record]) }
    let finding = try #require(consents(evidence).first)
    #expect(finding.userID == Build.ada && finding.severity == .critical && finding.kind == .event)
    var failed = record
    failed.hasSucceeded = false
    #expect(consents(Build.quietTenant { $0.unifiedAudit = .complete([failed]) }).isEmpty)
  }

  @Test func `both logs' records of one consent are one finding`() {
    let grant = Check.grant(["Mail.ReadWrite"])
    var evidence = tenant([Check.consent()], grants: [grant])
    evidence.unifiedAudit = .complete([
      AuditRecord(
        id: "r", operation: "Consent to application", occurredAt: Build.recently, actor: "ada@contoso.example",
        objectID: Check.unlisted, hasSucceeded: true,
        parameters: [
          .init(
            "ConsentAction.Permissions", "[] => [[PrincipalId: \(Build.ada), ConsentType: Principal, Scope: Mail.Read]]"
          )
        ]
      )
    ])
    #expect(consents(evidence).count == 1)
  }

  @Test func `a standing grant keeps its key when a consent to it ages out of the window`() throws {
    let grants = [Check.grant(["Mail.ReadWrite"])]
    let fresh = try #require(consents(tenant([Check.consent()], grants: grants)).first)
    let old = try #require(consents(tenant([], grants: grants)).first)
    #expect(fresh.key == old.key && fresh.kind == .state)
    #expect((fresh.severity, old.severity) == (.high, .medium))
  }

  @Test func `ids of abused and unverified applications are traces, those of common products are not`() {
    let fresh = assessment(tenant([Check.consent()], grants: [Check.grant(["Mail.ReadWrite"])]))
    #expect(fresh.traces.map(\.kind).sorted { $0.rawValue < $1.rawValue } == [.application, .clientAddress])
    let product = tenant([], grants: [Check.grant(["Mail.Read"])], Check.application(verified: "Northlight"))
    #expect(assessment(product).findings.count == 1 && assessment(product).traces.isEmpty)
    let abused = Check.application("rclone", id: "B15665D9-EDA6-4092-8539-0EEC376AFD59")
    #expect(
      assessment(tenant([], grants: [Check.grant(["Files.Read"])], abused)).traces.map(\.value)
        == ["b15665d9-eda6-4092-8539-0eec376afd59"])
  }

  @Test func `trusted, own and Microsoft's applications are set aside`() {
    let evidence = tenant([], grants: [Check.grant(["Mail.Read"])])
    let trusted = assessment(evidence, CheckSettings(trustedApplications: [Check.unlisted.uppercased()]))
    #expect(trusted.findings.isEmpty && trusted.setAside.counts == [.trusted: 1])
    let own = assessment(evidence, CheckSettings(ownApplicationID: Check.unlisted))
    #expect(own.findings.isEmpty && own.setAside.counts == [.partner: 1])
    let microsoft = Check.application("Teams", owner: "72f988bf-86f1-41af-91ab-2d7cd011db47")
    #expect(
      assessment(tenant([], grants: [Check.grant(["Mail.Read"])], microsoft)).setAside.counts == [.microsoftService: 1])
  }

  @Test func `a consent by the MSP leaves a standing exposure, and none when the grant is gone`() {
    let settings = CheckSettings(partnerAdministrators: ["msp.example"])
    let consent = Check.consent(everybody: true, by: "tech@msp.example")
    let standing = consents(tenant([consent], grants: [Check.grant(["Mail.ReadWrite"], for: nil)]), settings)
    #expect(standing.map(\.severity) == [.medium] && standing.map(\.userID) == [nil])
    let gone = assessment(tenant([consent]), settings)
    #expect(gone.findings.isEmpty && gone.setAside.counts == [.partner: 1])
  }

  @Test func `new credentials are told about whoever added them, and worse where the application reads mail`() throws {
    let credentials = DirectoryAudit(
      id: "c", activity: "Update application – Certificates and secrets management", occurredAt: Build.recently,
      hasSucceeded: true, initiator: .user(id: nil, name: "admin@contoso.example", address: "192.0.2.7"),
      targets: [.init(id: Check.client, type: "ServicePrincipal", displayName: "SimuLandApp")])
    let plain = try #require(consents(tenant([credentials])).first)
    #expect(plain.userID == Build.admin && plain.severity == .medium && plain.kind == .event)
    let found = consents(tenant([credentials], grants: [Check.grant(["Mail.Read"], for: nil)]))
    #expect(found.first { $0.userID == Build.admin }?.severity == .high)
  }

  @Test func `a renamed or reordered tenant gives the same keys`() {
    let audits = [Check.consent(), delegated("Add delegated permission grant", old: nil, new: "Mail.Send")]
    let plain = tenant(audits)
    var other = tenant(audits.reversed())
    other.users = .complete([
      Build.user(Build.ada, "Ada.New@contoso.example"), Build.user(Build.admin, "admin@contoso.example"),
    ])
    #expect(consents(plain).count == 1)
    #expect(consents(plain).map(\.key) == consents(other).map(\.key))
  }

  @Test(arguments: [
    ("test app", "odd_name"), ("...", "odd_name"), ("Ada Example", "odd_name"), ("ben@contoso.example", "odd_name"),
    ("Office 365 Security", "poses_as_microsoft"), ("Northlight", nil),
  ])
  func `names that honest products do not have are told`(_ name: String, _ signal: String?) throws {
    let evidence = Build.quietTenant {
      $0.servicePrincipals = .complete([Check.application(name, createdAt: Build.recently)])
    }
    let finding = try #require(findings("new-applications", evidence).first)
    #expect(finding.severity == (signal == nil ? .medium : .high))
    #expect(finding.signals.map(\.id) == ["unverified_publisher"] + (signal.map { [$0] } ?? []))
  }

  @Test func `the person who consented goes before the service that added the application`() {
    let service = DirectoryAudit(
      id: "0", activity: "Add service principal", occurredAt: Build.recently.advanced(bySeconds: -5),
      hasSucceeded: true,
      initiator: .application(id: nil, name: "Microsoft.Azure.SyncFabric"),
      targets: [.init(id: Check.client, type: "ServicePrincipal", displayName: "Invoice Viewer")])
    let evidence = tenant([service, Check.consent("User.Read")], Check.application(createdAt: Build.recently))
    #expect(findings("new-applications", evidence).map(\.userID) == [Build.ada])
  }

  @Test func `hostile names end no sentence and open no list`() throws {
    let name = "Paid. Click here\n. \u{202E}" + String(repeating: "x", count: 300)
    let evidence = tenant([], grants: [Check.grant(["Mail.Read"])], Check.application(name))
    let finding = try #require(consents(evidence).first)
    #expect(!finding.message.contains(". ") && !finding.message.contains("\n") && finding.message.hasSuffix("."))
  }

  @Test(arguments: [
    ("Mail.Read", "mail"), ("mail.readwrite.shared", "mail"),
    ("https://outlook.office.com/EWS.AccessAsUser.All", "mail"),
    ("Files.ReadWrite.All", "files"), ("Directory.AccessAsUser.All", "directory"), ("Chat.ReadWrite", "chats"),
    ("User.Read", nil), ("offline_access", nil), ("Mail.ReadBasic", nil), ("Calendars.Read", nil), ("", nil),
  ])
  func `scopes are judged by the table`(_ scope: String, _ area: String?) {
    #expect(RiskyPermissions.entry(ofScope: scope)?.area.rawValue == area)
  }

  @Test func `tables hold what they promise`() {
    for entry in AbusedApplications.all {
      #expect(isGUID(entry.id) && entry.id == entry.id.lowercased())
      #expect(!entry.name.isEmpty && !entry.why.isEmpty && !entry.source.isEmpty)
      #expect(AbusedApplications.entry(of: entry.id.uppercased()) == entry)
    }
    #expect(Set(AbusedApplications.all.map(\.id)).count == AbusedApplications.all.count)
    #expect(MicrosoftApplications.ids.allSatisfy { isGUID($0) && $0 == $0.lowercased() })
    #expect(MicrosoftApplications.ids.isDisjoint(with: AbusedApplications.all.map(\.id)))
    #expect(RiskyPermissions.name(ofRole: "DC890D15-9560-4a4c-9b7f-a736ec74ec40") == "full_access_as_app")
    #expect(RiskyPermissions.name(ofRole: "00000000-0000-0000-0000-000000000000") == nil)
  }

  /// Ids of Microsoft Graph's application roles, as Microsoft's permissions reference gives them.
  @Test(arguments: [
    "8e8e4742-1d95-4f68-9d56-6ee75648c72a", "3011c876-62b7-4ada-afa2-506cbbecc68c",
    "c529cfca-c91b-489c-af2b-d92990b66ce6", "dbaae8cf-10b5-4b86-a4a1-f871c94c6695",
    "57f1cf28-c0c4-4ec3-9a30-19a2eaaf2f6e", "7b2449af-6ccd-4f4d-9f78-e550c193f0d1",
    "7d9f353d-a7bd-4fbb-822a-26d5dd39a3ce", "50180013-6191-4d1e-a373-e590ff4e66af",
    "854d9ab1-6657-4ec8-be45-823027bcd009", "a402ca1c-2696-4531-972d-6e5ee4aa11ea",
  ])
  func `a standing role that an intruder wants is known by its id`(_ role: String) {
    var evidence = tenant([])
    evidence.appRoleAssignments = .complete([
      AppRoleAssignment(
        id: "role", principalType: "ServicePrincipal", principalID: Check.client, principalName: nil,
        resourceID: "401dd906-ea4f-4d41-b762-7e936d222368", resourceName: nil, roleID: role,
        createdAt: Build.moment("2025-01-01T00:00:00Z"))
    ])
    #expect(consents(evidence).map(\.severity) == [.medium])
  }

  /// Permissions that are only ever given to act for a user, and those of Exchange whose role's id no source tells.
  private static let withoutRole: Set<String> = [
    "IMAP.AccessAsUser.All", "POP.AccessAsUser.All", "SMTP.Send", "EWS.AccessAsUser.All", "EAS.AccessAsUser.All",
    "full_access_as_user", "IMAP.AccessAsApp", "Files.Read", "Files.ReadWrite", "ChatMessage.Send",
  ]

  @Test(arguments: RiskyPermissions.all.map(\.name).filter { !$0.hasSuffix("*") && !withoutRole.contains($0) })
  func `every permission that applications get by themselves has the id of its role`(_ name: String) {
    #expect(RiskyPermissions.roleNames.contains(name))
  }

  @Test func `a service of Microsoft excuses no application that intruders use`() {
    var addition = NewApplicationsCheck.added("PERFECTDATA SOFTWARE", id: "ff8d92dc-3d82-41d6-bcbd-b9174d163620")
    addition.initiator = .application(id: nil, name: "Microsoft Azure AD Internal - Jit Provisioning")
    func found(_ id: String) -> [Severity] {
      let application = Check.application(id: id, createdAt: Build.recently)
      return findings("new-applications", tenant([addition], application)).map(\.severity)
    }
    #expect(found("ff8d92dc-3d82-41d6-bcbd-b9174d163620") == [.critical])
    #expect(found(Check.unlisted) == [])
  }
}
