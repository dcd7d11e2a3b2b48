import AuditModel
import WireJSON

/// What one JSON object is, by its members.
enum ObjectShape: Hashable {
  /// A record of the audit log in the AuditData or the Graph form.
  case auditRecord(ExportFormat)
  /// A Search-UnifiedAuditLog row.
  case searchRow
  case log(LogTable)
  /// An object of a listing.
  case listed(EvidenceKind, ExportFormat)

  /// Nil for what is none of the known shapes.
  init?(_ object: JSONView) {
    var members: Set<String> = []
    var type: JSONText?
    for (key, value) in object.members {
      // Absent and null are the same: PowerShell writes every property.
      if !value.isNull { members.insert(key.string) }
      if key == "@odata.type" { type = value.text }
    }
    if let shape = Self.event(members) ?? Self.listing(members, type: type?.string) {
      self = shape
    } else if members.contains("TimeGenerated") || members.contains("Type"),
      let table = LogTable(TableColumns(members.sorted()))
    {
      self = .log(table)
    } else {
      return nil
    }
  }

  private static func event(_ members: Set<String>) -> ObjectShape? {
    func has(_ names: String...) -> Bool { names.allSatisfy(members.contains) }
    if has("AuditData") || has("Operations", "UserIds"), has("CreationDate") || has("CreationTime") {
      return .searchRow
    }
    if has("CreationTime", "Operation") { return .auditRecord(.auditRecord) }
    if has("auditData"), has("operation") || has("createdDateTime") { return .auditRecord(.graphAuditRecord) }
    if has("auditLogRecordType", "operation") { return .auditRecord(.graphAuditRecord) }
    if has("activityDateTime", "activityDisplayName") { return .listed(.directoryAudits, .graphObjects) }
    if has("riskEventType"), has("detectedDateTime") || has("activityDateTime") {
      return .listed(.riskDetections, .graphObjects)
    }
    if has("createdDateTime"), has("appDisplayName") || has("appId"),
      has("conditionalAccessStatus") || has("status") || has("ipAddress")
    {
      return .listed(.signIns, .graphObjects)
    }
    return nil
  }

  private static func listing(_ members: Set<String>, type: String?) -> ObjectShape? {
    func has(_ names: String...) -> Bool { names.allSatisfy(members.contains) }
    func graph(_ kind: EvidenceKind) -> ObjectShape { .listed(kind, .graphObjects) }
    if let type, type.hasSuffix("AuthenticationMethod") { return graph(.authenticationMethods) }
    if type == "#microsoft.graph.user" { return graph(.users) }
    if has("sequence", "isEnabled"), has("displayName") || has("actions") { return graph(.inboxRules) }
    if has("RuleIdentity") || has("MailboxOwnerId", "Priority") { return .listed(.inboxRules, .exchangeObjects) }
    if has("RecipientTypeDetails"), has("PrimarySmtpAddress") || has("UserPrincipalName") {
      return .listed(.mailboxes, .exchangeObjects)
    }
    if has("phoneNumber", "phoneType") { return graph(.authenticationMethods) }
    if has("appId"), has("servicePrincipalType") || has("servicePrincipalNames") { return graph(.servicePrincipals) }
    if has("consentType", "clientId") { return graph(.oauth2PermissionGrants) }
    if has("verifiedDomains") { return graph(.organization) }
    if has("authenticationType"), has("isInitial") || has("isVerified") { return graph(.domains) }
    if has("roleDefinitionId", "principalId", "directoryScopeId"), !has("status"), !has("scheduleInfo") {
      return graph(.roleAssignments)
    }
    if has("parentFolderId", "totalItemCount") { return graph(.mailFolders) }
    // Risky users and registration details have a principal name too.
    if has("userPrincipalName", "id"), !has("riskState"), !has("isMfaRegistered"), !has("isMfaCapable"),
      has("displayName") || has("accountEnabled") || has("mail") || has("userType")
    {
      return graph(.users)
    }
    return nil
  }
}
