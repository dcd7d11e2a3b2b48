import AuditModel
import Testing

@testable import EvidenceImport

/// Rows of Log Analytics become the API's own objects.
@Suite struct LogAnalyticsTests {
  private static let parameters = "[\r\n  {\r\n    \"Name\": \"Name\",\r\n    \"Value\": \".\"\r\n  }\r\n]"

  private static let officeHeader = [
    "TenantId", "RecordType", "TimeGenerated [UTC]", "Operation", "UserType", "OfficeWorkload", "ResultStatus",
    "OfficeObjectId",
    "UserId", "UserId_", "ClientIP", "ClientIP_", "Parameters", "ExternalAccess", "Logon_Type", "Client_IPAddress",
    "OfficeId", "Type", "_ResourceId",
  ]

  @Test func `OfficeActivity becomes AuditData`() throws {
    let row = [
      "7c75", "ExchangeAdmin", "4/28/2021, 2:33:14.000 PM", "New-InboxRule", "Admin", "Exchange", "TRUE",
      #"contoso\adele\."#,
      "", "adele@contoso.example", "", "[2001:db8::7]:50000", Self.parameters, "FALSE", "Delegated", "192.0.2.7",
      recordID(1), "OfficeActivity", "",
    ]
    let imported = try Imported("\u{FEFF}" + csv([Self.officeHeader, row]))
    #expect(
      imported.audit == [
        #"{"Id":"\#(recordID(1))","CreationTime":"2021-04-28T14:33:14Z","RecordType":1,"Operation":"New-InboxRule","UserType":2,"#
          + #""Workload":"Exchange","ResultStatus":"True","ObjectId":"contoso\\adele\\.","UserId":"adele@contoso.example","#
          + #""ClientIP":"[2001:db8::7]:50000","Parameters":[{"Name":"Name","Value":"."}],"ExternalAccess":false,"LogonType":2,"#
          + #""ClientIPAddress":"192.0.2.7"}"#
      ])
    #expect(imported.file.formats == [.officeActivity])
    #expect(imported.report.isComplete)
  }

  @Test(arguments: ["[1", "[.]", "plain"])
  func `a JSON cell that is no JSON stays the text that it is`(_ cell: String) throws {
    let imported = try Imported(
      csv([["TimeGenerated", "UserId", "Operation", "Parameters"], ["2021-04-28", "[1]", "x", cell]]))
    let line = try #require(imported.audit.first)
    #expect(try Imported.value("Parameters", of: line) == cell)
    #expect(line.contains(#""UserId":"[1]""#))
  }

  @Test func `the slim selection is imported, and equal rows are one record`() throws {
    let rows = [
      ["TimeGenerated", "UserId", "ClientIP", "Operation", "Parameters"],
      ["2020-04-18T04:50:30Z", "", "", "Set-Mailbox", Self.parameters],
      ["2020-04-18T04:50:30Z", "", "", "Set-Mailbox", Self.parameters],
      ["2020-04-18T04:50:30Z", "", "", "Set-User", ""], ["", "", "", "Set-User", ""], ["2020-04-18", "", "", "", ""],
    ]
    let imported = try Imported(csv(rows))
    #expect(imported.file.formats == [.exchangeAdministration])
    #expect(imported.audit.count == 2)
    #expect(imported.file.duplicates == 1)
    #expect(try Imported.value("Id", of: imported.audit[0])?.hasPrefix("content:") == true)
    #expect(
      imported.file.unreadable.map(\.reason) == [
        "the time of the event is missing: the export has no TimeGenerated", "the row names no operation",
      ])
  }

  @Test func `SigninLogs becomes a Graph sign-in, from either twin of a column`() throws {
    let header = [
      "Id", "CreatedDateTime [UTC]", "UserPrincipalName", "AppDisplayName", "IPAddress", "IsInteractive",
      "Status_dynamic", "Status_string",
      "LocationDetails_dynamic", "LocationDetails_string", "ConditionalAccessStatus", "RiskEventTypes_V2", "ResultType",
      "Type",
    ]
    let status = #"{"errorCode":50057}"#
    let rows = [
      [
        "1", "4/28/2021, 2:08:45.221 PM", "a@contoso.example", "[x]", "192.0.2.7", "TRUE", status, "", "",
        #"{"city":"Azor"}"#, "notApplied", "[]", "50057", "SigninLogs",
      ],
      ["2", "4/28/2021, 2:08:46 PM", "", "x", "", "", "", "", "", "", "", "", "0", "SigninLogs"],
    ]
    let lines = try Imported(csv([header] + rows)).lines
    #expect(
      lines == [
        .signIns: [
          #"{"id":"1","createdDateTime":"2021-04-28T14:08:45.221Z","userPrincipalName":"a@contoso.example","appDisplayName":"[x]","#
            + #""ipAddress":"192.0.2.7","isInteractive":true,"conditionalAccessStatus":"notApplied","riskEventTypes_v2":[],"#
            + #""status":{"errorCode":50057},"location":{"city":"Azor"}}"#,
          #"{"id":"2","createdDateTime":"2021-04-28T14:08:46Z","appDisplayName":"x","status":{"errorCode":0}}"#,
        ]
      ])
  }

  @Test func `a sign-in that does not say how it ended is unreadable, and the country is kept without details`() throws
  {
    let header = [
      "Id", "UserPrincipalName", "AppDisplayName", "ConditionalAccessStatus", "TimeGenerated", "IPAddress", "Location",
      "ResultType",
    ]
    func row(_ id: String, _ result: String) -> [String] {
      [id, "a@contoso.example", "x", "notApplied", "2026-08-20T10:00:00Z", "192.0.2.1", "DE", result]
    }
    let whole = try Imported(csv([header, row("1", "50126"), row("2", "")]))
    #expect(whole.file.unreadable.map(\.reason).first?.contains("neither Status nor ResultType") == true)
    let line = try #require(whole.lines[.signIns]?.first)
    #expect(try Imported.value("location.countryOrRegion", of: line) == "DE")
    #expect(try Imported.value("status.errorCode", of: line) == "50126")
    let slim = try Imported(csv([header, row("1", "50126")].map { Array($0.dropLast()) }))
    #expect(slim.lines.isEmpty && slim.file.unreadable.count == 1)
  }

  @Test func `AuditLogs becomes a Graph directory audit, name and all its blanks`() throws {
    let header = [
      "TimeGenerated [UTC]", "OperationName", "Id", "InitiatedBy", "TargetResources", "Result", "AADOperationType",
      "Type",
    ]
    let row = [
      "4/28/2021, 2:08:45.221 PM", "Update application – Certificates and secrets management ", "Directory_1",
      #"{"user":{"id":"1"}}"#,
      #"[{"modifiedProperties":[{"newValue":"\"x\""}]}]"#, "success", "Update", "AuditLogs",
    ]
    #expect(
      try Imported(csv([header, row])).lines == [
        .directoryAudits: [
          #"{"id":"Directory_1","activityDateTime":"2021-04-28T14:08:45.221Z","initiatedBy":{"user":{"id":"1"}},"#
            + #""targetResources":[{"modifiedProperties":[{"newValue":"\"x\""}]}],"result":"success","operationType":"Update","#
            + #""activityDisplayName":"Update application – Certificates and secrets management "}"#
        ]
      ])
  }

  @Test func `the same tables as JSON objects are recognised, JSON texts inside unpacked`() throws {
    let sign =
      #"{"TimeGenerated":"2020-05-20T18:19:04.423","Id":"1","UserPrincipalName":"a","AppDisplayName":"x","Status":{"errorCode":0},"RiskEventTypes":"[]","Type":"SigninLogs"}"#
    let audit =
      #"{"TimeGenerated":"2020-05-20T18:19:04Z","Id":"2","ActivityDisplayName":"Add user","InitiatedBy":"{\"app\":null}","TargetResources":[],"Type":"AuditLogs"}"#
    let office =
      #"{"TimeGenerated":"2020-05-20T18:19:04Z","OfficeId":"3","Operation":"New-InboxRule","UserId":"a","Parameters":"[]","RecordType":"50","Type":"OfficeActivity"}"#
    let imported = try Imported([sign, audit, office, office].joined(separator: "\n"))
    #expect(
      imported.lines == [
        .signIns: [
          #"{"id":"1","createdDateTime":"2020-05-20T18:19:04.423Z","userPrincipalName":"a","appDisplayName":"x","status":{"errorCode":0},"riskEventTypes":[]}"#
        ],
        .directoryAudits: [
          #"{"id":"2","activityDateTime":"2020-05-20T18:19:04Z","activityDisplayName":"Add user","initiatedBy":{"app":null},"targetResources":[]}"#
        ],
        .unifiedAudit: [
          #"{"Id":"3","CreationTime":"2020-05-20T18:19:04Z","Operation":"New-InboxRule","UserId":"a","Parameters":[],"RecordType":50}"#
        ],
      ])
    #expect(imported.file.duplicates == 1)
    #expect(imported.file.formats == [.signinLogs, .auditLogs, .officeActivity])
  }

  @Test func `an impossible month in a log is unreadable and the file is doubted`() throws {
    let rows = [
      ["TimeGenerated", "UserId", "Operation", "Parameters"], ["28/04/2021 10:00", "a", "x", "[]"],
      ["4/3/2021 10:00", "a", "x", "[]"],
    ]
    let imported = try Imported(csv(rows))
    #expect(imported.audit.count == 1)
    #expect(imported.file.unreadable.map(\.line) == [2])
    #expect(imported.file.notes.contains { $0.contains("misread") })
  }
}
