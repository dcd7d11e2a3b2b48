/// One object of every kind that a single listing gives, in the service's own form.
enum ServedContents {
  static let password =
    ##"{"@odata.type":"#microsoft.graph.passwordAuthenticationMethod","id":"28c10230-6103-485e-b985-444c60001490","password":null}"##

  static let graphServicePrincipal = "5900"
  static let exchangeServicePrincipal = "5e00"

  static let lists: [String: [String]] = [
    "/organization": [
      #"{"id":"11111111-2222-3333-4444-555555555555","displayName":"Contoso Ltd","verifiedDomains":[{"name":"contoso.onmicrosoft.example","isDefault":false,"isInitial":true},{"name":"contoso.example","isDefault":true,"isInitial":false}]}"#
    ],
    "/domains": [#"{"id":"contoso.example","isVerified":true,"isDefault":true}"#],
    "/subscribedSkus": [
      #"{"id":"s","skuPartNumber":"SPE_E5","capabilityStatus":"Enabled","servicePlans":[{"servicePlanName":"AAD_PREMIUM_P2","servicePlanId":"eec0eb4f-6444-4f95-aba0-50c24d67f998","provisioningStatus":"Success"},{"servicePlanName":"INTUNE_A","servicePlanId":"c1ec4a95-1f05-45b3-a911-aa3fa01094f5","provisioningStatus":"Success"}]}"#
    ],
    "/reports/authenticationMethods/userRegistrationDetails": [
      #"{"id":"0a00","userPrincipalName":"ada@contoso.example","isMfaRegistered":true}"#
    ],
    "/auditLogs/directoryAudits": [
      #"{"id":"Directory_1","activityDisplayName":"Add user","activityDateTime":"2026-08-17T10:00:00.1234567Z","initiatedBy":{"user":{"id":"0b00","userPrincipalName":"bruno@contoso.example"},"app":null},"targetResources":[{"id":"0a00","type":"User","modifiedProperties":[]}]}"#
    ],
    "/auditLogs/signIns": [
      #"{"id":"s1","createdDateTime":"2026-08-17T10:00:00Z","userId":"0a00","userPrincipalName":"ada@contoso.example","riskLevelDuringSignIn":"none","status":{"errorCode":0}}"#
    ],
    "/identityProtection/riskyUsers": [
      #"{"id":"0a00","riskLevel":"high","riskState":"atRisk","userPrincipalName":"ada@contoso.example"}"#
    ],
    "/identityProtection/riskDetections": [
      #"{"id":"r1","activityDateTime":"2026-08-17T10:00:00Z","riskLevel":"high","riskEventType":"unlikelyTravel","userId":"0a00"}"#
    ],
    "/servicePrincipals": [
      #"{"id":"5900","appId":"00000003-0000-0000-c000-000000000000","displayName":"Microsoft Graph"}"#,
      #"{"id":"5e00","appId":"00000002-0000-0ff1-ce00-000000000000","displayName":"Office 365 Exchange Online"}"#,
      #"{"id":"5a00","appId":"aaaaaaaa-0000-0000-0000-000000000001","displayName":"Tool"}"#,
    ],
    "/servicePrincipals/5900/appRoleAssignedTo": [#"{"id":"a1","principalId":"5a00","resourceId":"5900"}"#],
    "/servicePrincipals/5e00/appRoleAssignedTo": [#"{"id":"a2","principalId":"5a00","resourceId":"5e00"}"#],
    "/oauth2PermissionGrants": [#"{"id":"g1","clientId":"5a00","scope":"Mail.Read"}"#],
    "/roleManagement/directory/roleAssignments": [
      #"{"id":"ra1","principalId":"0b00","roleDefinition":{"displayName":"Global Administrator","templateId":"62e90394-69f5-4237-9190-012177145e10"}}"#
    ],
    "/devices": [#"{"id":"d1","displayName":"PC","registeredOwners":[{"id":"0a00"}]}"#],
    "/deviceManagement/managedDevices": [#"{"id":"m1","deviceName":"PC","userId":"0a00"}"#],
    "Get-RecipientPermission": [#"{"Identity":"ada","Trustee":"bruno","AccessRights":["SendAs"]}"#],
    "Get-AdminAuditLogConfig": [
      #"{"UnifiedAuditLogIngestionEnabled@data.type":"System.Boolean","UnifiedAuditLogIngestionEnabled":true}"#
    ],
    "Get-BlockedSenderAddress": [#"{"SenderAddress":"ada@contoso.example","Reason":"OutboundSpamLast24Hours=9"}"#],
    "Get-TransportRule": [#"{"Name":"T","State":"Enabled"}"#],
    "Get-InboundConnector": [#"{"Name":"In"}"#],
    "Get-OutboundConnector": [#"{"Name":"Out"}"#],
    "Get-RemoteDomain": [#"{"DomainName":"*","AutoForwardEnabled":true}"#],
    "Get-MobileDevice": [#"{"Identity":"ada/ExchangeActiveSyncDevices/x","DeviceId":"x"}"#],
    "Get-MessageTraceV2": [
      #"{"MessageTraceId":"t1","Received":"2026-08-17T10:00:00.0000000","SenderAddress":"ada@contoso.example","RecipientAddress":"x@elsewhere.example"}"#
    ],
    "Search-UnifiedAuditLog": [auditRow("1", index: 1, of: 1)],
  ]

  /// A row of the unified audit log by Ada.
  static func auditRow(_ id: String, index: Int, of count: Int, at time: String = "2026-08-17T10:00:00") -> String {
    #"{"RecordType":"ExchangeAdmin","CreationDate":"\#(time)","UserIds":"ada@contoso.example","Operations":"New-InboxRule","AuditData":"{\"Id\":\"\#(id)\",\"CreationTime\":\"\#(time)\",\"Operation\":\"New-InboxRule\",\"UserId\":\"ada@contoso.example\"}","ResultIndex@data.type":"System.Int32","ResultIndex":\#(index),"ResultCount@data.type":"System.Int32","ResultCount":\#(count),"Identity":"\#(id)"}"#
  }
}
