import AuditModel

/// One record that gives or takes a permission on a mailbox or folder.
struct PermissionChange {
  static let operations = [
    "Add-MailboxPermission", "Remove-MailboxPermission", "Add-RecipientPermission", "Remove-RecipientPermission",
    "Add-MailboxFolderPermission", "Set-MailboxFolderPermission", "AddFolderPermissions", "ModifyFolderPermissions",
    "UpdateCalendarDelegation", "Set-Mailbox",
  ]

  /// What the permission opens.
  enum Scope: String { case folder, sendAs, sendOnBehalf, fullAccess, mailbox }

  let record: AuditRecord
  let actor: Actor
  let owner: UserID?
  let ownerName: String
  /// As written; never empty.
  let grantee: String
  let granteeID: UserID?
  let scope: Scope
  let rights: String
  let folder: String?
  let isRemoval: Bool

  /// The changes that a record tells; several where GrantSendOnBehalfTo names several people; none for other Set-Mailbox.
  static func changes(in record: AuditRecord, evidence: EvidenceReader) -> [PermissionChange] {
    let operation = record.operation.lowercased()
    var grantees: [String] = []
    var rights = ""
    var scope = Scope.mailbox
    switch operation {
    case "set-mailbox":
      guard let value = record.parameter("GrantSendOnBehalfTo"), value.lowercased() != "$null" else { return [] }
      grantees = Self.added(in: value)
      (rights, scope) = ("SendOnBehalf", .sendOnBehalf)
    case "add-recipientpermission", "remove-recipientpermission":
      grantees = [record.parameter("Trustee") ?? record.parameter("User") ?? ""]
      rights = record.parameter("AccessRights") ?? "SendAs"
      scope = .sendAs
    case "add-mailboxpermission", "remove-mailboxpermission":
      grantees = [record.parameter("User") ?? ""]
      rights = record.parameter("AccessRights") ?? ""
      let lowered = rights.lowercased()
      scope = lowered.isEmpty || Self.fullAccess.matches(lowered) ? .fullAccess : .mailbox
    default:
      grantees = [record.memberName ?? record.parameter("User") ?? record.parameter("Delegate") ?? ""]
      rights = record.memberRights ?? record.parameter("AccessRights") ?? ""
      scope = .folder
    }
    let isRemoval = operation.hasPrefix("remove")
    let (owner, ownerName) = mailbox(of: record, in: evidence)
    let actor = evidence.actors.actor(of: record)
    return grantees.filter { !$0.isEmpty || operation != "set-mailbox" }.map { grantee in
      PermissionChange(
        record: record, actor: actor, owner: owner, ownerName: ownerName,
        grantee: grantee.isEmpty ? "somebody whom the record does not name" : grantee,
        granteeID: granteeID(grantee, owner: ownerName, in: evidence), scope: scope, rights: rights,
        folder: folder(of: record), isRemoval: isRemoval)
    }
  }

  private static let fullAccess = PhraseList(words: [], stems: ["fullaccess", "changepermission", "changeowner"])

  /// `@{add="a@b.example"}` and plain lists alike; what is only removed is left out.
  private static func added(in value: String) -> [String] {
    var value = value[...]
    if value.hasPrefix("@{") {
      let parts = value.dropFirst(2).split(separator: "}").first ?? ""
      let adding = parts.split(separator: ";").first { $0.trimmed.lowercased().hasPrefix("add") }
      value = adding?.split(separator: "=", maxSplits: 1).last ?? ""
    }
    return MailRecipient.list(from: String(value)).map { String($0.label.trimmingQuotes) }
  }

  /// The mailbox acted on, never the administrator who acted.
  private static func mailbox(of record: AuditRecord, in evidence: EvidenceReader) -> (UserID?, String) {
    let names = [record.mailboxOwner, record.parameter("Identity"), record.objectID].compactMap { $0 }
      .filter { !$0.isEmpty }
    for name in names {
      if let id = evidence.people.mailbox(named: name) { return (id, evidence.people.name(of: id)) }
    }
    return (nil, names.first ?? "a mailbox that the record does not name")
  }

  /// The user of the tenant who got access; nil for strangers, groups and Default.
  private static func granteeID(_ grantee: String, owner: String, in evidence: EvidenceReader) -> UserID? {
    if let id = evidence.people.user(named: grantee) { return id }
    guard let domain = grantee.mailDomain, !evidence.directory.isAvailable else { return nil }
    var isOwn = evidence.domains?.contains(domain) ?? false
    if !isOwn, evidence.gap(of: .domains) != nil {
      isOwn = domain == owner.mailDomain || domain == evidence.tenant.defaultDomain?.lowercased()
    }
    return isOwn ? evidence.people.strangerID(grantee) : nil
  }

  private static func folder(of record: AuditRecord) -> String? {
    if let path = record.folderPath, !path.isEmpty { return path }
    guard let identity = record.parameter("Identity"), let colon = identity.utf8.firstIndex(of: UInt8(ascii: ":"))
    else { return nil }
    let path = identity[identity.utf8.index(after: colon)...]
    return path.hasPrefix("\\") ? String(path) : nil
  }
}

extension PermissionChange {
  /// Grantees and mailboxes that Exchange handles by itself.
  ///
  /// The grantee is what the actor wrote, so only names that no account can bear are excused.
  var isHousekeeping: Bool {
    let grantee = grantee.lowercased()
    if granteeID == nil {
      if Self.ownServices.contains(grantee) || grantee.hasSuffix("@local") { return true }
      if grantee.hasPrefix("nt authority\\") || grantee.hasPrefix("nt service\\") { return true }
    }
    // The discovery mailbox is Microsoft's own; a person who opens it for themselves is not.
    guard ownerName.lowercased().split(separator: "/").last?.hasPrefix("discoverysearchmailbox") ?? false else {
      return false
    }
    return actor.userID == nil || grantee.hasSuffix("discovery management")
  }

  private static let ownServices: Set<String> = [
    "self", "s-1-5-10", "s-1-5-18", "s-1-5-19", "s-1-5-20",
  ]

  /// Given to everybody, with more than free and busy times.
  var isForEverybody: Bool {
    guard Self.everybody.contains(grantee.lowercased()) else { return false }
    let rights = rights.lowercased().split { $0 == "," || $0 == " " || $0 == ";" }
    return rights.isEmpty || !rights.allSatisfy { Self.harmlessRights.contains(String($0)) }
  }

  /// `Default` and `Anonymous`. English is what audit records mostly say (Microsoft Learn, Add-MailboxFolderPermission, checked
  /// 2026-08); the other languages are what this project knows of Outlook's dialogs: some only, and not verified.
  private static let everybody: Set<String> = [
    "default", "anonymous", "everyone", "authenticated users", "standard", "anonym", "par défaut", "anonyme",
    "predeterminado", "anónimo", "predefinito", "impostazione predefinita", "anonimo", "padrão", "anônimo", "standaard",
    "anoniem", "domyślne", "anonimowe", "výchozí", "anonymní", "по умолчанию", "аноним", "既定", "匿名", "默认",
  ]

  private static let harmlessRights: Set<String> = [
    "none", "availabilityonly", "limiteddetails", "freebusysimple", "freebusydetailed", "visible", "foldervisible",
  ]

  /// `FullAccess on the mailbox`, `Editor on \Calendar`.
  var what: String {
    let rights = rights.isEmpty ? (scope == .fullAccess ? "FullAccess" : "access") : rights
    return scope == .folder ? "\(rights) on \(folder ?? "a folder")" : rights
  }

  /// The thing that was changed, by ids where they are known.
  var identity: String {
    [
      scope.rawValue, owner?.rawValue ?? ownerName.lowercased(), granteeID?.rawValue ?? grantee.lowercased(),
      folder?.lowercased() ?? "",
    ].joined(separator: "|")
  }
}

extension String {
  /// Without single quotes around it; those inside a name are part of it.
  fileprivate var trimmingQuotes: Substring {
    count > 1 && first == "'" && last == "'" ? dropFirst().dropLast() : self[...]
  }
}
