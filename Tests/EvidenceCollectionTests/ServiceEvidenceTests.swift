import AuditModel
import EvidenceCollection
import Testing

struct ServiceEvidenceTests {
  @Test func `an application without a verified publisher has none, though Microsoft writes an object`() throws {
    let lines = [
      #"{"id":"AA","appId":"BB","displayName":"Mailer","appDisplayName":"Other","createdDateTime":"2026-08-19T10:00:00Z","appOwnerOrganizationId":"CC","verifiedPublisher":{"displayName":null,"verifiedPublisherId":null,"addedDateTime":null},"accountEnabled":true,"disabledByMicrosoftStatus":null,"replyUrls":["https://x.example"]}"#,
      #"{"id":"ab","appId":"bc","displayName":null,"appDisplayName":"Vendor","verifiedPublisher":{"displayName":"Vendor Inc","verifiedPublisherId":"7"}}"#,
      #"{"id":"gone","@removed":{"reason":"changed"}}"#,
    ]
    let principals = try #require(try evidence(.servicePrincipals, lines).servicePrincipals.value)
    #expect(principals.map(\.id) == ["aa", "ab"] && principals.map(\.applicationID) == ["bb", "bc"])
    #expect(principals.map(\.verifiedPublisher) == [nil, "Vendor Inc"])
    #expect(principals.map(\.displayName) == ["Mailer", "Vendor"] && principals[0].ownerTenantID == "cc")
    #expect(principals[0].createdAt?.iso8601 == "2026-08-19T10:00:00Z" && principals[0].disabledByMicrosoft == nil)
  }

  @Test func `a grant to everybody has no user, and its scopes come in any order`() throws {
    let lines = [
      #"{"id":"1","clientId":"C","consentType":"AllPrincipals","principalId":null,"resourceId":"R","scope":" Mail.Read  offline_access User.Read"}"#,
      #"{"id":"2","clientId":"C","consentType":"Principal","principalId":"0A00","resourceId":"R","scope":""}"#,
    ]
    let grants = try #require(try evidence(.oauth2PermissionGrants, lines).oauth2PermissionGrants.value)
    #expect(grants[0].user == nil && grants[0].scopes == ["Mail.Read", "User.Read", "offline_access"])
    #expect(grants[1].user?.id == UserID("0a00") && grants[1].scopes.isEmpty && grants[1].clientID == "c")
  }

  @Test func `devices of all three listings are read with their owners`() throws {
    let registered = try #require(
      try evidence(
        .devices,
        [
          ##"{"id":"D","deviceId":"E","displayName":"LAPTOP","registrationDateTime":"2026-08-19T10:00:00Z","isCompliant":null,"registeredOwners":[{"@odata.type":"#microsoft.graph.user","id":"0A00"}]}"##
        ]
      ).devices.value?.first)
    #expect(registered.owners.map(\.id) == [UserID("0a00")] && registered.deviceID == "e")
    #expect(registered.registeredAt?.iso8601 == "2026-08-19T10:00:00Z" && registered.isCompliant == nil)
    let managed = try #require(
      try evidence(
        .managedDevices,
        [
          #"{"id":"M","userId":"0A00","userPrincipalName":"a@x.example","enrolledDateTime":"0001-01-01T00:00:00Z","complianceState":"noncompliant","azureADDeviceId":"E"}"#
        ]
      ).managedDevices.value?.first)
    #expect(managed.owner?.id == UserID("0a00") && managed.enrolledAt == nil && managed.deviceID == "e")
    let mobile = try #require(
      try evidence(
        .mobileDevices,
        [
          #"{"Guid":"G","DeviceId":"1","FirstSyncTime@data.type":"System.DateTime","FirstSyncTime":"2026-08-19T10:00:00Z","Identity":"EUR/Hosted/contoso.example/ada/ExchangeActiveSyncDevices/EAS§1","UserDisplayName":"ada"}"#
        ]
      ).mobileDevices.value?.first)
    #expect(mobile.mailbox == "EUR/Hosted/contoso.example/ada" && mobile.firstSyncAt?.iso8601 == "2026-08-19T10:00:00Z")
  }

  @Test func `sweep rules and blocked senders are read as Exchange writes them`() throws {
    let rule = try #require(
      try evidence(
        .sweepRules,
        [
          owned(
            #"{"RuleId":"7","Name":"x","Enabled":true,"Sender":"\"News\" [SMTP:news@bank.example]","DestinationFolder":"Deleted Items","KeepForDays":10,"KeepLatest":1}"#
          )
        ]
      ).sweepRules.value?.first)
    #expect(rule.sender == "news@bank.example" && rule.keepForDays == 10 && rule.keepsLatest == true)
    let blocked = try #require(
      try evidence(
        .blockedSenders,
        [
          #"{"SenderAddress":"smtp:ada@x.example","Reason":"ExceedingLimitType=Recipient","CreatedDatetime":"2026-08-19T10:00:00Z"}"#
        ]
      ).blockedSenders.value?.first)
    #expect(blocked.address == "ada@x.example" && blocked.createdAt != nil)
  }

  @Test func `transport rules and connectors are read`() throws {
    let rule = try #require(
      try evidence(
        .transportRules,
        [
          #"{"Guid":"G","Name":"","State":"Disabled","BlindCopyTo":["a@x.example","b@x.example"],"RedirectMessageTo":null,"DeleteMessage":true,"SetSCL":-1,"WhenChanged":"2026-08-19T10:00:00Z"}"#
        ]
      ).transportRules.value?.first)
    #expect(rule.isEnabled == false && rule.blindCopyTo.count == 2 && rule.deletes && rule.spamConfidence == "-1")
    let connector = try #require(
      try evidence(
        .outboundConnectors,
        [#"{"Guid":"G","Name":"Out","Enabled":true,"RecipientDomains":["*"],"SmartHosts":["198.51.100.7"]}"#]
      ).outboundConnectors.value?.first)
    #expect(connector.domains == ["*"] && connector.hosts == ["198.51.100.7"])
    let domain = try #require(
      try evidence(.remoteDomains, [#"{"Name":"Default","DomainName":"*","AutoForwardEnabled":true}"#])
        .remoteDomains.value?.first)
    #expect(domain.allowsForwarding == true && domain.domain == "*")
  }

  @Test func `a message trace is one row a message and recipient, each once`() throws {
    func line(_ recipient: String) -> String {
      #"{"MessageTraceId":"t","MessageId":"<m@x.example>","Received":"2026-08-19T10:00:00.1234567","SenderAddress":"Ada@X.example","RecipientAddress":"\#(recipient)","Subject":"","Status":"Delivered","FromIP":"[2001:db8::1]:25"}"#
    }
    let rows = try #require(
      try evidence(.messageTrace, [line("b@y.example"), line("B@y.example"), line("c@y.example")]).messageTrace.value)
    #expect(rows.map(\.recipient) == ["b@y.example", "c@y.example"] && rows[0].sender == "ada@x.example")
    #expect(rows[0].subject == nil && rows[0].fromAddress == "2001:db8::1")
    #expect(throws: Never.self) { try evidence(.messageTrace, [#"{"Received":"2026-08-19T10:00:00Z"}"#]) }
    #expect(
      try evidence(.messageTrace, [#"{"Received":"2026-08-19T10:00:00Z"}"#]).messageTrace.gap?.reason
        == .schemaUnexpected)
  }

  @Test func `deleted messages, counts and changed properties of an audit record are read`() throws {
    let deleted = try #require(
      try evidence(
        .unifiedAudit,
        [
          #"{"Id":"1","Operation":"HardDelete","CreationTime":"2026-08-19T10:00:00","UserId":"a@x.example","SessionId":"s","AffectedItems":[{"Subject":"New sign-in","InternetMessageId":"<1@x>","ParentFolder":{"Path":"\\Sent Items"}},{"Subject":""}]}"#
        ]
      ).unifiedAudit.value?.first)
    #expect(deleted.items.map(\.subject) == ["New sign-in", nil] && deleted.itemCount == 2 && deleted.sessionID == "s")
    #expect(deleted.items.first?.folderPath == "\\Sent Items")
    let accessed = try #require(
      try evidence(
        .unifiedAudit,
        [
          #"{"Id":"2","Operation":"MailItemsAccessed","CreationTime":"2026-08-19T10:00:00","Folders":[{"Path":"\\Inbox","FolderItems":[{"Id":"1"},{"Id":"2"}]}],"OperationProperties":[{"Name":"MailAccessType","Value":"Sync"}]}"#
        ]
      ).unifiedAudit.value?.first)
    #expect(accessed.itemCount == 2 && accessed.parameter("MailAccessType") == "Sync")
    let updated = try #require(
      try evidence(
        .unifiedAudit,
        [
          #"{"Id":"3","Operation":"Update user.","CreationTime":"2026-08-19T10:00:00","ModifiedProperties":[{"Name":"DisplayName ","NewValue":"[\"B\"]","OldValue":"[\"A\"]"}],"ExtendedProperties":[{"Name":"UserAgent","Value":"axios"}],"SourceFileName":"plan.docx"}"#
        ]
      ).unifiedAudit.value?.first)
    #expect(updated.parameters.first { $0.name == "DisplayName" }?.oldValue == #"["A"]"#)
    #expect(updated.parameter("UserAgent") == "axios" && updated.parameter("SourceFileName") == "plan.docx")
  }
}
