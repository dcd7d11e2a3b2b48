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

  static let table = JSONNames<AuditRecordName>()
}
