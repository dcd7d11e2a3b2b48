import AuditModel
import MicrosoftCloud
import WireJSON

/// Reads the message trace with `Get-MessageTraceV2`: newest first, at most ten days and 5,000 rows a request, continued by a cursor.
struct MessageTrace: Sendable {
  let context: TenantContext

  private var caps: CollectionCaps { context.plan.caps }

  /// Notes a gap for what is older than Exchange keeps, and reads the rest.
  func read(from: Timestamp, to: Timestamp, page: ([RawObject]) async throws -> Void) async throws {
    let reach = context.now().advanced(byDays: -caps.traceReach)
    var end = to
    while end > max(from, reach) {
      let slice = AuditWindow(from: max(from, reach, end.advanced(byDays: -caps.traceDays)), to: end)
      try await read(slice, page)
      end = slice.from
    }
    if from < reach { try await context.note(tooOld(from, reach)) }
  }

  private func read(_ slice: AuditWindow, _ page: ([RawObject]) async throws -> Void) async throws {
    var cursor = Cursor(end: slice.to.iso8601, recipient: nil)
    var seen: Set<Cursor> = []
    for _ in 0..<caps.pages {
      seen.insert(cursor)
      var count = 0
      var last: RawObject?
      try await context.cloud.exchange.pages(
        of: command(from: slice.from, cursor), maximumPages: caps.pages,
        element: RawObject.naming(id: "MessageTraceId", name: "Received", detail: "RecipientAddress")
      ) { rows in
        count += rows.count
        last = rows.last ?? last
        try await page(rows)
      }
      guard count >= caps.traceRows, let last else { return }
      guard let received = last.name, let recipient = last.detail else { throw Self.unreadable }
      cursor = Cursor(end: received, recipient: recipient)
      guard !seen.contains(cursor) else { throw Self.standstill }
    }
    throw tooMany
  }

  /// Where the next request goes on: what the last row of the one before says.
  private struct Cursor: Hashable {
    let end: String
    let recipient: String?
  }

  private func command(from: Timestamp, _ cursor: Cursor) -> ExchangeCommand {
    var parameters: [String: ExchangeCommand.Value] = [
      "StartDate": .string(from.iso8601), "EndDate": .string(cursor.end), "ResultSize": .int(caps.traceRows),
    ]
    if let recipient = cursor.recipient { parameters["StartingRecipientAddress"] = .string(recipient) }
    return ExchangeCommand(Self.name, parameters: parameters, limit: .messageTrace, pageSize: caps.traceRows)
  }

  // MARK: What is told when something is missing

  private static let name = "Get-MessageTraceV2"

  private func tooOld(_ from: Timestamp, _ reach: Timestamp) -> CollectionGap {
    CollectionGap(
      kind: .messageTrace, reason: .windowTooShort,
      message: "Exchange keeps the message trace for \(caps.traceReach) days: nothing tells of the time from "
        + "\(from.iso8601) to \(reach.iso8601).")
  }

  private static let unreadable = CloudFailure(
    .malformedAnswer, service: .exchange, path: name,
    message: "\(name) ends a full page with a row without Received and RecipientAddress, so nothing tells how to go on."
  )

  private static let standstill = CloudFailure(
    .endlessPages, service: .exchange, path: name,
    message: "\(name) gives the same rows again and again; what comes after them could not be read.")

  private var tooMany: CloudFailure {
    CloudFailure(
      .endlessPages, service: .exchange, path: Self.name,
      message: "The message trace has more than \(caps.pages) pages; only these could be read.")
  }
}
