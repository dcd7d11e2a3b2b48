import AuditModel
import Testing

@testable import EvidenceImport

/// The traps of real exports, all in one Purview CSV and all in one PowerShell CSV, numbered as in shared/data/README.md.
@Suite("Sixteen traps of real exports", .serialized)
struct SixteenTrapsTests {
  enum Source: String, CaseIterable, CustomTestStringConvertible {
    case purview, powerShell
    var testDescription: String { rawValue }
  }

  /// One row: number of the record, operation, AuditData; the outer columns follow from them.
  private struct Row {
    let number: Int
    let operation: String
    let detail: String
    var time = "2026-08-20T10:00:00"
  }

  private static func parameters(_ pairs: KeyValuePairs<String, String>) -> String {
    #""Parameters":["# + pairs.map { #"{"Name":"\#($0)","Value":"\#($1)"}"# }.joined(separator: ",") + "]"
  }

  private static let cut = auditData(1, "Set-Mailbox", parameters(["ForwardingSmtpAddress": "smtp:drop@evil.example"]))
    .prefix(150)

  private static let rows: [Row] = {
    func row(
      _ number: Int, _ operation: String, at time: String = "2026-08-20T10:00:00",
      user: String = "adele@contoso.example", _ more: String = ""
    ) -> Row {
      Row(
        number: number, operation: operation, detail: auditData(number, operation, at: time, user: user, more),
        time: time)
    }
    var rows = [
      Row(number: 1, operation: "Set-Mailbox", detail: String(cut)),
      Row(number: 2, operation: "Set-Mailbox", detail: ""),
      row(3, "Set-Mailbox", at: "2026-08-20T10:00:01", parameters(["ForwardingSmtpAddress": "smtp:drop@evil.example"])),
      row(4, "Set-Mailbox", at: "2026-08-20T10:00:09", parameters(["ForwardingSmtpAddress": ""])),
      row(5, "Set-Mailbox", parameters(["GrantSendOnBehalfTo": "mallory@contoso.example"])),
      row(6, "Add-MailboxPermission", user: #"NT AUTHORITY\\SYSTEM (Microsoft.Exchange.ServiceHost)"#),
      row(7, "Add-MailboxPermission", user: #"NT AUTHORITY\\SYSTEM (w3wp)"#),
      row(8, "Consent to application.", #""ResultStatusDetail":"Failure""#),
      row(
        9, "Add delegated permission grant.",
        #""ModifiedProperties":[{"Name":"ConsentType","NewValue":"AllPrincipals"},{"Name":"IsAdminConsent","NewValue":"True"}]"#
      ),
      row(
        10, "Remove delegated permission grant.",
        #""ModifiedProperties":[{"Name":"DelegatedPermissionGrant.Scope","OldValue":" Mail.Read","NewValue":" Mail.Read Mail.Send"}]"#
      ),
      row(
        11, "Update user.",
        #""ModifiedProperties":[{"Name":"StrongAuthenticationRequirement","OldValue":"[{\"State\":1}]","NewValue":"[{\"State\":0}]"}]"#
      ),
      row(12, "Reset user password.", user: "fim_password_service@support.onmicrosoft.com"),
      row(
        13, "New-InboxRule",
        #""ObjectId":"contoso\\0a000000-0000-4000-8000-000000000001\\","# + parameters(["Name": ""])),
      row(
        14, "New-InboxRule",
        #""ObjectId":"contoso\\adele\\.","# + parameters(["Name": ".", "MoveToFolder": "Historique des conversations"])),
      row(15, "New-InboxRule", parameters(["Name": "{", "MoveToFolder": #"adele:\\Boîte de réception"#])),
      row(16, "UpdateInboxRules", #""ClientIP":"[2001:db8::7]:50000""#),
      row(17, "UpdateInboxRules", #""ClientIP":"::ffff:192.0.2.7""#),
      row(18, "UpdateInboxRules", #""ClientIP":"<null>""#),
      row(19, "UserLoggedIn", user: "ADELE@Contoso.example"),
      row(20, "Update application – Certificates and secrets management "),
      row(21, "Add member to role.", #""Target":"https:\/\/contoso.example\/x""#),
    ]
    for number in 0..<34 {
      rows.append(row(100 + number, "Reset user password.", at: "2026-08-20T11:00:\(10 + number % 13)"))
    }
    // Merged exports: most records twice, ids in other letter case.
    rows += rows.dropFirst(2)
    rows.append(Row(number: 22, operation: "", detail: ""))
    return rows
  }()

  private static func text(_ source: Source) -> String {
    switch source {
    case .purview:
      let header = [
        "RecordId", "CreationDate", "RecordType", "Operation", "UserId", "AuditData", "AssociatedAdminUnits",
        "AssociatedAdminUnitsNames",
      ]
      return csv(
        [header]
          + rows.map {
            [
              recordID($0.number).uppercased(), $0.time, "ExchangeAdmin", $0.operation, "adele@contoso.example",
              $0.detail, "", "",
            ]
          })
    case .powerShell:
      let header = [
        "PSComputerName", "RunspaceId", "PSShowComputerName", "RecordType", "CreationDate", "UserIds", "Operations",
        "AuditData", "ResultIndex", "ResultCount", "Identity", "IsValid", "ObjectState",
      ]
      let lines = rows.enumerated().map { index, row in
        [
          "outlook.office365.com", recordID(900), "False", "ExchangeAdmin", american(row.time), "adele@contoso.example",
          row.operation, row.detail, String(index + 1), "57", recordID(row.number), "True", "Unchanged",
        ]
      }
      return "#TYPE Deserialized.Microsoft.Exchange.Data.ApplicationLogic.UnifiedAuditLogEvent\r\n"
        + csv([header] + lines)
    }
  }

  private static func american(_ time: String) -> String {
    "8/20/2026 " + time.dropFirst(11).replacing("10:", with: "10:") + " AM"
  }

  private static func imported(_ source: Source) throws -> Imported { try Imported(text(source)) }

  private func line(_ number: Int, _ source: Source) throws -> String {
    try #require(
      try Self.imported(source).audit.first {
        $0.contains(recordID(number)) || $0.contains(recordID(number).uppercased())
      })
  }

  @Test(arguments: Source.allCases)
  func `every record is kept once and every row is accounted for`(_ source: Source) throws {
    let imported = try Self.imported(source)
    #expect(imported.file.outcome == .imported)
    #expect(imported.file.formats == [.auditSearchTable])
    #expect(imported.file.rows == 2 * 55 - 2 + 1)
    #expect(imported.audit.count == 55)
    #expect(imported.file.duplicates == 53)
    #expect(imported.file.cutDetails == 2)
    #expect(imported.file.unreadable.map(\.reason) == ["AuditData is empty or cut, and the row names no operation"])
    #expect(imported.file.unreadable.map(\.line) == [source == .purview ? 110 : 111])
    #expect(imported.audit.allSatisfy { !$0.contains("\n") })
  }

  @Test(arguments: Source.allCases)
  func `1 a record with empty or cut detail keeps what its outer columns say`(_ source: Source) throws {
    for number in 1...2 {
      let line = try line(number, source)
      #expect(try Imported.value("Operations", of: line) == "Set-Mailbox")
      #expect(try Imported.value("UserIds", of: line) == "adele@contoso.example")
      #expect(try Imported.value("CreationDate", of: line) == "2026-08-20T10:00:00Z")
    }
    #expect(try Imported.value("AuditData", of: try line(1, source)) == String(Self.cut))
    #expect(try Imported.value("AuditData", of: try line(2, source)) == "")
  }

  @Test func `2 a record that is cut here and whole there is kept whole`() throws {
    let whole = Self.text(.purview).replacing(
      Self.cut.replacing("\"", with: "\"\""), with: auditData(1, "Set-Mailbox").replacing("\"", with: "\"\""))
    let imported = try Imported(texts: [Self.text(.purview), whole])
    let lines = imported.audit.filter { $0.contains(recordID(1)) }
    #expect(lines == [auditData(1, "Set-Mailbox")])
    #expect(imported.report.files.map(\.cutDetails) == [1, 0])
    #expect(imported.report.files[0].duplicates == 53 + 1)
    #expect(imported.audit.count == 55)
  }

  @Test(arguments: [true, false])
  func `2 a whole record is never lost behind its cut copy, however little is held back`(_ isWholeFirst: Bool) throws {
    let whole = Self.text(.purview).replacing(
      Self.cut.replacing("\"", with: "\"\""), with: auditData(1, "Set-Mailbox").replacing("\"", with: "\"\""))
    let texts = isWholeFirst ? [whole, Self.text(.purview)] : [Self.text(.purview), whole]
    let imported = try Imported(texts: texts, heldBytes: 0)
    #expect(imported.audit.contains(auditData(1, "Set-Mailbox")))
    // Of the two that are cut in the one file the other file has one whole.
    #expect(imported.report.files.map(\.cutDetails).reduce(0, +) == 1)
    #expect(imported.report.kinds[.unifiedAudit]?.cutDetails == 1)
  }

  @Test func `2 ids in another letter case are the same record, and the other export brings nothing new`() throws {
    let imported = try Imported(texts: Source.allCases.map(Self.text))
    #expect(imported.audit.count == 55)
    #expect(imported.report.files[1].kept.isEmpty)
    #expect(imported.report.files[1].duplicates == 108)
  }

  @Test(arguments: Source.allCases)
  func `3 forwarding set and cleared within seconds are two events`(_ source: Source) throws {
    #expect(try Imported.value("Parameters.0.Value", of: try line(3, source)) == "smtp:drop@evil.example")
    #expect(try Imported.value("Parameters.0.Value", of: try line(4, source)) == "")
    #expect(try Imported.value("CreationTime", of: try line(4, source)) == "2026-08-20T10:00:09")
  }

  /// Whole records are handed on byte for byte, so whatever the judge needs is still there.
  @Test(arguments: Source.allCases, Array(3...21))
  func `4 to 16 a whole record is not changed by a byte`(_ source: Source, _ number: Int) throws {
    let row = try #require(Self.rows.first { $0.number == number })
    #expect(try line(number, source) == row.detail)
  }

  @Test(arguments: Source.allCases)
  func `14 thirty-four resets by one administrator are thirty-four records`(_ source: Source) throws {
    #expect(try Self.imported(source).audit.filter { $0.contains("11:00:") }.count == 34)
  }

  @Test(arguments: Source.allCases)
  func `16 dot, blank and en dash in names, and escaped slashes, stay as they are`(_ source: Source) throws {
    #expect(
      try Imported.value("Operation", of: try line(20, source))
        == "Update application – Certificates and secrets management ")
    #expect(try Imported.value("Operation", of: try line(21, source)) == "Add member to role.")
    #expect(try line(21, source).contains(#"https:\/\/contoso.example\/x"#))
  }
}
