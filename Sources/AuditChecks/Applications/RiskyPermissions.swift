/// Permissions by which an application reads or changes what an intruder wants: mail, files, chats, the directory.
///
/// Compiled for this project from Microsoft's permissions reference (names and role ids, Microsoft Graph and Exchange
/// Online) and from what public checks of consent grants call risky (CIPP, Hawk, 365Inspect, Splunk), checked 2026-11.
enum RiskyPermissions {
  enum Area: String, Sendable { case mail, files, chats, directory }

  struct Entry: Hashable, Sendable {
    /// As Microsoft spells it; a `*` at the end stands for any rest.
    let name: String
    let area: Area
    /// What it allows, in a few words.
    let reason: String
    init(_ name: String, _ area: Area, _ reason: String) {
      self.name = name
      self.area = area
      self.reason = reason
    }
  }

  /// The entry of a delegated scope, in any letter case, also with the resource's address before it.
  static func entry(ofScope scope: String) -> Entry? {
    let name = (scope.split(separator: "/").last ?? scope[...]).lowercased()
    if let entry = exact[name] { return entry }
    return open.first { name.hasPrefix($0.prefix) }?.entry
  }

  /// The name of a role that is known to be risky.
  static func name(ofRole id: String) -> String? { roles[id.lowercased()] }

  /// Names of the roles that are known by their id.
  static var roleNames: Set<String> { Set(roles.values) }

  private static let exact = Dictionary(
    all.filter { !$0.name.hasSuffix("*") }.map { ($0.name.lowercased(), $0) }
  ) { first, _ in first }
  private static let open = all.filter { $0.name.hasSuffix("*") }
    .map { (prefix: $0.name.dropLast().lowercased(), entry: $0) }

  static let all: [Entry] = [
    Entry("Mail.Read", .mail, "reads mail"),
    Entry("Mail.Read.*", .mail, "reads mail"),
    Entry("Mail.ReadWrite", .mail, "reads, changes and deletes mail"),
    Entry("Mail.ReadWrite.*", .mail, "reads, changes and deletes mail"),
    Entry("Mail.Send", .mail, "sends mail as the user"),
    Entry("Mail.Send.*", .mail, "sends mail for others"),
    Entry("MailboxSettings.ReadWrite", .mail, "makes inbox rules and forwarding"),
    Entry("MailboxItem.*", .mail, "takes whole mailboxes out"),
    Entry("IMAP.AccessAsUser.All", .mail, "reads and deletes mail by IMAP"),
    Entry("POP.AccessAsUser.All", .mail, "reads mail by POP"),
    Entry("SMTP.Send", .mail, "sends mail as the user"),
    Entry("EWS.AccessAsUser.All", .mail, "does all in the mailbox that the user can"),
    Entry("EAS.AccessAsUser.All", .mail, "does all in the mailbox that the user can"),
    Entry("full_access_as_user", .mail, "does all in the mailbox that the user can"),
    Entry("full_access_as_app", .mail, "does all in every mailbox"),
    Entry("IMAP.AccessAsApp", .mail, "reads and deletes mail of every mailbox by IMAP"),
    Entry("Contacts.Read*", .mail, "takes the address book"),
    Entry("Files.Read", .files, "reads the user's files"),
    Entry("Files.Read.All", .files, "reads all files that the user can"),
    Entry("Files.ReadWrite", .files, "reads and changes the user's files"),
    Entry("Files.ReadWrite.All", .files, "reads and changes all files that the user can"),
    Entry("MyFiles.*", .files, "reads or changes the user's files"),
    Entry("Sites.Read.All", .files, "reads all sites"),
    Entry("Sites.ReadWrite.All", .files, "changes all sites"),
    Entry("Sites.Manage.All", .files, "changes all sites"),
    Entry("Sites.FullControl.All", .files, "controls all sites"),
    Entry("AllSites.*", .files, "reads or changes all sites"),
    Entry("Notes.Read*", .files, "reads or changes notebooks"),
    Entry("Chat.Read*", .chats, "reads or writes chats"),
    Entry("ChannelMessage.Read.All", .chats, "reads messages of channels"),
    Entry("ChatMessage.Send", .chats, "writes chats as the user"),
    Entry("Directory.*", .directory, "reads or changes the directory"),
    Entry("User.ReadWrite.All", .directory, "changes all users"),
    Entry("User.ManageIdentities.All", .directory, "changes how users sign in"),
    Entry("User.EnableDisableAccount.All", .directory, "blocks and unblocks users"),
    Entry("UserAuthenticationMethod.ReadWrite*", .directory, "changes second factors"),
    Entry("Group.ReadWrite.All", .directory, "changes all groups"),
    Entry("GroupMember.ReadWrite.All", .directory, "changes members of groups"),
    Entry("Application.ReadWrite*", .directory, "changes applications and their credentials"),
    Entry("AppRoleAssignment.ReadWrite.All", .directory, "gives any permission to any application"),
    Entry("DelegatedPermissionGrant.ReadWrite.All", .directory, "consents for everybody"),
    Entry("RoleManagement.ReadWrite*", .directory, "gives administrator roles"),
    Entry("PrivilegedAccess.ReadWrite*", .directory, "gives administrator roles"),
    Entry("Policy.ReadWrite*", .directory, "changes policies of signing in"),
    Entry("Domain.ReadWrite.All", .directory, "changes domains and federation"),
    Entry("Organization.ReadWrite.All", .directory, "changes the organisation"),
    Entry("BitlockerKey.Read.All", .directory, "reads recovery keys of disks"),
    Entry("eDiscovery.*", .mail, "searches and exports everybody's mail and files"),
    Entry("Exchange.ManageAsApp", .mail, "administers Exchange"),
  ]

  /// Id of an application role → its name. The ids are the same in every tenant.
  ///
  /// Source: Microsoft's list of Microsoft Graph's permissions (microsoftgraph/microsoft-graph-devx-content, 2026-08-07), from
  /// which the permissions reference is made; the two roles of Exchange Online from Microsoft Learn. Checked 2026-11.
  private static let roles: [String: String] = [
    "810c84a8-4a9e-49e6-bf7d-12d183f40d01": "Mail.Read",
    "e2a3a72e-5f79-4c64-b1b1-878b674786c9": "Mail.ReadWrite",
    "b633e1c5-b582-4048-a93e-9f11b44c7e96": "Mail.Send",
    "6931bccd-447a-43d1-b442-00a195474933": "MailboxSettings.ReadWrite",
    "76577085-e73d-4f1d-b26a-85fb33892327": "MailboxItem.ImportExport.All",
    "7d9f353d-a7bd-4fbb-822a-26d5dd39a3ce": "MailboxItem.Read.All",
    "dc890d15-9560-4a4c-9b7f-a736ec74ec40": "full_access_as_app",
    "089fe4d0-434a-44c5-8827-41ba8a0b17f5": "Contacts.Read",
    "6918b873-d17a-4dc1-b314-35f528134491": "Contacts.ReadWrite",
    "01d4889c-1287-42c6-ac1f-5d1e02578ef6": "Files.Read.All",
    "75359482-378d-4052-8f01-80520e7db3cd": "Files.ReadWrite.All",
    "332a536c-c7ef-4017-ab91-336970924f0d": "Sites.Read.All",
    "9492366f-7969-46a4-8d15-ed1a20078fff": "Sites.ReadWrite.All",
    "0c0bf378-bf22-4481-8f81-9e89a9b4960a": "Sites.Manage.All",
    "a82116e5-55eb-4c41-a434-62fe8a61c773": "Sites.FullControl.All",
    "3aeca27b-ee3a-4c2b-8ded-80376e2134a4": "Notes.Read.All",
    "0c458cef-11f3-48c2-a568-c66751c238c0": "Notes.ReadWrite.All",
    "6b7d71aa-70aa-4810-a8d9-5d9fb2830017": "Chat.Read.All",
    "1c1b4c8e-3cc7-4c58-8470-9b92c9d5848b": "Chat.Read.WhereInstalled",
    "b2e060da-3baf-4687-9611-f4ebc0f0cbde": "Chat.ReadBasic.All",
    "818ba5bd-5b3e-4fe0-bbe6-aa4686669073": "Chat.ReadBasic.WhereInstalled",
    "294ce7c9-31ba-490a-ad7d-97a7d075e4ed": "Chat.ReadWrite.All",
    "ad73ce80-f3cd-40ce-b325-df12c33df713": "Chat.ReadWrite.WhereInstalled",
    "7b2449af-6ccd-4f4d-9f78-e550c193f0d1": "ChannelMessage.Read.All",
    "7ab1d382-f21e-4acd-a863-ba3e13f7da61": "Directory.Read.All",
    "19dbc75e-c2e2-444c-a770-ec69d8559fc7": "Directory.ReadWrite.All",
    "741f803b-c850-494e-b5df-cde7c675a1ca": "User.ReadWrite.All",
    "c529cfca-c91b-489c-af2b-d92990b66ce6": "User.ManageIdentities.All",
    "3011c876-62b7-4ada-afa2-506cbbecc68c": "User.EnableDisableAccount.All",
    "50483e42-d915-4231-9639-7fdb7fd190e5": "UserAuthenticationMethod.ReadWrite.All",
    "62a82d76-70ea-41e2-9197-370581804d09": "Group.ReadWrite.All",
    "dbaae8cf-10b5-4b86-a4a1-f871c94c6695": "GroupMember.ReadWrite.All",
    "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9": "Application.ReadWrite.All",
    "18a4783c-866b-4cc7-a460-3d5e5662c884": "Application.ReadWrite.OwnedBy",
    "06b708a9-e830-4db3-a914-8e69da51d44f": "AppRoleAssignment.ReadWrite.All",
    "8e8e4742-1d95-4f68-9d56-6ee75648c72a": "DelegatedPermissionGrant.ReadWrite.All",
    "274d0592-d1b6-44bd-af1d-26d259bcb43a": "RoleManagement.ReadWrite.CloudPC",
    "8b7e8c0a-7e9d-4049-97ec-04b5e1bcaf05": "RoleManagement.ReadWrite.Defender",
    "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8": "RoleManagement.ReadWrite.Directory",
    "025d3225-3f02-4882-b4c0-cd5b541a4e80": "RoleManagement.ReadWrite.Exchange",
    "854d9ab1-6657-4ec8-be45-823027bcd009": "PrivilegedAccess.ReadWrite.AzureAD",
    "2f6817f8-7b12-4f0f-bc18-eeaf60705a9e": "PrivilegedAccess.ReadWrite.AzureADGroup",
    "6f9d5abc-2db6-400b-a267-7de22a40fb87": "PrivilegedAccess.ReadWrite.AzureResources",
    "77c863fd-06c0-47ce-a7eb-49773e89d319": "Policy.ReadWrite.AccessReview",
    "be74164b-cff1-491c-8741-e671cb536e13": "Policy.ReadWrite.ApplicationConfiguration",
    "25f85f3c-f66c-4205-8cd5-de92dd7f0cec": "Policy.ReadWrite.AuthenticationFlows",
    "29c18626-4985-4dcd-85c0-193eef327366": "Policy.ReadWrite.AuthenticationMethod",
    "fb221be6-99f2-473f-bd32-01c6a0e9ca3b": "Policy.ReadWrite.Authorization",
    "01c0a623-fc9b-48e9-b794-0756f8e8f067": "Policy.ReadWrite.ConditionalAccess",
    "999f8c63-0a38-4f1b-91fd-ed1947bdd1a9": "Policy.ReadWrite.ConsentRequest",
    "338163d7-f101-4c92-94ba-ca46fe52447c": "Policy.ReadWrite.CrossTenantAccess",
    "a6325ae7-2b73-4dbd-abed-fbeacfbf8696": "Policy.ReadWrite.CrossTenantCapability",
    "230fb2d5-aa21-49c1-bfa7-ae1be179d867": "Policy.ReadWrite.DeviceConfiguration",
    "03cc4f92-788e-4ede-b93f-199424d144a5": "Policy.ReadWrite.ExternalIdentities",
    "2044e4f1-e56c-435b-925c-44cd8f6ba89a": "Policy.ReadWrite.FeatureRollout",
    "90bbca0b-227c-4cdc-8083-1c6cfb95bac6": "Policy.ReadWrite.FedTokenValidation",
    "2dcf8603-09eb-4078-b1ec-d30a1a76b873": "Policy.ReadWrite.IdentityProtection",
    "a402ca1c-2696-4531-972d-6e5ee4aa11ea": "Policy.ReadWrite.PermissionGrant",
    "1c6e93a6-28e2-4cbb-9f64-1a46a821124d": "Policy.ReadWrite.SecurityDefaults",
    "79a677f7-b79d-40d0-a36a-3e6f8688dd7a": "Policy.ReadWrite.TrustFramework",
    "7e05723c-0bb0-42da-be95-ae9f08a6e53c": "Domain.ReadWrite.All",
    "292d869f-3427-49a8-9dab-8c70152b74e9": "Organization.ReadWrite.All",
    "57f1cf28-c0c4-4ec3-9a30-19a2eaaf2f6e": "BitlockerKey.Read.All",
    "50180013-6191-4d1e-a373-e590ff4e66af": "eDiscovery.Read.All",
    "b2620db1-3bf7-4c5b-9cb9-576d29eac736": "eDiscovery.ReadWrite.All",
    "dc50a0fb-09a3-484d-be87-e023b12c6440": "Exchange.ManageAsApp",
  ]
}
