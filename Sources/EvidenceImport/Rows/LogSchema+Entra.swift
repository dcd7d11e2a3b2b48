// Sources: Azure Monitor reference, tables SigninLogs and AuditLogs; Graph signIn and directoryAudit (checked 2026-08).
extension LogSchema {
  /// SigninLogs → Graph signIn.
  static let signinLogs = LogSchema(
    id: ("id", ["Id"]), moment: ("createdDateTime", ["CreatedDateTime", "TimeGenerated"]),
    fields: [
      "IPAddress": Field("ipAddress"), "LocationDetails": Field("location", .json), "Status": Field("status", .json),
      "ConditionalAccessPolicies": Field("appliedConditionalAccessPolicies", .json),
      "DeviceDetail": Field("deviceDetail", .json),
      "AuthenticationDetails": Field("authenticationDetails", .json), "MfaDetail": Field("mfaDetail", .json),
      "AuthenticationProcessingDetails": Field("authenticationProcessingDetails", .json),
      "AuthenticationRequirementPolicies": Field("authenticationRequirementPolicies", .json),
      "NetworkLocationDetails": Field("networkLocationDetails", .json),
      "RiskEventTypes": Field("riskEventTypes", .json),
      "RiskEventTypes_V2": Field("riskEventTypes_v2", .json), "ResourceIdentity": Field("resourceId"),
      "SessionLifetimePolicies": Field("sessionLifetimePolicies", .json),
      "IsInteractive": Field("isInteractive", .bool),
      "IsRisky": Field("isRisky", .bool), "AutonomousSystemNumber": Field("autonomousSystemNumber", .integer),
      "ProcessingTimeInMilliseconds": Field("processingTimeInMilliseconds", .integer),
      "FlaggedForReview": Field("flaggedForReview", .bool),
    ],
    dropped: ownColumns.union([
      "Id", "CreatedDateTime", "ResourceId", "OperationName", "OperationVersion", "Category", "ResultType",
      "ResultSignature", "ResultDescription", "DurationMs", "Resource", "ResourceGroup", "ResourceProvider", "Identity",
      "Level", "Location", "AADTenantId", "AdditionalDetails", "InitiatedBy", "Result", "Latitude", "Longitude",
    ]),
    unnamed: { Field($0.prefix(1).lowercased() + $0.dropFirst()) })

  /// AuditLogs → Graph directoryAudit.
  static let auditLogs = LogSchema(
    id: ("id", ["Id"]), moment: ("activityDateTime", ["ActivityDateTime", "TimeGenerated"]),
    fields: [
      "ActivityDisplayName": Field("activityDisplayName"), "Category": Field("category"),
      "CorrelationId": Field("correlationId"), "Result": Field("result"), "ResultReason": Field("resultReason"),
      "LoggedByService": Field("loggedByService"), "AADOperationType": Field("operationType"),
      "InitiatedBy": Field("initiatedBy", .json), "TargetResources": Field("targetResources", .json),
      "AdditionalDetails": Field("additionalDetails", .json), "UserAgent": Field("userAgent"),
    ],
    dropped: ownColumns, unnamed: { _ in nil })
}
