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

  /// Reads earlier times first. What one slice does not give leaves the others to be read.
  ///
  /// - Parameter page: gets the rows of every answer, as they came.
  /// - Throws: `CloudFailure` when something is missing of what the log holds.
  func read(
    from: Timestamp, to: Timestamp, element: @escaping @Sendable (JSONView) throws -> RawObject,
    page: ([RawObject]) async throws -> Void
  ) async throws {
    var slices = [AuditWindow(from: from, to: to)]
    var truncation: CloudFailure?
    while let slice = slices.popLast() {
      let isDivisible = slice.to.seconds(since: slice.from) >= 2 * caps.auditShortestSlice
      do {
        if try await readWhole(slice, isDivisible: isDivisible, element, page) { continue }
      } catch let failure as CloudFailure where failure.reason == .endlessPages {
        truncation = truncation ?? failure
        continue
      }
      if isDivisible {
        slices += slice.halves.reversed()
      } else {
        truncation = truncation ?? self.truncation(of: slice)
      }
    }
    if let truncation { throw truncation }
  }

  /// - Parameter isDivisible: true when a slice that is too large is better not read at all.
  /// - Returns: false when the slice holds more than one session gives.
  private func readWhole(
    _ slice: AuditWindow, isDivisible: Bool, _ element: @escaping @Sendable (JSONView) throws -> RawObject,
    _ page: ([RawObject]) async throws -> Void
  ) async throws -> Bool {
    var tries = 1
    var endedEarly = false
    var session = Session(id: sessionID())
    while true {
      let rows = try await rows(of: slice, session.id, element)
      if rows.contains(where: { $0.index.map { $0 < 0 } ?? false }) {
        guard tries < caps.auditSessionTries else { throw Self.timeout(tries) }
        tries += 1
        session = Session(id: sessionID())
        continue
      }
      let hasNews = session.admit(rows)
      let isTooLarge = max(session.total, session.received) >= caps.auditSessionRows
      if isTooLarge, isDivisible { return false }
      if !rows.isEmpty { try await page(rows.map(\.object)) }
      if session.isWhole { return !isTooLarge }
      // The end as Microsoft documents it; where no row says how many there are, a call that is not full is the end as well.
      if rows.isEmpty || (session.total == 0 && rows.count < caps.auditCallRows) {
        guard session.isShort else { return !isTooLarge }
        // A session that expired answers like one that is through: what it promised and did not give is asked for once more.
        if endedEarly { throw Self.early(session) }
        endedEarly = true
        session = Session(id: sessionID())
        continue
      }
      if !hasNews || session.received >= caps.auditSessionRows {
        if isTooLarge { return false }
        throw Self.standstill(session)
      }
    }
  }

  private func rows(
    of slice: AuditWindow, _ session: String, _ element: @escaping @Sendable (JSONView) throws -> RawObject
  ) async throws -> [Row] {
    var rows: [Row] = []
    try await context.cloud.exchange.pages(
      of: command(slice, session: session), maximumPages: caps.pages, element: { Row(try element($0), $0) }
    ) { rows += $0 }
    return rows
  }

  /// The session command is always the same: Microsoft gives less to a session that changes it.
  private func command(_ slice: AuditWindow, session: String) -> ExchangeCommand {
    var parameters: [String: ExchangeCommand.Value] = [
      "StartDate": .string(slice.from.iso8601), "EndDate": .string(slice.to.iso8601),
      "ResultSize": .int(caps.auditCallRows), "SessionId": .string(session),
      "SessionCommand": .string("ReturnLargeSet"),
    ]
    if let operations = context.operationNames { parameters["Operations"] = .strings(operations) }
    return ExchangeCommand(Self.name, parameters: parameters, pageSize: caps.auditCallRows)
  }

  // MARK: What is told when something is missing

  private static let name = "Search-UnifiedAuditLog"

  private func truncation(of slice: AuditWindow) -> CloudFailure {
    CloudFailure(
      .endlessPages, service: .exchange, path: Self.name,
      message: "\(Self.name) gives at most \(caps.auditSessionRows) records of a time; from \(slice.from.iso8601) to "
        + "\(slice.to.iso8601) there are more, and only the first of them could be read.")
  }

  private static func timeout(_ tries: Int) -> CloudFailure {
    CloudFailure(
      .timedOut, service: .exchange, path: name,
      message: "\(name) ran into its own time-out \(tries) times (ResultIndex -1).")
  }

  private static func early(_ session: Session) -> CloudFailure {
    CloudFailure(
      .endlessPages, service: .exchange, path: name,
      message: "\(name) ended before its end, twice: \(session.received) of \(session.total) could be read.")
  }

  private static func standstill(_ session: Session) -> CloudFailure {
    CloudFailure(
      .endlessPages, service: .exchange, path: name,
      message: "\(name) gives the same rows again and again: \(session.received) of \(session.total) could be read.")
  }
}

/// A row with what it says of its session.
private struct Row: Sendable {
  let object: RawObject
  let index: Int?
  let count: Int?
  /// The same for the same record within this run.
  let identity: Int

  init(_ object: RawObject, _ view: JSONView) {
    self.object = object
    index = Self.number(view["ResultIndex"])
    count = Self.number(view["ResultCount"])
    identity = view["Identity"]?.string.map(\.hashValue) ?? object.line.hashValue
  }

  /// Exchange writes numbers as numbers or as texts.
  private static func number(_ view: JSONView?) -> Int? { view?.int ?? view?.string.flatMap { Int($0) } }
}

/// What one session has given so far.
private struct Session {
  let id: String
  /// As many as its rows say that there are; 0 when none says it.
  private(set) var total = 0
  private var identities: Set<Int> = []
  private var indices: Set<Int> = []

  init(id: String) { self.id = id }

  /// Different records.
  var received: Int { identities.count }

  /// Every index up to the total was there: the order of rows says nothing.
  var isWhole: Bool { total > 0 && indices.count >= total }

  /// More than one row that was promised never came; one too many is promised now and then.
  var isShort: Bool { max(received, indices.count) + 1 < total }

  /// - Returns: false when every row was there before.
  mutating func admit(_ rows: [Row]) -> Bool {
    let before = identities.count + indices.count
    for row in rows {
      identities.insert(row.identity)
      if let index = row.index { indices.insert(index) }
      total = max(total, row.count ?? 0)
    }
    return identities.count + indices.count > before
  }
}
