import Synchronization

/// A session of Search-UnifiedAuditLog.
struct AuditSession: Sendable {
  let command: String
  /// Positions in the order in which they are given.
  let positions: [Int]
  var offset = 0
  /// Asked with both commands, it ends at ten thousand rows.
  var limit: Int
}

extension ExchangeService {
  /// Search-UnifiedAuditLog: sessions, sorted previews and unsorted large sets.
  func searchAuditLog(_ call: Call) throws -> WireAnswer {
    let cmdlet = call.cmdlet
    func wrong(_ message: String) -> WireAnswer {
      failure(400, "BadRequest", "System.ArgumentException", message, call)
    }
    guard let from = cmdlet.text("StartDate").flatMap({ Moment($0) }),
      let to = cmdlet.text("EndDate").flatMap({ Moment($0) })
    else { return wrong("StartDate and EndDate are required, as ISO 8601.") }
    guard from < to else { return wrong("The StartDate must be before the EndDate.") }
    let size = cmdlet.text("ResultSize").flatMap { Int($0) } ?? 100
    guard (1...5_000).contains(size) else { return wrong("The ResultSize must be between 1 and 5000.") }
    let command = cmdlet.text("SessionCommand")
    guard command == nil || ["ReturnLargeSet", "ReturnNextPreviewPage"].contains(command ?? "") else {
      return wrong("The SessionCommand must be ReturnLargeSet or ReturnNextPreviewPage.")
    }
    guard call.tenant.isAuditing, call.tenant.facts.refusals["unified_audit"] == nil else {
      return document(Result(), next: nil, call)
    }
    let records = try world.store.kind("unified_audit", of: call.tenant.facts)
    let identifier = cmdlet.text("SessionId")
    let isUnanswered = call.tenant.memory.withLock { memory in
      guard memory.unanswered < call.tenant.scenario.audit.exchangeTimeouts else { return false }
      memory.unanswered += 1
      return true
    }
    let known = call.tenant.memory.withLock { memory in identifier.flatMap { memory.sessions[$0] } }
    let found = known?.positions ?? matches(records, from, to, call)
    var session =
      known
      ?? AuditSession(
        command: command ?? "",
        positions: command == "ReturnLargeSet"
          ? SeededNumbers.shuffled(found, world.scenario.seed, identifier ?? "") : found,
        limit: command == "ReturnLargeSet" ? 50_000 : 5_000)
    if session.command != command ?? "" { session.limit = min(session.limit, 10_000) }
    let all = min(session.positions.count, session.limit)
    if isUnanswered {
      // An internal time-out: rows that say nothing of their place; only a new session helps.
      let rows = session.positions.prefix(1).map { AuditForms.row(records, $0, index: -1, count: 0) }
      return document(Result(objects: rows), next: nil, call)
    }
    let repeats =
      call.tenant.scenario.audit.repeatsRows && command == "ReturnLargeSet" && session.offset > 0
      && session.offset < all
    let first = repeats ? session.offset - 1 : session.offset
    let end = min(all, session.offset + (repeats ? size - 1 : size))
    let rows = (first..<max(first, end)).map { index in
      AuditForms.row(records, session.positions[index], index: index + 1, count: session.positions.count)
    }
    session.offset = max(session.offset, end)
    if let identifier {
      call.tenant.memory.withLock { memory in
        if memory.sessions.count > 200 { memory.sessions = [:] }
        memory.sessions[identifier] = session
      }
    }
    return document(Result(objects: rows), next: nil, call)
  }

  private func matches(_ records: RenderedKind, _ from: Moment, _ to: Moment, _ call: Call) -> [Int] {
    let operations = Set(call.cmdlet.texts("Operations").map { $0.lowercased() })
    let people = Set(call.cmdlet.texts("UserIds").map { $0.lowercased() })
    let type = call.cmdlet.text("RecordType")?.lowercased()
    let delay = call.tenant.scenario.listings.logDelay
    let last = delay > 0 ? Moment(seconds: Double(call.tenant.facts.collectedAt) - delay) : Moment(ticks: .max)
    return records.objects.indices.filter { position in
      let moment = records.moments[position]
      guard moment >= from, moment < to, moment <= last else { return false }
      if !operations.isEmpty, !operations.contains(AuditForms.operation(records, position).lowercased()) {
        return false
      }
      if !people.isEmpty, !people.contains(AuditForms.person(records, position).lowercased()) { return false }
      guard let type else { return true }
      return (records.text(["RecordType"], of: position) ?? records.text(["auditLogRecordType"], of: position) ?? "")
        .lowercased() == type
    }
  }

  /// Get-MessageTraceV2: newest first, continued by the last row's time and recipient.
  func messageTrace(_ call: Call) throws -> WireAnswer {
    let cmdlet = call.cmdlet
    func wrong(_ message: String) -> WireAnswer {
      failure(400, "BadRequest", "Microsoft.Exchange.Management.Tasks.InvalidDataException", message, call)
    }
    let end = cmdlet.text("EndDate").flatMap { Moment($0) } ?? Moment(seconds: call.tenant.facts.collectedAt)
    let day: Int64 = 86_400
    let start =
      cmdlet.text("StartDate").flatMap { Moment($0) } ?? Moment(ticks: end.ticks - 2 * day * Moment.ticksPerSecond)
    guard start < end else { return wrong("The StartDate must be before the EndDate.") }
    guard end.ticks - start.ticks <= 10 * day * Moment.ticksPerSecond else {
      return wrong("The time between StartDate and EndDate must not be more than 10 days.")
    }
    guard start >= Moment(seconds: call.tenant.facts.collectedAt - 90 * day) else {
      return wrong("The StartDate must be within the last 90 days.")
    }
    let size = cmdlet.text("ResultSize").flatMap { Int($0) } ?? 1_000
    guard (1...5_000).contains(size) else { return wrong("The ResultSize must be between 1 and 5000.") }
    if let refused = call.tenant.facts.refusals["message_trace"] {
      return refused == .permission ? ExchangeService.forbidden : WireAnswer(refused == .gatewayTimeout ? 504 : 500)
    }
    let rows = try world.store.kind("message_trace", of: call.tenant.facts)
    let cursor = cmdlet.text("StartingRecipientAddress")?.lowercased()
    func wanted(_ parameter: String, _ member: String, _ position: Int) -> Bool {
      guard let wanted = cmdlet.text(parameter)?.lowercased() else { return true }
      return rows.text([member], of: position)?.lowercased() == wanted
    }
    func recipient(_ position: Int) -> String { rows.text(["RecipientAddress"], of: position)?.lowercased() ?? "" }
    let inTime = rows.objects.indices.filter { rows.moments[$0] >= start && rows.moments[$0] <= end }
    // Rows of one moment are in the order of their recipients, which is what the cursor counts on.
    let found = inTime.map { ($0, recipient($0)) }
      .sorted { (rows.moments[$1.0], $0.1, $0.0) < (rows.moments[$0.0], $1.1, $1.0) }
      .filter { position, recipient in
        if let cursor, rows.moments[position] == end, recipient < cursor { return false }
        return wanted("SenderAddress", "SenderAddress", position)
          && wanted("RecipientAddress", "RecipientAddress", position)
      }.map(\.0)
    var result = Result(objects: found.prefix(size).map { position in rows.withObject(position) { Array($0) } })
    if found.count > size, let last = found.prefix(size).last {
      result.warnings.append(
        "There are more results, use the following command to get more. Get-MessageTraceV2 -EndDate \"\(rows.moments[last].withFraction)\" -StartingRecipientAddress \"\(recipient(last))\""
      )
    }
    return document(result, next: nil, call)
  }
}
