/// What every record of the unified audit log says, before it is written in a tenant's form.
struct AuditHead {
  /// Microsoft's record types, as far as the fleet has them.
  enum RecordType {
    case exchangeAdmin, exchangeItem, exchangeItemGroup, directory, signIn, aggregated, sharePoint, sharing, hygiene

    var number: Int {
      switch self {
      case .exchangeAdmin: 1
      case .exchangeItem: 2
      case .exchangeItemGroup: 3
      case .sharePoint: 6
      case .directory: 8
      case .sharing: 14
      case .signIn: 15
      case .hygiene: 29
      case .aggregated: 50
      }
    }

    var name: StaticString {
      switch self {
      case .exchangeAdmin: "ExchangeAdmin"
      case .exchangeItem: "ExchangeItem"
      case .exchangeItemGroup: "ExchangeItemGroup"
      case .sharePoint: "SharePointFileOperation"
      case .directory: "AzureActiveDirectory"
      case .signIn: "AzureActiveDirectoryStsLogon"
      case .aggregated: "ExchangeItemAggregated"
      case .sharing: "SharePointSharingOperation"
      case .hygiene: "HygieneEvent"
      }
    }

    var workload: StaticString {
      switch self {
      case .exchangeAdmin, .exchangeItem, .exchangeItemGroup, .aggregated, .hygiene: "Exchange"
      case .sharePoint: "SharePoint"
      case .sharing: "OneDrive"
      case .directory, .signIn: "AzureActiveDirectory"
      }
    }
  }

  /// Microsoft's numbers of kinds of actors.
  enum ActorType: Int {
    case regular = 0
    case administrator = 2
    case system = 4
    case servicePrincipal = 6
    var name: StaticString {
      switch self {
      case .regular: "Regular"
      case .administrator: "Admin"
      case .system: "System"
      case .servicePrincipal: "ServicePrincipal"
      }
    }
  }

  let id: SyntheticID
  var time: Int64
  let operation: StaticString
  let type: RecordType
  /// The spelling varies by service; nil where the service writes none.
  let result: StaticString?
  let actorType: ActorType
  /// Escaped already.
  let actor: String
  let address: ClientAddress
}

/// Writes audit records in the form of the tenant's transport; a class because its buffers are reused record by record.
final class AuditRecordWriter {
  let plan: TenantPlan
  private let emit: (UnsafeRawBufferPointer) throws -> Void
  private var line = JSONLine()
  private var details = JSONLine()
  private var count = 0
  private var dice: SeededGenerator

  init(plan: TenantPlan, night: Int64, emit: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    self.plan = plan
    self.emit = emit
    dice = SeededGenerator(seed: plan.seed, Purpose.event.rawValue, UInt64(plan.index), UInt64(bitPattern: night))
  }

  /// Writes one record; the closures give its object id and the members of its own service.
  ///
  /// - Parameter mayBeCut: true for records of no weight, whose details a merged export may have lost.
  func write(
    _ head: AuditHead, mayBeCut: Bool = false, object: (inout JSONLine) -> Void,
    members: (inout JSONLine) -> Void
  ) throws {
    count += 1
    line.reset()
    switch plan.auditForm {
    case .auditData: line.object { auditData(head, object, members, &$0) }
    case .graphRecord: graphRecord(head, object, members)
    case .mergedRows: row(head, isCut: mayBeCut && dice.chance(10), object, members)
    }
    try line.bytes.withUnsafeBytes(emit)
    // Merged exports hold most records twice: 1.8 rows a record.
    if plan.auditForm == .mergedRows, dice.chance(800) { try line.bytes.withUnsafeBytes(emit) }
  }

  private func auditData(
    _ head: AuditHead, _ object: (inout JSONLine) -> Void, _ members: (inout JSONLine) -> Void,
    _ data: inout JSONLine
  ) {
    data.member("CreationTime", time: head.time, .withoutZone)
    data.member("Id", head.id)
    data.member("Operation", head.operation)
    data.member("OrganizationId", plan.id)
    data.member("RecordType", head.type.number)
    if let result = head.result { data.member("ResultStatus", result) }
    data.text("UserKey") {
      $0.piece("10032")
      $0.piece(Int(head.id.number % 10_000_000_000), digits: 11)
    }
    data.member("UserType", head.actorType.rawValue)
    data.member("Version", 1)
    data.member("Workload", head.type.workload)
    data.text("ClientIP") { head.address.writeAuditForm(to: &$0) }
    data.text("ObjectId", object)
    data.member("UserId", safe: head.actor)
    members(&data)
  }

  private func graphRecord(
    _ head: AuditHead, _ object: (inout JSONLine) -> Void, _ members: (inout JSONLine) -> Void
  ) {
    line.object { record in
      record.member("id", head.id)
      record.member("createdDateTime", time: head.time)
      record.member("auditLogRecordType", head.type.name)
      record.member("operation", head.operation)
      record.member("organizationId", plan.id)
      record.member("userType", head.actorType.name)
      record.member("userId", safe: head.actor)
      record.member("service", head.type.workload)
      record.text("objectId", object)
      record.member("userPrincipalName", safe: head.actor)
      record.null("clientIp")
      record.array("administrativeUnits") { $0.element { _ in } }
      record.object("auditData") {
        $0.member("@odata.type", "#microsoft.graph.security.defaultAuditData")
        auditData(head, object, members, &$0)
      }
    }
  }

  private func row(
    _ head: AuditHead, isCut: Bool, _ object: (inout JSONLine) -> Void, _ members: (inout JSONLine) -> Void
  ) {
    details.reset()
    if !isCut { details.object { auditData(head, object, members, &$0) } }
    line.object { row in
      row.member("RecordType", head.type.name)
      row.member("CreationDate", time: head.time)
      row.member("UserIds", safe: head.actor)
      row.member("Operations", head.operation)
      row.text("AuditData") { $0.escapedPiece(details.bytes) }
      row.member("ResultIndex", count)
      row.member("ResultCount", 5000)
      row.member("Identity", head.id)
      row.member("IsValid", true)
      row.member("ObjectState", "Unchanged")
    }
  }
}
