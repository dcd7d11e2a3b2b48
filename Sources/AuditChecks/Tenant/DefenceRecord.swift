import AuditModel

/// One record of either log about how the tenant defends itself, in one form.
struct DefenceRecord {
  /// Lower case, without the dot of the unified audit log.
  let name: String
  /// As the log writes it.
  let activity: String
  let at: Timestamp
  let actor: Actor
  let address: String?
  let properties: RecordProperties
  let targetID: String?
  let targetName: String?
  /// The detail is gone: only what its name tells is known.
  let isCut: Bool
  let reference: EvidenceReference

  init(_ record: AuditRecord, in evidence: EvidenceReader) {
    name = record.operation.lowercased()
    activity = record.operation
    at = record.occurredAt
    actor = evidence.actors.actor(of: record)
    address = record.clientAddress
    properties = RecordProperties(record)
    isCut = record.isTruncated
    targetID = properties.new("Identity") ?? record.objectID
    targetName = properties.new("Name") ?? properties.new("Identity") ?? record.objectID
    reference = record.reference(in: evidence)
  }

  init(_ audit: DirectoryAudit, in evidence: EvidenceReader) {
    name = audit.activity.lowercased()
    activity = audit.activity
    at = audit.occurredAt
    actor = evidence.actors.actor(of: audit)
    address = audit.clientAddress
    properties = RecordProperties(audit)
    isCut = false
    targetID = audit.targets.first?.id ?? audit.targets.first?.displayName
    targetName = audit.targets.first?.displayName
    reference = audit.reference(in: evidence)
  }

  func says(_ name: String, _ value: String) -> Bool {
    guard let told = properties.new(name)?.lowercased() else { return false }
    switch value {
    case "true": return told.isTrue
    case "false": return told.isFalse
    default: return told == value
    }
  }
}
