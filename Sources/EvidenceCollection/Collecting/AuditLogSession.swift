import AuditModel
import MicrosoftCloud
import WireJSON

/// Reads the unified audit log through `Search-UnifiedAuditLog`.
///
/// A session (`ReturnLargeSet`) answers the same call again and again with further rows, unsorted and some twice, up to 50,000;
/// what is larger is asked for in halves. A row of index −1 is a time-out inside Exchange: the slice begins anew.
struct AuditLogSession: Sendable {
  let context: TenantContext
  /// A new session id.
  let sessionID: @Sendable () -> String

  private var caps: CollectionCaps { context.plan.caps }

  /// - Parameter page: gets the rows of every answer.
  func read(
    from: Timestamp, to: Timestamp, element: @escaping @Sendable (JSONView) throws -> RawObject,
    page: ([RawObject]) async throws -> Void
  ) async throws {
    var slices = [(from: from, to: to)]
    while let slice = slices.popLast() {
      if try await readSlice(from: slice.from, to: slice.to, element, page) { continue }
      let seconds = slice.to.seconds(since: slice.from)
      guard seconds >= 2 * caps.auditShortestSlice else {
        throw CloudFailure(
          .endlessPages, service: .exchange, path: "Search-UnifiedAuditLog",
          message:
            "Search-UnifiedAuditLog holds more than \(caps.auditSessionRows) records within an hour; "
            + "only the first of them could be read.")
      }
      let middle = slice.from.advanced(bySeconds: seconds / 2)
      slices.append((middle, slice.to))
      slices.append((slice.from, middle))
    }
  }

  /// - Returns: false when the slice holds more than one session gives.
  private func readSlice(
    from: Timestamp, to: Timestamp, _ element: @escaping @Sendable (JSONView) throws -> RawObject,
    _ page: ([RawObject]) async throws -> Void
  ) async throws -> Bool {
    var timeouts = 0
    var session = sessionID()
    var received = 0
    while true {
      var rows: [RawObject] = []
      var total = 0
      var highest = 0
      var hasTimedOut = false
      let cap = caps.pages
      try await context.cloud.exchange.pages(
        of: command(from: from, to: to, session: session), maximumPages: cap,
        element: { view in
          var row = try element(view)
          row.detail = "\(Self.number(view["ResultIndex"]) ?? 0)/\(Self.number(view["ResultCount"]) ?? 0)"
          return row
        }
      ) { rows += $0 }
      for row in rows {
        let numbers = (row.detail ?? "").split(separator: "/").map { Int($0) ?? 0 }
        guard numbers.count == 2 else { continue }
        if numbers[0] < 0 { hasTimedOut = true }
        highest = max(highest, numbers[0])
        total = max(total, numbers[1])
      }
      if hasTimedOut {
        timeouts += 1
        guard timeouts < caps.auditSessionTries else {
          throw CloudFailure(
            .timedOut, service: .exchange, path: "Search-UnifiedAuditLog",
            message: "Search-UnifiedAuditLog ran into its own time-out \(timeouts) times.")
        }
        session = sessionID()
        received = 0
        continue
      }
      if total >= caps.auditSessionRows { return false }
      if rows.isEmpty { return true }
      try await page(rows)
      received += rows.count
      if total > 0
        ? highest >= total || received >= 2 * max(total, caps.auditCallRows) : rows.count < caps.auditCallRows
      {
        return true
      }
    }
  }

  private func command(from: Timestamp, to: Timestamp, session: String) -> ExchangeCommand {
    var parameters: [String: ExchangeCommand.Value] = [
      "StartDate": .string(from.iso8601), "EndDate": .string(to.iso8601), "ResultSize": .int(caps.auditCallRows),
      "SessionId": .string(session), "SessionCommand": .string("ReturnLargeSet"),
    ]
    if let operations = context.operationNames { parameters["Operations"] = .strings(operations) }
    return ExchangeCommand("Search-UnifiedAuditLog", parameters: parameters, pageSize: caps.auditCallRows)
  }

  /// Exchange writes numbers as numbers or as texts.
  private static func number(_ view: JSONView?) -> Int? { view?.int ?? view?.string.flatMap { Int($0) } }
}
