import AuditModel
import EvidenceCollection
import Testing

struct IdentityEvidenceTests {
  @Test func `a user is read, in whatever the directory says`() throws {
    let line =
      ##"{"id":"0A00","userPrincipalName":"Adele@contoso.example","displayName":null,"mail":"","accountEnabled":false,"userType":"GUEST","creationDateTime":"2026-08-19T10:00:00Z","lastPasswordChangeDateTime":"0001-01-01T00:00:00Z","proxyAddresses":["SMTP:Adele@contoso.example","sip:x","smtp:a@b.example","X500:/o=x"],"onPremisesSyncEnabled":null,"passwordPolicies":"None","signInActivity":{"x":[1]},"@odata.type":"#microsoft.graph.user"}"##
    let user = try #require(try evidence(.users, [line]).users.value?.first)
    #expect(user.id == UserID("0a00") && user.userPrincipalName == "Adele@contoso.example" && user.mail == nil)
    #expect(user.isEnabled == false && user.type == .guest && user.isSynchronized == nil)
    #expect(user.createdAt == Timestamp(iso8601: "2026-08-19T10:00:00Z") && user.lastPasswordChangeAt == nil)
    #expect(user.proxyAddresses == ["adele@contoso.example", "a@b.example"])
  }

  @Test func `an unknown user type is unknown and a tombstone is nobody`() throws {
    let users = try evidence(
      .users,
      [#"{"id":"1","userPrincipalName":"n","userType":"android"}"#, #"{"id":"2","@removed":{"reason":"changed"}}"#])
    #expect(users.users.isComplete)
    #expect(users.users.value?.map(\.type) == [.unknown])
    #expect(users.itemCounts[.users] == 2)
  }

  @Test func `authentication methods of every type are read`() throws {
    let lines = [
      ##"{"@odata.type":"#microsoft.graph.phoneAuthenticationMethod","id":"3","phoneNumber":"+1 2065550100","createdDateTime":null}"##,
      ##"{"@odata.type":"#microsoft.graph.fido2AuthenticationMethod","id":"1","displayName":"Key","model":"M","creationDateTime":"2026-08-19T10:00:00Z"}"##,
      ##"{"@odata.type":"#microsoft.graph.telepathyAuthenticationMethod","id":"2"}"##,
    ]
    let methods = try #require(
      try evidence(.authenticationMethods, lines.map { owned($0) }).authenticationMethods.value)
    #expect(
      methods.map(\.type) == [
        "fido2AuthenticationMethod", "telepathyAuthenticationMethod", "phoneAuthenticationMethod",
      ])
    #expect(methods.map(\.detail) == ["Key", nil, "+1 2065550100"])
    #expect(methods.map { $0.createdAt?.iso8601 } == ["2026-08-19T10:00:00Z", nil, nil])
  }

  @Test func `role assignments are read`() throws {
    let line =
      #"{"id":"r","principalId":"0A00","roleDefinitionId":"d","directoryScopeId":"/","roleDefinition":{"displayName":"Global Administrator","templateId":"62E90394"}}"#
    let role = try #require(try evidence(.roleAssignments, [line]).roleAssignments.value?.first)
    #expect(
      role.principal.id == UserID("0a00") && role.roleName == "Global Administrator"
        && role.roleTemplateID == "62e90394")
  }

  @Test func `organisation and verified domains are read`() throws {
    let organization = try evidence(
      .organization, [#"{"id":"o","displayName":"Contoso","createdDateTime":"2020-01-01T00:00:00Z"}"#])
    #expect(organization.organization.value?.displayName == "Contoso")
    #expect(try evidence(.organization, []).organization.gap?.reason == .schemaUnexpected)
    let domains = try evidence(
      .domains, [#"{"id":"Contoso.example","isVerified":true}"#, #"{"id":"evil.example","isVerified":false}"#]
    ).domains
    #expect(domains.isComplete && domains.value?.names == ["contoso.example"])
    #expect(try evidence(.domains, []).domains.gap?.reason == .schemaUnexpected)
    #expect(try evidence(.domains, [#"{"id":"x.example"}"#]).domains.value == nil)
  }

  @Test func `sign-ins are read, risky or not, successful or not`() throws {
    func line(_ id: String, _ during: String, _ aggregated: String, _ error: Int) -> String {
      #"{"id":"\#(id)","createdDateTime":"2026-08-20T10:00:00Z","userId":"0A00","userPrincipalName":"a","ipAddress":"192.0.2.1","appId":"4765445B-32C6-49B0-83E6-1D93765276CA","clientAppUsed":"IMAP4","userAgent":"axios/1.7.2","authenticationProtocol":"ropc","autonomousSystemNumber":9009,"location":{"city":"Paris","countryOrRegion":"fr","geoCoordinates":{"altitude":null,"latitude":48.85,"longitude":2.35}},"riskLevelDuringSignIn":"\#(during)","riskLevelAggregated":"\#(aggregated)","riskEventTypes_v2":["unlikelyTravel","generic"],"status":{"errorCode":\#(error)}}"#
    }
    let lines = [
      line("1", "none", "high", 0), line("2", "none", "hidden", 0), line("3", "high", "high", 50126),
      line("4", "medium", "low", 0), line("5", "unknownFutureValue", "none", 0),
    ]
    let evidence = try evidence(.signIns, lines)
    let signIns = try #require(evidence.signIns.value)
    #expect(signIns.map(\.id) == ["1", "2", "3", "4", "5"])
    #expect(signIns.map(\.riskLevel) == ["high", nil, "high", "medium", "unknownFutureValue"])
    #expect(signIns.map(\.hasSucceeded) == [true, true, false, true, true])
    let first = try #require(signIns.first)
    #expect(first.riskEventTypes == "unlikelyTravel, generic")
    #expect(first.country == "FR" && first.position == .init(latitude: 48.85, longitude: 2.35))
    #expect(first.applicationID == "4765445b-32c6-49b0-83e6-1d93765276ca" && first.clientProtocol == "IMAP4")
    #expect(first.userAgent == "axios/1.7.2" && first.authenticationProtocol == "ropc" && first.networkNumber == 9009)
    #expect(evidence.itemCounts[.signIns] == 5)
  }

  @Test(arguments: ["", #","status":null"#, #","status":{}"#, #","status":{"errorCode":null}"#])
  func `a sign-in that does not say how it ended is none that succeeded`(_ status: String) throws {
    let line = #"{"id":"1","createdDateTime":"2026-08-20T10:00:00Z","userId":"0A00"\#(status)}"#
    let evidence = try evidence(.signIns, [line])
    #expect(evidence.signIns.value?.isEmpty != false)
    #expect(evidence.signIns.gap?.reason == .schemaUnexpected || evidence.signIns.gap?.reason == .archiveDamaged)
  }

  @Test func `risk detections are read, all of them`() throws {
    let line =
      #"{"id":"r","riskEventType":"leakedCredentials","riskLevel":"none","activityDateTime":null,"detectedDateTime":"2026-08-20T10:00:00.1234567Z","userId":"0A00","userPrincipalName":"a","ipAddress":null,"additionalInfo":"[{\"Key\":\"x\"}]"}"#
    let detection = try #require(try evidence(.riskDetections, [line]).riskDetections.value?.first)
    #expect(detection.riskEventType == "leakedCredentials" && detection.occurredAt.iso8601 == "2026-08-20T10:00:00Z")
    #expect(
      try evidence(.riskDetections, [line], eventsFrom: collection.advanced(byDays: 100)).riskDetections.value == [])
  }
}

struct DirectoryAuditTests {
  @Test func `an event is read, its JSON texts unwrapped`() throws {
    let line =
      #"{"id":"Directory_1","result":"success","resultReason":"","activityDisplayName":"Add member to role. ","activityDateTime":"2026-08-20T10:20:00.1234567Z","initiatedBy":{"app":null,"user":{"id":"u","displayName":null,"userPrincipalName":"admin@contoso.example","ipAddress":"192.0.2.1"}},"targetResources":[{"id":"t","type":"User","userPrincipalName":"adele@contoso.example","modifiedProperties":[{"displayName":"A","oldValue":null,"newValue":"\"Global Administrator\""},{"displayName":"B","oldValue":"[]","newValue":"[\"x\"]"},{"displayName":"C","oldValue":"null","newValue":"[true,2,\"a\\\"b\"]"},{"displayName":"D","oldValue":"plain","newValue":"[{\"k\":1}]"},{"displayName":"E","oldValue":"\"cut","newValue":"\"\""}]}],"additionalDetails":[{"key":"User-Agent","value":"Mozilla/5.0"},{"key":"n","value":null}]}"#
    let event = try #require(try evidence(.directoryAudits, [line]).directoryAudits.value?.first)
    #expect(event.activity == "Add member to role" && event.hasSucceeded == true && event.resultReason == nil)
    #expect(event.initiator == .user(id: "u", name: "admin@contoso.example", address: "192.0.2.1"))
    #expect(event.targets.first?.userPrincipalName == "adele@contoso.example")
    #expect(
      event.targets.first?.modifiedProperties.map(\.newValue) == [
        "Global Administrator", "x", "true, 2, a\"b", "[{\"k\":1}]", "",
      ])
    #expect(event.targets.first?.modifiedProperties.map(\.oldValue) == [nil, "", nil, "plain", "\"cut"])
    #expect(event.additionalDetails == [.init("User-Agent", "Mozilla/5.0"), .init("n", "")])
  }

  @Test(
    arguments: [("success", true), ("failure", false), ("timeout", nil), ("unknownFutureValue", nil)]
      as [(String, Bool?)])
  func `results are read`(word: String, result: Bool?) throws {
    let line =
      #"{"activityDisplayName":"X","activityDateTime":"2026-08-20T10:20:00Z","result":"\#(word)","initiatedBy":{"app":{"appId":null,"servicePrincipalId":"s","displayName":"App"}},"targetResource":{"Type":"User","id":"t"}}"#
    let event = try #require(try evidence(.directoryAudits, [line]).directoryAudits.value?.first)
    #expect(event.hasSucceeded == result)
    #expect(event.initiator == .application(id: "s", name: "App"))
    #expect(event.targets.map(\.type) == ["User"])
    #expect(!event.id.isEmpty)
  }

  @Test(arguments: [("Ada Example", "Ada Example"), ("admin@msp.example", nil)] as [(String, String?)])
  func `a display name stands for a missing principal name, unless it could be read as one`(
    _ display: String, _ name: String?
  ) throws {
    let line =
      #"{"activityDisplayName":"X","activityDateTime":"2026-08-20T10:20:00Z","initiatedBy":{"user":{"id":"u","displayName":"\#(display)","userPrincipalName":null}}}"#
    let event = try #require(try evidence(.directoryAudits, [line]).directoryAudits.value?.first)
    #expect(event.initiator == .user(id: "u", name: name, address: nil))
  }

  @Test func `events before the window are counted and left out`() throws {
    let lines = [1, 2, 3].map {
      #"{"id":"\#($0)","activityDisplayName":"X","activityDateTime":"2026-08-0\#(4 - $0)T00:00:00Z"}"#
    }
    let evidence = try evidence(.directoryAudits, lines, eventsFrom: Timestamp(iso8601: "2026-08-02T00:00:00Z"))
    #expect(evidence.directoryAudits.value?.map(\.id) == ["2", "1"])
    #expect(evidence.itemCounts[.directoryAudits] == 3)
  }
}
