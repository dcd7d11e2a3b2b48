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

  /// The entry of an application role's id; nil for harmless and unknown roles.
  static func entry(ofRole id: String) -> Entry? { roles[id.lowercased()].flatMap { entry(ofScope: $0) } }

  /// The name of a role that is known to be risky.
  static func name(ofRole id: String) -> String? { roles[id.lowercased()] }

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
  private static let roles: [String: String] = [
    "810c84a8-4a9e-49e6-bf7d-12d183f40d01": "Mail.Read",
    "e2a3a72e-5f79-4c64-b1b1-878b674786c9": "Mail.ReadWrite",
    "b633e1c5-b582-4048-a93e-9f11b44c7e96": "Mail.Send",
    "6931bccd-447a-43d1-b442-00a195474933": "MailboxSettings.ReadWrite",
    "dc890d15-9560-4a4c-9b7f-a736ec74ec40": "full_access_as_app",
    "dc50a0fb-09a3-484d-be87-e023b12c6440": "Exchange.ManageAsApp",
    "01d4889c-1287-42c6-ac1f-5d1e02578ef6": "Files.Read.All",
    "75359482-378d-4052-8f01-80520e7db3cd": "Files.ReadWrite.All",
    "332a536c-c7ef-4017-ab91-336970924f0d": "Sites.Read.All",
    "9492366f-7969-46a4-8d15-ed1a20078fff": "Sites.ReadWrite.All",
    "0c0bf378-bf22-4481-8f81-9e89a9b4960a": "Sites.Manage.All",
    "a82116e5-55eb-4c41-a434-62fe8a61c773": "Sites.FullControl.All",
    "3aeca27b-ee3a-4c2b-8ded-80376e2134a4": "Notes.Read.All",
    "6b7d71aa-70aa-4810-a8d9-5d9fb2830017": "Chat.Read.All",
    "294ce7c9-31ba-490a-ad7d-97a7d075e4ed": "Chat.ReadWrite.All",
    "7ab1d382-f21e-4acd-a863-ba3e13f7da61": "Directory.Read.All",
    "19dbc75e-c2e2-444c-a770-ec69d8559fc7": "Directory.ReadWrite.All",
    "741f803b-c850-494e-b5df-cde7c675a1ca": "User.ReadWrite.All",
    "50483e42-d915-4231-9639-7fdb7fd190e5": "UserAuthenticationMethod.ReadWrite.All",
    "62a82d76-70ea-41e2-9197-370581804d09": "Group.ReadWrite.All",
    "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9": "Application.ReadWrite.All",
    "06b708a9-e830-4db3-a914-8e69da51d44f": "AppRoleAssignment.ReadWrite.All",
    "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8": "RoleManagement.ReadWrite.Directory",
    "01c0a623-fc9b-48e9-b794-0756f8e8f067": "Policy.ReadWrite.ConditionalAccess",
    "29c18626-4985-4dcd-85c0-193eef327366": "Policy.ReadWrite.AuthenticationMethod",
    "7e05723c-0bb0-42da-be95-ae9f08a6e53c": "Domain.ReadWrite.All",
    "292d869f-3427-49a8-9dab-8c70152b74e9": "Organization.ReadWrite.All",
  ]
}
