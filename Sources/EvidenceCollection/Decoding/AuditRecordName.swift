import WireJSON

/// The member names of audit records, in the three forms of the archive.
enum AuditRecordName: String, CaseIterable {
  // AuditData
  case id = "Id"
  case operation = "Operation"
  case time = "CreationTime"
  case actor = "UserId"
  case actorType = "UserType"
  case objectID = "ObjectId"
  case mailboxOwner = "MailboxOwnerUPN"
  case clientIP = "ClientIP"
  case clientIPAddress = "ClientIPAddress"
  case actorIPAddress = "ActorIpAddress"
  case result = "ResultStatus"
  case applicationID = "AppId"
  case clientApplicationID = "ClientAppId"
  case clientInfo = "ClientInfoString"
  case logonType = "LogonType"
  case parameters = "Parameters"
  case operationProperties = "OperationProperties"
  case item = "Item"
  case folder = "Folder"
  case folders = "Folders"
  case affectedItems = "AffectedItems"
  case operationCount = "OperationCount"
  case sessionID = "SessionId"
  case modifiedProperties = "ModifiedProperties"
  case extendedProperties = "ExtendedProperties"
  case deviceProperties = "DeviceProperties"
  case signInApplicationID = "ApplicationId"
  case applicationAccess = "AppAccessContext"
  // Single members that checks read as parameters: sharing, hygiene, alert and sign-in records
  case sourceFileName = "SourceFileName"
  case sourceURL = "SourceRelativeUrl"
  case siteURL = "SiteUrl"
  case sharedWith = "TargetUserOrGroupName"
  case sharedWithType = "TargetUserOrGroupType"
  case sharingType = "SharingType"
  case eventData = "EventData"
  case itemType = "ItemType"
  case userAgent = "UserAgent"
  case reason = "Reason"
  case event = "Event"
  case eventID = "EventId"
  case eventValue = "EventValue"
  case alertName = "Name"
  case errorNumber = "ErrorNumber"
  case logonError = "LogonError"
  // Search-UnifiedAuditLog, and Purview's export of it
  case rowDetail = "AuditData"
  case rowOperation = "Operations"
  case rowTime = "CreationDate"
  case rowActor = "UserIds"
  case rowID = "Identity"
  case exportID = "RecordId"
  // Graph auditLogRecord
  case graphDetail = "auditData"
  case graphOperation = "operation"
  case graphTime = "createdDateTime"
  case graphActor = "userPrincipalName"
  case graphUserKey = "userId"
  case graphID = "id"
  case graphObjectID = "objectId"
  case graphActorType = "userType"
  case graphAddress = "clientIp"

  /// Members that become parameters of their own name.
  var isParameter: Bool {
    switch self {
    case .sourceFileName, .sourceURL, .siteURL, .sharedWith, .sharedWithType, .sharingType, .eventData, .itemType,
      .userAgent, .reason, .event, .eventID, .eventValue, .alertName, .errorNumber, .logonError:
      true
    default: false
    }
  }

  static let table = JSONNames<AuditRecordName>()
}
