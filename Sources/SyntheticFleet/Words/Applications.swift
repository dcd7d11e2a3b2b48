/// An enterprise application that a tenant may hold.
struct PlannedApplication: Sendable {
  /// Whose it is.
  enum Owner: Sendable {
    case microsoft
    /// A software vendor whom Microsoft verified.
    case vendor(Int)
    /// The MSP that audits.
    case partner
    /// The tenant itself: built in the house, verified by nobody.
    case tenant
  }

  let name: StaticString
  let owner: Owner
  /// Microsoft's own ids are the same everywhere; the others' are invented.
  var applicationID: StaticString?
  /// Where it sends people back to; nil for what has no page.
  var replyURL: StaticString?

  /// What Microsoft puts into every tenant that uses its services.
  static let microsoft: [PlannedApplication] = [
    .init("Microsoft Graph", "00000003-0000-0000-c000-000000000000"),
    .init("Office 365 Exchange Online", "00000002-0000-0ff1-ce00-000000000000"),
    .init("Microsoft.Azure.SyncFabric", "00000014-0000-0000-c000-000000000000"),
    .init("Microsoft Substrate Management", "98db8bd6-0cc0-4e67-9de5-f187f1cd1b41"),
    .init("Office 365 SharePoint Online", "00000003-0000-0ff1-ce00-000000000000"),
    .init("Windows Azure Active Directory", "00000002-0000-0000-c000-000000000000"),
    .init("OfficeHome", "4765445b-32c6-49b0-83e6-1d93765276ca"),
    .init("Office 365 Management APIs", "c5393580-f805-4401-95e8-94b7a6ef2fc2"),
    .init("Microsoft Office", "d3590ed6-52b3-4102-aeff-aad2292ab01c"),
    .init("Microsoft Teams", "1fec8e78-bce4-4aaf-ab1b-5451cc387264"),
    .init("Microsoft Teams Services", "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe"),
    .init("OneDrive SyncEngine", "ab9b8c07-8f02-4f72-87fa-80105867a763"),
    .init("Outlook Mobile", "27922004-5251-4030-b22d-91ecd9a37ea4"),
    .init("Microsoft Authentication Broker", "29d9ed98-a469-4536-ade2-f981bc1d605e"),
    .init("Device Registration Service", "01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9"),
    .init("Windows Azure Service Management API", "797f4846-ba00-4fd7-ba43-dac1f8f63013"),
    .init("Microsoft Intune Company Portal", "9ba1a5c7-f17a-4de9-a1f1-6178c8d51223"),
    .init("Microsoft Exchange REST API Based Powershell", "fb78d390-0c51-40cd-8e17-fdbfab77341b"),
  ]

  /// What offices buy; the names are invented.
  static let vendors: [PlannedApplication] = [
    .init("Northlight CRM", vendor: 0, "https://app.northlight-crm.example/signin"),
    .init("Quillboard Signatures", vendor: 1, "https://quillboard.example/auth"),
    .init("Parcelwise Expenses", vendor: 2, "https://id.parcelwise.example/callback"),
    .init("Roomkeeper Panels", vendor: 3, "https://roomkeeper.example/oauth2"),
    .init("Larkspur Learning", vendor: 4, "https://learn.larkspur.example/login"),
    .init("Tidewater Surveys", vendor: 5, "https://tidewater-surveys.example/return"),
  ]

  static let audit = PlannedApplication(name: "Roundsman Audit", owner: .partner)
  static let house = PlannedApplication(
    name: "Intranet Sign-in", owner: .tenant, replyURL: "https://intranet.example/signin-oidc")

  private init(_ name: StaticString, _ id: StaticString) {
    self.init(name: name, owner: .microsoft, applicationID: id)
  }

  private init(_ name: StaticString, vendor: Int, _ replyURL: StaticString) {
    self.init(name: name, owner: .vendor(vendor), replyURL: replyURL)
  }

  private init(
    name: StaticString, owner: Owner, applicationID: StaticString? = nil, replyURL: StaticString? = nil
  ) {
    self.name = name
    self.owner = owner
    self.applicationID = applicationID
    self.replyURL = replyURL
  }
}

/// The application permissions that the audit holds; the ids are Microsoft's.
enum AuditPermissions {
  static let graph: [(name: StaticString, id: StaticString)] = [
    ("Application.Read.All", "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30"),
    ("AuditLog.Read.All", "b0afded3-3588-46d8-8b3d-9842eff778da"),
    ("AuditLogsQuery.Read.All", "5e1e9171-754d-478c-812c-f1755a9a4c2d"),
    ("Device.Read.All", "7438b122-aefc-4978-80ed-43db9fcc7715"),
    ("DeviceManagementManagedDevices.Read.All", "2f51be20-0bb4-4fed-bf7b-db946066c75e"),
    ("Directory.Read.All", "7ab1d382-f21e-4acd-a863-ba3e13f7da61"),
    ("Domain.Read.All", "dbb9058a-0e50-45d7-ae91-66909b5d4664"),
    ("IdentityRiskEvent.Read.All", "6e472fd1-ad78-48da-a0f0-97ab2c6b769e"),
    ("IdentityRiskyUser.Read.All", "dc5007c0-2d7d-4c42-879c-2dab87571379"),
    ("LicenseAssignment.Read.All", "e2f98668-2877-4f38-a2f4-8202e0717aa1"),
    ("Mail.ReadBasic.All", "693c5e45-0940-467d-9b8a-1022fb9d42ef"),
    ("MailboxSettings.Read", "40f97065-369a-49f4-947c-6a255697ae91"),
    ("Organization.Read.All", "498476ce-e0fe-48b0-b801-37ba7e2685c6"),
    ("RoleManagement.Read.Directory", "483bed4a-2ad3-4361-a73b-c83ccdbdc53c"),
    ("User.Read.All", "df021288-bdef-4463-88db-98f22de89214"),
    ("UserAuthenticationMethod.Read.All", "38d9df27-64da-44fd-b7c5-a6fbac20248f"),
  ]
  static let exchange: [(name: StaticString, id: StaticString)] = [
    ("Exchange.ManageAsApp", "dc50a0fb-09a3-484d-be87-e023b12c6440")
  ]
}
