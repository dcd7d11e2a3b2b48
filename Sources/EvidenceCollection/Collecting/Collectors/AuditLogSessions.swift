import AuditModel
import MicrosoftCloud
import WireJSON

/// `Search-UnifiedAuditLog` in sessions of large sets (MICROSOFT365.md 8.3): unsorted, with duplicates, at most 50,000 rows each.
struct AuditLogSessions {
  let context: CollectionContext
  let actors: AuditActors

  /// What a row says of its session.
  private struct Place: Sendable {
    let index: Int
    let count: Int
    let identity: Int
  }

  /// Why a session ends without having told everything.
  private enum Interruption: Error {
    /// More rows than a session gives.
    case tooMany
    /// `ResultIndex` −1: the search gave up inside.
    case timedOut
  }

  /// - Returns: what is missing; nil when nothing is.
  func collect() async throws -> CollectionGap? {
    if let end = await context.facts.exchangeEnd { return CollectionGap(kind: .unifiedAudit, failure: end) }
    do {
      return try await collect(context.plan.eventTime, splits: 0)
    } catch let failure as CloudFailure {
      await context.learnExchangeEnd(failure)
      return CollectionGap(kind: .unifiedAudit, failure: failure)
    }
  }

  private func collect(_ time: AuditWindow, splits: Int) async throws -> CollectionGap? {
    let caps = context.plan.caps
    let canSplit = splits < caps.auditSplits && time.to.seconds(since: time.from) >= 2 * Int64(caps.auditShortestSlice)
    for attempt in 1... {
      do throws(any Error) {
        try await session(time, isSplittable: canSplit)
        return nil
      } catch Interruption.tooMany {
        return try await halves(of: time, splits: splits)
      } catch Interruption.timedOut {
        guard attempt >= caps.auditSessionTries else { continue }
        if canSplit { return try await halves(of: time, splits: splits) }
        return CollectionGap(
          kind: .unifiedAudit, reason: .timeout,
          message: "Search-UnifiedAuditLog gave up again and again between \(time.from.iso8601) and \(time.to.iso8601)."
        )
      }
    }
    return nil
  }

  private func halves(of time: AuditWindow, splits: Int) async throws -> CollectionGap? {
    var gap: CollectionGap?
    for half in time.halves {
      let missing = try await collect(half, splits: splits + 1)
      gap = gap ?? missing
    }
    return gap
  }

  /// Repeats the call with the session's name until everything was told.
  private func session(_ time: AuditWindow, isSplittable: Bool) async throws {
    let caps = context.plan.caps
    let command = command(time, session: SessionName.random(context.random))
    var seenIndexes: Set<Int> = []
    var seenRows: Set<Int> = []
    var total = 0
    let mostCalls = caps.auditSessionRows / caps.auditCallRows + 3
    for _ in 1...mostCalls {
      try Task.checkCancellation()
      var rows = 0
      var newRows = 0
      try await context.cloud.exchange.pages(of: command, maximumPages: caps.pages) {
        try CollectionContext.element($0, Self.place)
      } page: { elements in
        await context.sink.count(requests: 1, for: .unifiedAudit)
        let places = elements.compactMap(\.fact)
        if places.contains(where: { $0.index < 0 || ($0.count == 0 && $0.index == 0) }) { throw Interruption.timedOut }
        total = max(total, places.map(\.count).max() ?? 0)
        // Told on the first page, before anything is written.
        if total > caps.auditSessionRows, isSplittable { throw Interruption.tooMany }
        rows += elements.count
        for place in places {
          if place.index > 0 { seenIndexes.insert(place.index) }
          if seenRows.insert(place.identity).inserted { newRows += 1 }
        }
        let lines = elements.map(\.line)
        try await context.sink.append(lines, to: .unifiedAudit)
        await context.gatherActivity(lines, actors)
      }
      // A short call alone ends a session that does not count; one that counts has to have told all, or say nothing new.
      let hasToldAll = total > 0 ? seenIndexes.count >= total : rows < caps.auditCallRows
      if rows == 0 || newRows == 0 || hasToldAll { break }
    }
    if total > caps.auditSessionRows || (total == 0 && seenRows.count >= caps.auditSessionRows) {
      if isSplittable { throw Interruption.tooMany }
      throw CloudFailure(
        .answerTooLarge, service: .exchange, path: "Search-UnifiedAuditLog",
        message:
          "Search-UnifiedAuditLog: there are more than \(caps.auditSessionRows) records between \(time.from.iso8601) and \(time.to.iso8601).",
        http: 200)
    }
  }

  private func command(_ time: AuditWindow, session: String) -> ExchangeCommand {
    var parameters: [String: ExchangeCommand.Value] = [
      "StartDate": .string(time.from.iso8601), "EndDate": .string(time.to.iso8601), "SessionId": .string(session),
      "SessionCommand": .string("ReturnLargeSet"), "ResultSize": .int(context.plan.caps.auditCallRows),
    ]
    if let operations = context.plan.operationNames { parameters["Operations"] = .strings(operations) }
    return ExchangeCommand("Search-UnifiedAuditLog", parameters: parameters)
  }

  private static func place(_ view: JSONView) -> Place? {
    func number(_ name: String) -> Int? { view[named: name].flatMap { $0.int ?? $0.string.flatMap { Int($0) } } }
    guard let index = number("ResultIndex") else { return nil }
    var hasher = Hasher()
    hasher.combine(view["Identity"]?.string)
    if view["Identity"]?.string == nil { hasher.combine(view.json) }
    return Place(index: index, count: number("ResultCount") ?? 0, identity: hasher.finalize())
  }
}

/// Names of sessions: any text that no other session has.
enum SessionName {
  /// A version 4 UUID of 122 random bits.
  static func random(_ random: @Sendable () -> Double) -> String {
    let digits = Array("0123456789abcdef")
    var name = ""
    for position in 0..<32 {
      if [8, 12, 16, 20].contains(position) { name.append("-") }
      let digit = min(15, Int(random() * 16))
      switch position {
      case 12: name.append("4")
      case 16: name.append(digits[8 + digit % 4])
      default: name.append(digits[digit])
      }
    }
    return name
  }
}
