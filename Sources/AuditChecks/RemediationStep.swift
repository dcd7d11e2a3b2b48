/// A step by which an analyst answers a finding; check metadata and findings name it by id.
///
/// Source: Microsoft Learn, "Responding to a compromised email account" and the cmdlets' own pages, checked 2026-08.
package enum RemediationStep: String, CaseIterable, Sendable {
  case verifyAccountWithOwner = "verify-account-with-owner"
  case blockSignIn = "block-sign-in"
  case resetPassword = "reset-password"
  case revokeSessions = "revoke-sessions"
  case reviewSignInMethods = "review-sign-in-methods"
  case disableInboxRule = "disable-inbox-rule"
  case removeForwarding = "remove-forwarding"
  case removeMailboxPermission = "remove-mailbox-permission"
  case reviewGrantee = "review-grantee"
  case removeRoles = "remove-roles"
  case reviewMailSentAndDeleted = "review-mail-sent-and-deleted"
  case deleteAccount = "delete-account"
  case recoverDeletedMail = "recover-deleted-mail"
  case removeSweepRule = "remove-sweep-rule"
  case unblockSender = "unblock-sender"
  case warnRecipients = "warn-recipients"
  case reviewMailRead = "review-mail-read"
  case removeMailFlowRule = "remove-mail-flow-rule"
  case requireSecondFactor = "require-second-factor"
  case restoreProfile = "restore-profile"
  case removeDevice = "remove-device"
  case removeApplication = "remove-application"
  case restoreDefence = "restore-defence"
  case removeSharingLinks = "remove-sharing-links"

  /// What to do, as one sentence; nil for an id that no check uses.
  package static func text(of id: String) -> String? { RemediationStep(rawValue: id)?.text }

  /// What to do, as one sentence. Words in capitals stand for what the finding names.
  package var text: String {
    switch self {
    case .verifyAccountWithOwner:
      "Ask the user or their manager by phone, not by mail, whether this was agreed."
    case .blockSignIn:
      "Block sign-in until it is clear who uses the account, which can be undone: Update-MgUser -UserId USER "
        + "-AccountEnabled:$false, or Entra admin center > Users > USER > Account status."
    case .resetPassword:
      "Reset the password, in the on-premises directory where the account is synchronised from there: Entra admin center > "
        + "Users > USER > Reset password."
    case .revokeSessions:
      "Revoke all sessions after the new password is set: Revoke-MgUserSignInSession -UserId USER, or Entra admin center > "
        + "Users > USER > Revoke sessions."
    case .reviewSignInMethods:
      "Review the sign-in methods that were added since then and remove those that the user does not know: Entra admin "
        + "center > Users > USER > Authentication methods."
    case .disableInboxRule:
      "Disable the rule after saving its definition, rather than deleting it: Get-InboxRule -Mailbox USER -IncludeHidden | "
        + "Format-List, then Disable-InboxRule -Mailbox USER -Identity RULE."
    case .removeForwarding:
      "Remove the forwarding: Set-Mailbox USER -ForwardingSmtpAddress $null -ForwardingAddress $null "
        + "-DeliverToMailboxAndForward $false, or Exchange admin center > Mailboxes > USER > Email forwarding."
    case .removeMailboxPermission:
      "Remove the permission: Remove-MailboxPermission USER -User GRANTEE -AccessRights FullAccess, "
        + "Remove-RecipientPermission USER -Trustee GRANTEE -AccessRights SendAs, Remove-MailboxFolderPermission "
        + "USER:\\FOLDER -User GRANTEE, or Set-Mailbox USER -GrantSendOnBehalfTo @{Remove=\"GRANTEE\"}."
    case .reviewGrantee:
      "Review the account that got access like the mailbox itself, because the intruder may use it: Entra admin center > "
        + "Users > GRANTEE > Sign-in logs."
    case .removeRoles:
      "Remove the directory roles that nobody agreed to: Entra admin center > Users > USER > Assigned roles."
    case .reviewMailSentAndDeleted:
      "Review what was sent and deleted since then, and warn those who got mail: Get-MessageTraceV2 -SenderAddress USER, and "
        + "Search-UnifiedAuditLog -UserIds USER -Operations Send,SoftDelete,HardDelete -StartDate FROM -EndDate TO."
    case .requireSecondFactor:
      "Have the user register a second factor at https://aka.ms/mysecurityinfo, and require it by conditional access or security "
        + "defaults, with complex passwords: Update-MgUser -UserId USER -PasswordPolicies None."
    case .restoreProfile:
      "Set the profile back to what the finding says it was, in the on-premises directory where the account is synchronised "
        + "from there: Update-MgUser -UserId USER, or Entra admin center > Users > USER > Properties."
    case .removeDevice:
      "Disable the device, and delete it once it is clear that it is not the user's: Entra admin center > Devices > DEVICE, or "
        + "Remove-MobileDevice DEVICE for one that only synchronises a mailbox."
    case .removeSharingLinks:
      "Remove the links that nobody agreed to, which takes away access at once: OneDrive or SharePoint > FILE > Manage access > "
        + "Links, or DELETE https://graph.microsoft.com/v1.0/drives/DRIVE/items/ITEM/permissions/LINK."
    case .restoreDefence:
      "Put the setting back as it was, after saving what it is now: Set-AdminAuditLogConfig "
        + "-UnifiedAuditLogIngestionEnabled $true, Entra admin center > Protection > Conditional Access, or the setting that the "
        + "finding names."
    case .removeApplication:
      "Disable the application, then remove its grants after saving what they allow: Update-MgServicePrincipal "
        + "-ServicePrincipalId OBJECT -AccountEnabled:$false and Remove-MgOauth2PermissionGrant -OAuth2PermissionGrantId GRANT, or "
        + "Entra admin center > Enterprise applications > APPLICATION > Properties and Permissions."
    case .deleteAccount:
      "Delete the account once its evidence is saved, which can be undone for 30 days: Remove-MgUser -UserId USER."
    case .recoverDeletedMail:
      "Recover what was deleted before its retention ends, 14 days by default: Get-RecoverableItems -Identity USER, then "
        + "Restore-RecoverableItems -Identity USER."
    case .removeSweepRule:
      "Disable the sweep rule after saving its definition, rather than removing it: Get-SweepRule -Mailbox USER | "
        + "Format-List, then Disable-SweepRule -Identity RULE."
    case .unblockSender:
      "Lift the restriction only after the account is secure, because Microsoft limits how often that can be done: "
        + "Remove-BlockedSenderAddress -SenderAddress USER, or Microsoft Defender portal > Review > Restricted entities."
    case .warnRecipients:
      "Warn those who got the mail, by phone where money is at stake: Get-MessageTraceV2 -SenderAddress USER -StartDate FROM "
        + "-EndDate TO lists them."
    case .reviewMailRead:
      "Find out which messages were read, because their content may have to be reported as a data breach: "
        + "Search-UnifiedAuditLog -UserIds USER -Operations MailItemsAccessed -StartDate FROM -EndDate TO."
    case .removeMailFlowRule:
      "Disable the rule or connector after saving its definition, rather than removing it: Get-TransportRule RULE | Format-List, "
        + "then Disable-TransportRule RULE, or Set-InboundConnector or Set-OutboundConnector CONNECTOR -Enabled $false."
    }
  }
}
