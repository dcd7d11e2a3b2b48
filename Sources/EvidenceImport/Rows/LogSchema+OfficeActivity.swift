// Sources: Azure Monitor reference, table OfficeActivity; Office 365 Management Activity API schema (checked 2026-08).
extension LogSchema {
  /// OfficeActivity → AuditData.
  static let officeActivity = LogSchema(
    id: ("Id", ["OfficeId", "SourceRecordId"]),
    moment: ("CreationTime", ["TimeGenerated", "Start_Time", "ElevationTime"]),
    fields: renamed.merging(structured) { first, _ in first }.merging(coded) { first, _ in first },
    dropped: ownColumns.union([
      "OfficeId", "SourceRecordId", "Start_Time", "ElevationTime", "OfficeTenantId", "ResultReasonType",
      "EventSourceName",
    ]),
    unnamed: { Field($0) })

  /// The slim selection `TimeGenerated, UserId, ClientIP, Operation, Parameters` of the same table.
  static let exchangeAdministration = LogSchema(
    id: ("Id", ["Id", "OfficeId"]), moment: ("CreationTime", ["TimeGenerated"]),
    fields: officeActivity.fields, dropped: officeActivity.dropped.union(["Id"]), unnamed: { Field($0) })

  private static let renamed: [String: Field] = [
    "OfficeWorkload": Field("Workload"), "OfficeObjectId": Field("ObjectId"),
    "Client_IPAddress": Field("ClientIPAddress"),
    "Source_Name": Field("SourceName"), "Event_Data": Field("EventData"), "AADTarget": Field("Target", .json),
    "SendonBehalfOfUserMailboxGuid": Field("SendOnBehalfOfUserMailboxGuid"), "AddonName": Field("AddOnName"),
    "AzureActiveDirectory_EventType": Field("AzureActiveDirectoryEventType", .integer),
    "AzureADAppId": Field("AzureADAppId"), "ExternalAccess": Field("ExternalAccess", .bool),
    "CrossMailboxOperations": Field("CrossMailboxOperations", .bool),
    "InternalLogonType": Field("InternalLogonType", .integer),
  ]

  private static let structured = Dictionary(
    uniqueKeysWithValues: [
      "Parameters", "ExtendedProperties", "ModifiedProperties", "OperationProperties", "Folders", "AffectedItems",
      "Item",
      "Folder", "DestFolder", "Actor", "Members", "ExtraProperties", "AppAccessContext",
    ].map { ($0, Field($0, .json)) })

  private static let coded: [String: Field] = [
    "UserType": Field(
      "UserType",
      .number([
        "Regular": 0, "Reserved": 1, "Admin": 2, "DcAdmin": 3, "System": 4, "Application": 5, "ServicePrincipal": 6,
        "CustomPolicy": 7, "SystemPolicy": 8, "PartnerTechnician": 9, "Guest": 10,
      ])),
    "Logon_Type": Field("LogonType", .number(["Owner": 0, "Admin": 1, "Delegated": 2, "Delegate": 2])),
    "RecordType": Field(
      "RecordType",
      .number([
        "ExchangeAdmin": 1, "ExchangeItem": 2, "ExchangeItemGroup": 3, "SharePoint": 4, "SharePointFileOperation": 6,
        "OneDrive": 7, "AzureActiveDirectory": 8, "AzureActiveDirectoryAccountLogon": 9,
        "SharePointSharingOperation": 14,
        "AzureActiveDirectoryStsLogon": 15, "MicrosoftTeams": 25, "ExchangeItemAggregated": 50,
      ])),
  ]
}
