import AuditModel
import EvidenceCollection
import Foundation
import Testing

struct AuditRecordTests {
  private let data = #"""
    {"CreationTime":"2026-08-20T10:00:00","Id":"0D-1","Operation":"New-InboxRule","ResultStatus":"True","UserType":2,
    "ClientIP":"203.0.113.7:50000","ObjectId":"adele\\.","UserId":"adele@contoso.example","AppId":"","ClientAppId":"c",
    "Parameters":[{"Name":"Name","Value":"."},{"Name":"Force","Value":true},{"Name":"N","Value":null}]}
    """#.replacingOccurrences(of: "\n", with: " ")

  @Test func `all three forms of one record give the same record`() throws {
    let row =
      #"{"RecordType":"ExchangeAdmin","CreationDate":"8/20/2026 10:00:00 AM","UserIds":"adele@contoso.example","Operations":"New-InboxRule","AuditData":\#(json(data)),"Identity":"0d-1"}"#
    let graph =
      #"{"id":"0d-1","createdDateTime":"2026-08-20T10:00:00Z","operation":"New-InboxRule","userType":"Admin","userId":"1003","userPrincipalName":"adele@contoso.example","objectId":"adele\\.","clientIp":null,"auditData":\#(data)}"#
    let records = try [data, row, graph].map {
      try #require(try evidence(.unifiedAudit, [$0]).unifiedAudit.value?.first)
    }
    #expect(records[0] == records[1])
    #expect(records[0] == records[2])
    let record = records[0]
    #expect(record.id == "0d-1")
    #expect(record.operation == "New-InboxRule")
    #expect(record.occurredAt == Timestamp(iso8601: "2026-08-20T10:00:00Z"))
    #expect(record.actor == "adele@contoso.example" && record.actorType == 2)
    #expect(record.objectID == #"adele\."#)
    #expect(record.clientAddress == "203.0.113.7")
    #expect(record.hasSucceeded == true)
    #expect(record.applicationID == "c")
    #expect(record.parameters == [.init("Name", "."), .init("Force", "True"), .init("N", "")])
    #expect(!record.isTruncated)
  }

  @Test(arguments: ["", #"{\"Id\":\"0d-1\",\"Operation\":\"Set-Ma"#, "[]", "null"])
  func `a record whose detail is empty or cut says what its outer columns say`(detail: String) throws {
    let line =
      #"{"CreationDate":"2026-08-20T10:00:00.0000000","UserIds":"adele@contoso.example","Operations":"Set-Mailbox","AuditData":"\#(detail)","Identity":"0d-9"}"#
    let audit = try evidence(.unifiedAudit, [line]).unifiedAudit
    let record = try #require(audit.value?.first)
    #expect(audit.isComplete)
    #expect(record.isTruncated)
    #expect(record.operation == "Set-Mailbox" && record.id == "0d-9" && record.actor == "adele@contoso.example")
    #expect(record.hasSucceeded == nil && record.parameters.isEmpty)
  }

  @Test func `a whole record goes before a cut one of the same id, in any order`() throws {
    let cut =
      #"{"CreationDate":"2026-08-20T10:00:00Z","UserIds":"a","Operations":"New-InboxRule","AuditData":"{","Identity":"0d-1"}"#
    for lines in [[cut, data], [data, cut], [data, cut, data]] {
      let records = try #require(try evidence(.unifiedAudit, lines).unifiedAudit.value)
      #expect(records.map(\.isTruncated) == [false])
    }
  }

  @Test func `records without an id are told apart by what they say, and found again`() throws {
    let cut = { (text: String) in
      #"{"CreationDate":"2026-08-20T10:00:00Z","Operations":"X","UserIds":"a","AuditData":"\#(text)"}"#
    }
    let first = try evidence(.unifiedAudit, [cut("{a"), cut("{b"), cut("{a")]).unifiedAudit.value
    let second = try evidence(.unifiedAudit, [cut("{b"), cut("{a")]).unifiedAudit.value
    #expect(first?.count == 2)
    #expect(first == second)
  }

  @Test func `only the operations asked for and the events of the window are kept, and older ones are counted`() throws
  {
    let line = { (operation: String, day: Int, id: Int) in
      #"{"CreationTime":"2026-08-0\#(day)T10:00:00","Id":"\#(id)","Operation":"\#(operation)"}"#
    }
    let lines = [
      line("Set-Mailbox", 3, 1), line("set-mailbox. ", 2, 2), line("SET-MAILBOX", 1, 3), line("FileAccessed", 3, 4),
    ]
    let evidence = try evidence(
      .unifiedAudit, lines, eventsFrom: Timestamp(iso8601: "2026-08-02T00:00:00Z"), operations: ["set-mailbox"])
    #expect(evidence.unifiedAudit.isComplete)
    #expect(evidence.unifiedAudit.value?.map(\.id) == ["2", "1"])
    #expect(evidence.unifiedAudit.value?.map(\.operation) == ["set-mailbox", "Set-Mailbox"])
    #expect(evidence.itemCounts[.unifiedAudit] == 3)
  }

  @Test(arguments: [
    ("Add member to role. ", "Add member to role"),
    ("Update application – Certificates", "Update application – Certificates"),
    (#"A\/B."#, "A/B"),
  ])
  func `names lose trailing stops and blanks and keep their dashes`(written: String, read: String) throws {
    let line = #"{"CreationTime":"2026-08-20T10:00:00","Id":"1","Operation":"\#(written)"}"#
    #expect(try evidence(.unifiedAudit, [line]).unifiedAudit.value?.first?.operation == read)
  }

  @Test(
    arguments: [
      ("203.0.113.7", "203.0.113.7"), ("203.0.113.7:19823", "203.0.113.7"), ("[2001:db8::1]:443", "2001:db8::1"),
      ("[2001:db8::1]", "2001:db8::1"), ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("::ffff:192.0.2.1", "192.0.2.1"),
      ("[::ffff:192.0.2.1]:99", "192.0.2.1"), ("::1", "::1"), ("fe80::1%eth0", "fe80::1"), ("<null>", nil), ("", nil),
      ("mail.contoso.example", nil), ("203.0.113.256", nil), ("203.0.113", nil), ("203.0.113.7:", nil),
      ("1.2.3.4.5", nil),
      ("010.1.1.1", nil), ("[2001:db8::1", nil), ("127.0.0.1\u{0}", nil),
    ] as [(String, String?)])
  func `client addresses are brought to one spelling`(written: String, read: String?) throws {
    for name in ["ClientIP", "ClientIPAddress", "ActorIpAddress"] {
      let line = #"{"CreationTime":"2026-08-20T10:00:00","Id":"1","Operation":"X","\#(name)":\#(json(written))}"#
      #expect(try evidence(.unifiedAudit, [line]).unifiedAudit.value?.first?.clientAddress == read)
    }
  }

  @Test(
    arguments: [
      ("True", true), ("Success", true), ("succeeded", true), ("False", false), ("Failure", false), ("Failed", false),
      ("", nil), ("Sometimes", nil),
    ] as [(String, Bool?)])
  func `success is spelled in many ways`(written: String, read: Bool?) throws {
    let line = #"{"CreationTime":"2026-08-20T10:00:00","Id":"1","Operation":"X","ResultStatus":"\#(written)"}"#
    #expect(try evidence(.unifiedAudit, [line]).unifiedAudit.value?.first?.hasSucceeded == read)
  }

  @Test(arguments: [
    ("2026-03-14T14:05:09", "2026-03-14T14:05:09Z"), ("2026-03-14T14:05:09.1234567", "2026-03-14T14:05:09Z"),
    ("2026-03-14T15:05:09+01:00", "2026-03-14T14:05:09Z"), ("3/14/2026 2:05:09 PM", "2026-03-14T14:05:09Z"),
    ("3/14/2026, 12:05:09.000 AM", "2026-03-14T00:05:09Z"), ("03/14/2026 14:05", "2026-03-14T14:05:00Z"),
    (#"\/Date(1773497109000)\/"#, "2026-03-14T14:05:09Z"),
  ])
  func `moments are read in Microsoft's spellings, without zone as UTC`(written: String, read: String) throws {
    let line = #"{"CreationDate":"\#(written)","Identity":"1","Operations":"X","AuditData":""}"#
    #expect(try evidence(.unifiedAudit, [line]).unifiedAudit.value?.first?.occurredAt.iso8601 == read)
  }

  @Test(arguments: [
    "14/3/2026 2:05:09 PM", "2026-02-30T00:00:00", "yesterday", "3/14/2026 13:05:09 PM", "0001-01-01T00:00:00",
  ])
  func `a moment that cannot be is an unreadable record, never a guess`(written: String) throws {
    let line = #"{"CreationDate":"\#(written)","Identity":"1","Operations":"X","AuditData":""}"#
    let audit = try evidence(.unifiedAudit, [line]).unifiedAudit
    #expect(audit.value == nil)
    #expect(audit.gap?.reason == .schemaUnexpected)
  }

  @Test func `mailbox records give owner, folder, grant and properties`() throws {
    let line =
      #"{"CreationTime":"2026-08-20T10:05:00","Id":"2","Operation":"AddFolderPermissions","UserType":0,"LogonType":1,"MailboxOwnerUPN":"adele@contoso.example","ClientInfoString":"Client=OWA","Item":{"ParentFolder":{"Path":"\\Calendar","MemberUpn":"x@evil.example","MemberRights":"ReadAny"}},"OperationProperties":[{"Name":"RuleOperation","Value":"AddMailboxRule"}]}"#
    let record = try #require(try evidence(.unifiedAudit, [line]).unifiedAudit.value?.first)
    #expect(
      record.mailboxOwner == "adele@contoso.example" && record.logonType == 1 && record.clientInfo == "Client=OWA")
    #expect(
      record.folderPath == #"\Calendar"# && record.memberName == "x@evil.example" && record.memberRights == "ReadAny")
    #expect(record.parameter("ruleoperation") == "AddMailboxRule")
  }

  @Test func `hostile texts reach the model whole`() throws {
    let long = String(repeating: "x", count: 40_000)
    let hostile = [
      "<img src=x onerror=alert(1)>", "=cmd|'/c calc'!A1", "\u{202E}", "a\0b", long, "{{{x}}}", "'; DROP TABLE",
    ]
    for text in hostile {
      let line = #"{"CreationTime":"2026-08-20T10:00:00","Id":"1","Operation":"X","UserId":\#(json(text))}"#
      #expect(try evidence(.unifiedAudit, [line]).unifiedAudit.value?.first?.actor == text)
    }
    let lone = #"{"CreationTime":"2026-08-20T10:00:00","Id":"1","Operation":"X","UserId":"a\ud800","Big":1e999}"#
    #expect(try evidence(.unifiedAudit, [lone]).unifiedAudit.value?.first?.actor == "a\u{FFFD}")
    let deep = #"{"Id":"1","X":"# + String(repeating: "[", count: 5000)
    #expect(try evidence(.unifiedAudit, [deep]).unifiedAudit.gap?.message.contains("nested deeper") == true)
  }
}
