import AuditModel
import MicrosoftCloud
import WireJSON

/// Reads who sent what to whom: slices of ten days, each read by moving its end back (MICROSOFT365.md 8.3).
struct MessageTraceCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.messageTrace], source: "`Get-MessageTraceV2`", graphPermissions: [], exchangeRole: "Message Tracking",
    licence: nil, cost: "1 per 5,000 deliveries; at least 1 per 10 days",
    gaps: ["Reaches back 90 days.", "Subjects and addresses, no contents."])

  let context: CollectionContext

  /// A message to one recipient, and where a listing goes on after it.
  private struct Row: Hashable, Sendable {
    let received: String
    let recipient: String
    let message: String
  }

  func collect() async throws {
    await context.sink.start(.messageTrace)
    let caps = context.plan.caps
    let time = context.plan.eventTime
    let reach = context.now().advanced(byDays: -caps.traceReach)
    let from = max(time.from, reach)
    var gap: CollectionGap?
    if let end = await context.facts.exchangeEnd {
      gap = CollectionGap(kind: .messageTrace, failure: end)
    } else {
      // The newest first, as each slice is.
      let slices = AuditWindow(from: from, to: max(from, time.to)).pieces(ofSeconds: Int64(caps.traceDays) * 86_400)
      for slice in slices.reversed() {
        gap = try await collect(slice)
        if gap != nil { break }
      }
    }
    if gap == nil, reach > time.from {
      gap = CollectionGap(
        kind: .messageTrace, reason: .windowTooShort,
        message: "A message trace reaches back \(caps.traceReach) days only, which is less than the window.")
    }
    try await context.sink.settle(.messageTrace, gap)
  }

  private func collect(_ slice: AuditWindow) async throws -> CollectionGap? {
    let caps = context.plan.caps
    var end = slice.to.iso8601
    var start: Row?
    var atCursor: Set<Row> = []
    do {
      while true {
        try Task.checkCancellation()
        var rows = 0
        var last: Row?
        var seen = atCursor
        try await context.cloud.exchange.pages(of: command(slice, end, start), maximumPages: caps.pages) {
          try CollectionContext.element($0, Self.row)
        } page: { elements in
          rows += elements.count
          await context.sink.count(requests: 1, for: .messageTrace)
          // The row that the listing goes on from comes again; it is the same message, not another.
          let fresh = elements.filter { element in element.fact.map { !atCursor.contains($0) } ?? true }
          for row in elements.compactMap(\.fact) {
            if row.received != last?.received { seen = row.received == start?.received ? atCursor : [] }
            seen.insert(row)
            last = row
          }
          try await context.sink.append(fresh.map(\.line), to: .messageTrace)
        }
        guard rows >= caps.traceRows else { return nil }
        guard let last, last != start else { throw Self.endless }
        end = last.received.hasSuffix("Z") ? last.received : last.received + "Z"
        start = last
        atCursor = seen
      }
    } catch let failure as CloudFailure {
      await context.learnExchangeEnd(failure)
      return CollectionGap(kind: .messageTrace, failure: failure)
    }
  }

  private static let endless = CloudFailure(
    .endlessPages, service: .exchange, path: "Get-MessageTraceV2",
    message: "Get-MessageTraceV2: a full answer ended where the one before had ended.", http: 200)

  private func command(_ slice: AuditWindow, _ end: String, _ start: Row?) -> ExchangeCommand {
    var parameters: [String: ExchangeCommand.Value] = [
      "StartDate": .string(slice.from.iso8601), "EndDate": .string(end),
      "ResultSize": .int(context.plan.caps.traceRows),
    ]
    if let start { parameters["StartingRecipientAddress"] = .string(start.recipient) }
    return ExchangeCommand(
      "Get-MessageTraceV2", parameters: parameters, limit: .messageTrace, pageSize: context.plan.caps.traceRows)
  }

  private static func row(_ view: JSONView) -> Row? {
    guard let received = view["Received"]?.string, !received.isEmpty else { return nil }
    return Row(
      received: received, recipient: view["RecipientAddress"]?.string ?? "",
      message: view["MessageTraceId"]?.string ?? "")
  }
}
