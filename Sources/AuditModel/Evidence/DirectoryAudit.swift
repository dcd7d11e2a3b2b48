/// One directory audit event.
///
/// Source: Microsoft Graph `GET /v1.0/auditLogs/directoryAudits` (AuditLog.Read.All), checked 2026-08.
package struct DirectoryAudit: Hashable, Sendable {
  package let id: String
  /// As Graph names it, without a trailing dot or blank: `Add user`, `User registered security info`.
  package let activity: String
  package let occurredAt: Timestamp
  package var hasSucceeded: Bool?
  package var resultReason: String?
  package var initiator: Initiator
  package var targets: [Target]
  package var additionalDetails: [AuditRecord.Parameter]
  /// The service that wrote it: `Core Directory`, `Authentication Methods` …
  package var service: String?
  /// The same for all records of one act.
  package var correlationID: String?

  package enum Initiator: Hashable, Sendable {
    /// The name is the principal name, or the display name where that is not said and has no `@`; the address is the
    /// client's.
    case user(id: String?, name: String?, address: String?)
    case application(id: String?, name: String?)
    case unknown
  }

  package struct Target: Hashable, Sendable {
    package var id: String?
    /// `User`, `ServicePrincipal`, `Role`, `Application` …
    package var type: String?
    package var userPrincipalName: String?
    package var displayName: String?
    package var modifiedProperties: [ModifiedProperty]
    package init(
      id: String? = nil, type: String? = nil, userPrincipalName: String? = nil, displayName: String? = nil,
      modifiedProperties: [ModifiedProperty] = []
    ) {
      self.id = id
      self.type = type
      self.userPrincipalName = userPrincipalName
      self.displayName = displayName
      self.modifiedProperties = modifiedProperties
    }
  }

  /// One changed property; values that Graph wraps as JSON text are unwrapped to their plain text.
  package struct ModifiedProperty: Hashable, Sendable {
    package let name: String
    package let oldValue: String?
    package let newValue: String?
    package init(_ name: String, old: String?, new: String?) {
      self.name = name
      oldValue = old
      newValue = new
    }
  }

  package init(
    id: String, activity: String, occurredAt: Timestamp, hasSucceeded: Bool? = nil, resultReason: String? = nil,
    initiator: Initiator = .unknown, targets: [Target] = [], additionalDetails: [AuditRecord.Parameter] = [],
    service: String? = nil, correlationID: String? = nil
  ) {
    self.id = id
    self.activity = activity
    self.occurredAt = occurredAt
    self.hasSucceeded = hasSucceeded
    self.resultReason = resultReason
    self.initiator = initiator
    self.targets = targets
    self.additionalDetails = additionalDetails
    self.service = service
    self.correlationID = correlationID
  }
}
