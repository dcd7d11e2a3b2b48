import AuditModel
import MicrosoftCloud
import WireJSON

/// Reads the message trace with `Get-MessageTraceV2`: newest first, at most ten days and 5,000 rows a request, continued by a cursor.
struct MessageTrace: Sendable {
  let context: TenantContext

  private var caps: CollectionCaps { context.plan.caps }

  func read(from: Timestamp, to: Timestamp, page: ([RawObject]) async throws -> Void) async throws {
    var end = to
    while end > from {
      let start = max(from, end.advanced(byDays: -caps.traceDays))
      try await readSlice(from: start, to: end, page)
      end = start
    }
  }

  private func readSlice(from: Timestamp, to: Timestamp, _ page: ([RawObject]) async throws -> Void) async throws {
    var cursor: (end: String, recipient: String?) = (to.iso8601, nil)
    for _ in 0..<caps.pages {
      var parameters: [String: ExchangeCommand.Value] = [
        "StartDate": .string(from.iso8601), "EndDate": .string(cursor.end), "ResultSize": .int(caps.traceRows),
      ]
      if let recipient = cursor.recipient { parameters["StartingRecipientAddress"] = .string(recipient) }
      let command = ExchangeCommand(
        "Get-MessageTraceV2", parameters: parameters, limit: .messageTrace, pageSize: caps.traceRows)
      var count = 0
      var last: RawObject?
      try await context.cloud.exchange.pages(
        of: command, maximumPages: caps.pages,
        element: RawObject.naming(id: "MessageTraceId", name: "Received", detail: "RecipientAddress")
      ) { rows in
        count += rows.count
        last = rows.last ?? last
        try await page(rows)
      }
      guard count >= caps.traceRows, let last, let received = last.name, let recipient = last.detail else { return }
      if received == cursor.end, recipient == cursor.recipient {
        throw CloudFailure(
          .endlessPages, service: .exchange, path: "Get-MessageTraceV2",
          message: "Get-MessageTraceV2 gives the same rows again and again; only the first of them could be read.")
      }
      cursor = (received, recipient)
    }
    throw CloudFailure(
      .endlessPages, service: .exchange, path: "Get-MessageTraceV2",
      message: "The message trace has more than \(caps.pages) pages; only these could be read.")
  }
}
