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
  let reference: EvidenceReference

  init(_ record: AuditRecord, in evidence: EvidenceReader) {
    name = Self.folded(record.operation)
    activity = record.operation
    at = record.occurredAt
    actor = evidence.actors.actor(of: record)
    address = record.clientAddress
    var properties = RecordProperties()
    for parameter in record.parameters { properties.add(parameter.name, old: parameter.oldValue, new: parameter.value) }
    self.properties = properties
    targetID = properties.new("Identity") ?? record.objectID
    targetName = properties.new("Name") ?? properties.new("Identity") ?? record.objectID
    reference = record.reference(in: evidence)
  }

  init(_ audit: DirectoryAudit, in evidence: EvidenceReader) {
    name = Self.folded(audit.activity)
    activity = audit.activity
    at = audit.occurredAt
    actor = evidence.actors.actor(of: audit)
    if case .user(_, _, let told) = audit.initiator { address = told } else { address = nil }
    var properties = RecordProperties()
    for target in audit.targets {
      for property in target.modifiedProperties {
        properties.add(property.name, old: property.oldValue, new: property.newValue)
      }
    }
    self.properties = properties
    targetID = audit.targets.first?.id ?? audit.targets.first?.displayName
    targetName = audit.targets.first?.displayName
    reference = audit.reference(in: evidence)
  }

  private static func folded(_ name: String) -> String {
    var name = name.lowercased()[...]
    while let last = name.last, last == "." || last == " " { name.removeLast() }
    return String(name)
  }

  func says(_ name: String, _ value: String) -> Bool {
    guard let told = properties.new(name)?.lowercased() else { return false }
    return told == value || told == "$" + value
  }
}
