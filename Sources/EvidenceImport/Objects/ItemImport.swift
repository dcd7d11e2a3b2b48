import AuditModel
import WireJSON

/// Turns the items of one JSON file into evidence.
struct ItemImport {
  /// What the page at hand says of its items.
  private(set) var context: PageContext?
  /// The kind of the last item that was recognised, to which damage is put down.
  private(set) var lastKind: EvidenceKind?
  /// The kind of the item at hand; nil when it is not recognised.
  private(set) var itemKind: EvidenceKind?
  private var pageKind: EvidenceKind?
  /// Whose the page's items are by their own word.
  private var pageOwners: Set<UserReference> = []
  private var logs: [[String]: LogRecorder] = [:]
  /// The mailbox of Exchange rules whose owner had to be given from outside.
  private var givenMailbox: String?
  private static let logLayouts = 64

  /// Begins a page, or what stands outside of pages.
  mutating func begin(_ envelope: PageEnvelope?) {
    context = PageContext(envelope?.context)
    (pageKind, pageOwners) = (nil, [])
  }

  /// - Parameter raw: the bytes of the item.
  /// - Throws: `RowProblem` when the item is none that is imported, `JSONFailure`, and what the sink throws.
  mutating func read(_ item: JSONView, _ raw: UnsafeBufferPointer<UInt8>, into session: inout ImportSession) throws {
    itemKind = nil
    guard item.isObject else { throw RowProblem("is no JSON object") }
    var context = self.context ?? PageContext(nil)
    if let own = item["@odata.context"]?.string { context = PageContext(own) }
    switch try shape(of: item, in: context) {
    case .auditRecord(let format):
      session.recognise(format)
      meet(.unifiedAudit)
      try keepAuditRecord(item, raw, into: &session)
    case .searchRow:
      session.recognise(.auditSearchRow)
      meet(.unifiedAudit)
      try SearchObject(item).keep(into: &session)
    case .log(let table):
      session.recognise(table.format)
      try keepLogRow(table, item, into: &session)
    case .listed(let kind, let format):
      session.recognise(format)
      meet(kind)
      try keepListed(kind, item, raw, in: context, into: &session)
    }
  }

  /// Ends a page; the problem when it does not say what it is a page of.
  mutating func endPage(_ envelope: PageEnvelope, into session: inout ImportSession) -> String? {
    defer { begin(nil) }
    let context = PageContext(envelope.context)
    var kind = pageKind
    if case .kind(let told) = context.content { kind = told }
    guard let kind else {
      if case .other(let name) = context.content { return "is a page of \(name.prefix(80))" }
      return "is an empty list that does not say of what"
    }
    if context.content == .kind(kind) { session.recognise(.graphObjects) }
    let owners =
      pageOwners.isEmpty ? [context.owner ?? (kind.isPerUser ? session.givenOwner : nil)] : pageOwners.map { $0 }
    if kind.isPerUser, owners == [nil], pageKind == nil { session.note(Self.unknownOwner(kind)) }
    guard !context.isPart else { return nil }
    for owner in owners { session.sawPage(kind, owner: owner, hasNextPage: envelope.hasNextPage) }
    return nil
  }

  mutating func finish(into session: inout ImportSession) {
    for log in logs.values { log.finish(into: &session) }
  }

  private mutating func meet(_ kind: EvidenceKind) { (itemKind, lastKind, pageKind) = (kind, kind, kind) }

  private func shape(of item: JSONView, in context: PageContext) throws(RowProblem) -> ObjectShape {
    switch context.content {
    case .kind(let kind) where kind != .unifiedAudit: return .listed(kind, .graphObjects)
    case .other(let name): throw RowProblem("is of \(name.prefix(80))")
    case .kind, .untold: break
    }
    if let shape = ObjectShape(item) { return shape }
    let names = item.members.prefix(8).map { "“\($0.key.string.prefix(40))”" }.joined(separator: ", ")
    throw RowProblem("is none of the recognised shapes; it has \(names.isEmpty ? "no members" : names)")
  }

  private func keepAuditRecord(
    _ item: JSONView, _ raw: UnsafeBufferPointer<UInt8>, into session: inout ImportSession
  ) throws {
    let facts = AuditFacts(item)
    guard facts.namesOperation else { throw RowProblem("the record names no operation") }
    guard let moment = facts.moment else { throw RowProblem("the time of the record is missing or no date") }
    let key = ListedObject.key(.unifiedAudit, owner: nil, id: facts.id, raw)
    try session.keep(.unifiedAudit, key: key, at: moment, raw)
  }

  private mutating func keepLogRow(
    _ table: LogTable, _ item: JSONView, into session: inout ImportSession
  ) throws {
    var names: [String] = []
    var values: [JSONView] = []
    for (key, value) in item.members {
      names.append(key.string)
      values.append(value)
    }
    // Hostile files may give every object another layout.
    if logs.count > Self.logLayouts { logs.removeAll() }
    var log = logs[names] ?? LogRecorder(table, TableColumns(names))
    meet(log.kind)
    defer { logs[names] = log }
    try log.keep(LogRow(columns: log.columns) { .value(values[$0]) }, into: &session)
  }

  private mutating func keepListed(
    _ kind: EvidenceKind, _ item: JSONView, _ raw: UnsafeBufferPointer<UInt8>, in context: PageContext,
    into session: inout ImportSession
  ) throws {
    let object = try ListedObject(kind, item)
    guard kind.isPerUser else {
      let key = ListedObject.key(kind, owner: nil, id: object.id, raw)
      try session.keep(kind, key: key, at: object.moment, raw)
      return
    }
    let owner = try context.owner ?? object.owner ?? givenOwner(for: object, kind, session)
    pageOwners.insert(owner)
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("owner")
    writer.beginObject()
    writer.member("id", owner.id?.rawValue)
    writer.member("user_principal_name", owner.name)
    writer.endObject()
    writer.key("item")
    if kind == .authenticationMethods, item["@odata.type"] == nil, let type = context.methodType ?? object.methodType {
      // Listings of one type leave the type out, and nothing else in the object tells it.
      writer.beginObject()
      writer.member("@odata.type", "#microsoft.graph." + type)
      for (key, value) in item.members {
        writer.key(key.string)
        writer.value(value)
      }
      writer.endObject()
    } else {
      writer.raw(raw)
    }
    writer.endObject()
    let key = ListedObject.key(kind, owner: owner, id: object.id, raw)
    try writer.bytes.withUnsafeBufferPointer {
      try session.keep(
        kind, key: key, at: nil, owner: owner, isWholeListing: !context.isPart, $0)
    }
  }

  private mutating func givenOwner(
    for object: ListedObject, _ kind: EvidenceKind, _ session: borrowing ImportSession
  ) throws(RowProblem) -> UserReference {
    guard let owner = session.givenOwner else { throw RowProblem(Self.unknownOwner(kind)) }
    if let mailbox = object.mailbox {
      if givenMailbox == nil { givenMailbox = mailbox }
      guard givenMailbox == mailbox else {
        throw RowProblem("is of another mailbox than the rules before it; the one --owner cannot be right for both")
      }
    }
    return owner
  }

  private static func unknownOwner(_ kind: EvidenceKind) -> String {
    "whose \(kind.title) these are is not said; import the file alone with --owner USER"
  }
}
