import AuditModel
import EvidenceCollection
import Synchronization
import Testing

/// `Search-UnifiedAuditLog`, with sessions of at most 20 rows, four a call.
struct AuditLogSessionTests {
  static let cmdlet = "Search-UnifiedAuditLog"

  /// - Parameter log: answers each call of the search.
  private func collected(
    _ log: @escaping @Sendable (TenantCall) -> TenantAnswer, adjust: (inout CollectionPlan) -> Void = { _ in }
  ) async throws -> CollectedArchive {
    var tenant = ServedTenant.contoso
    tenant.when { $0.path == Self.cmdlet ? log($0) : nil }
    return try await CollectedArchive(tenant) { plan in
      plan.kinds = [.unifiedAudit, .auditConfiguration]
      plan.caps.auditCallRows = 4
      plan.caps.auditSessionRows = 20
      adjust(&plan)
    }
  }

  /// A log that remembers how far each session is.
  final class Log: Sendable {
    private let calls = Mutex<[String: Int]>([:])
    let answer: @Sendable (_ session: String, _ call: Int, TenantCall) -> [String]

    init(_ answer: @escaping @Sendable (_ session: String, _ call: Int, TenantCall) -> [String]) {
      self.answer = answer
    }

    func rows(_ call: TenantCall) -> TenantAnswer {
      let session = call.parameters["SessionId"] ?? ""
      let number = calls.withLock { calls in
        calls[session, default: -1] += 1
        return calls[session] ?? 0
      }
      return .list(answer(session, number, call))
    }
  }

  private static func rows(_ indices: some Sequence<Int>, of count: Int) -> [String] {
    indices.map { ServedContents.auditRow("r\($0)", index: $0, of: count) }
  }

  private func ids(_ result: CollectedArchive) -> Set<String> {
    Set(
      (result.lines(.unifiedAudit) ?? []).compactMap {
        $0.split(separator: #""Identity":""#).last?.prefix { $0 != "\"" }
      }.map(String.init))
  }

  @Test func `one call of a session is enough when it says that these are all`() async throws {
    let result = try await collected({ _ in .list(Self.rows([2, 1], of: 2)) })
    let calls = result.calls(Self.cmdlet)
    #expect(calls.count == 1)
    #expect(
      calls.first?.parameters["SessionCommand"] == "ReturnLargeSet" && calls.first?.parameters["ResultSize"] == "4")
    #expect(calls.first?.parameters["StartDate"] == CollectedArchive.window.from.advanced(byDays: -1).iso8601)
    #expect(calls.first?.parameters["EndDate"] == CollectedArchive.window.to.iso8601)
    #expect(calls.first?.parameters["SessionId"]?.isEmpty == false && calls.first?.parameters["Operations"] == nil)
    #expect(result[.unifiedAudit]?.status == .complete && result[.unifiedAudit]?.items == 2)
  }

  @Test func `a session goes on, unsorted and with duplicates, until every row was there`() async throws {
    // The row with the highest index comes first, and two come twice.
    let answers = [[9, 2, 2, 4], [1, 3, 4, 9], [8, 7, 6, 5]]
    let log = Log { _, call, _ in call < answers.count ? Self.rows(answers[call], of: 9) : [] }
    let result = try await collected(log.rows)
    #expect(result.calls(Self.cmdlet).count == 3)
    #expect(Set(result.calls(Self.cmdlet).map { $0.parameters["SessionId"] }).count == 1)
    #expect(Set(result.calls(Self.cmdlet).map { $0.parameters["SessionCommand"] }) == ["ReturnLargeSet"])
    #expect(ids(result) == Set((1...9).map { "r\($0)" }))
    #expect(result[.unifiedAudit]?.status == .complete && result[.unifiedAudit]?.items == 12)
  }

  @Test func `an empty answer is the end, even when a row too many was promised`() async throws {
    let log = Log { _, call, _ in call == 0 ? Self.rows(1...4, of: 5) : [] }
    let result = try await collected(log.rows)
    #expect(result.calls(Self.cmdlet).count == 2 && result[.unifiedAudit]?.status == .complete)
  }

  @Test func `a session that ends before its end is begun anew, and then it is whole`() async throws {
    let sessions = Mutex<[String]>([])
    let log = Log { session, call, _ in
      let isFirst = sessions.withLock { sessions in
        if !sessions.contains(session) { sessions.append(session) }
        return sessions.first == session
      }
      if call == 0 { return Self.rows(1...4, of: 8) }
      return isFirst || call > 1 ? [] : Self.rows(5...8, of: 8)
    }
    let result = try await collected(log.rows)
    #expect(sessions.withLock { $0.count } == 2)
    #expect(ids(result) == Set((1...8).map { "r\($0)" }) && result[.unifiedAudit]?.status == .complete)
  }

  @Test func `a log that ends before its end again and again is a part`() async throws {
    let log = Log { _, call, _ in call == 0 ? Self.rows(1...4, of: 9) : [] }
    let result = try await collected(log.rows)
    #expect(result.calls(Self.cmdlet).count == 4)
    #expect(result[.unifiedAudit]?.status == .partial && result.gap(.unifiedAudit)?.reason == .truncatedPageCap)
    #expect(result.gap(.unifiedAudit)?.message.contains("4 of 9") == true)
  }

  @Test func `a log that says nothing of its size is read until a call is not full`() async throws {
    let log = Log { _, call, _ in
      (call == 0 ? [1, 2, 3, 4] : [5]).map {
        #"{"CreationDate":"2026-08-17T10:00:00","Operations":"X","UserIds":"a","AuditData":"","Identity":"r\#($0)"}"#
      }
    }
    let result = try await collected(log.rows)
    #expect(result.calls(Self.cmdlet).count == 2 && result[.unifiedAudit]?.items == 5)
  }

  @Test func `a log of the same rows again and again ends as a part`() async throws {
    let result = try await collected({ _ in .list(Self.rows(1...4, of: 9)) })
    #expect(result.calls(Self.cmdlet).count == 2)
    #expect(result[.unifiedAudit]?.status == .partial && result.gap(.unifiedAudit)?.reason == .truncatedPageCap)
    #expect(result.gap(.unifiedAudit)?.message.contains("4 of 9") == true)
  }

  @Test func `a time-out inside Exchange begins a new session`() async throws {
    let sessions = Mutex<[String]>([])
    let log = Log { session, call, _ in
      let isFirst = sessions.withLock { sessions in
        if !sessions.contains(session) { sessions.append(session) }
        return sessions.first == session
      }
      if isFirst { return call == 0 ? Self.rows(1...4, of: 8) : [ServedContents.auditRow("", index: -1, of: 0)] }
      return Self.rows(call == 0 ? 1...4 : 5...8, of: 8)
    }
    let result = try await collected(log.rows)
    #expect(sessions.withLock { $0.count } == 2 && result.calls(Self.cmdlet).count == 4)
    #expect(ids(result) == Set((1...8).map { "r\($0)" }))
    #expect(result[.unifiedAudit]?.status == .complete)
    #expect(Set(result.calls(Self.cmdlet).map { $0.parameters["SessionCommand"] }) == ["ReturnLargeSet"])
  }

  @Test func `a log that always times out inside Exchange is given up`() async throws {
    let result = try await collected({ _ in .list([ServedContents.auditRow("", index: -1, of: 0)]) })
    #expect(result.calls(Self.cmdlet).count == CollectionCaps().auditSessionTries)
    #expect(Set(result.calls(Self.cmdlet).map { $0.parameters["SessionId"] }).count == result.calls(Self.cmdlet).count)
    #expect(result[.unifiedAudit]?.status == .unavailable && result.gap(.unifiedAudit)?.reason == .timeout)
  }

  @Test func `a time that holds more than a session gives is read in halves`() async throws {
    let whole = CollectedArchive.window.from.advanced(byDays: -1).iso8601
    let end = CollectedArchive.window.to.iso8601
    let log = Log { _, call, asked in
      if asked.parameters["StartDate"] == whole, asked.parameters["EndDate"] == end { return Self.rows(1...4, of: 20) }
      let start = asked.parameters["StartDate"] == whole ? 0 : 6
      return (1...3).map { ServedContents.auditRow("r\(start + 3 * call + $0)", index: 3 * call + $0, of: 6) }
    }
    let result = try await collected(log.rows)
    let calls = result.calls(Self.cmdlet)
    #expect(calls.count == 5 && Set(calls.map { $0.parameters["SessionId"] }).count == 3)
    #expect(calls[1].parameters["EndDate"] == calls[3].parameters["StartDate"])
    #expect(calls[1].parameters["StartDate"] == whole && calls[4].parameters["EndDate"] == end)
    #expect(ids(result) == Set((1...12).map { "r\($0)" }))
    #expect(result[.unifiedAudit]?.status == .complete)
  }

  @Test func `more in the shortest time than a session gives is a part, and the other times are read`() async throws {
    let whole = CollectedArchive.window.from.advanced(byDays: -1).iso8601
    let log = Log { _, call, asked in
      if asked.parameters["StartDate"] == whole { return Self.rows((4 * call + 1)...(4 * call + 4), of: 999) }
      return [ServedContents.auditRow("late", index: 1, of: 1)]
    }
    let result = try await collected(log.rows) { $0.caps.auditShortestSlice = 2 * 86_400 }
    #expect(result.gap(.unifiedAudit)?.reason == .truncatedPageCap && result[.unifiedAudit]?.status == .partial)
    #expect(result.gap(.unifiedAudit)?.message.contains("at most 20 records") == true)
    // All that the session of the first half gives, and the second half.
    #expect(ids(result) == Set((1...20).map { "r\($0)" } + ["late"]))
  }

  @Test func `a log without an end ends`() async throws {
    let log = Log { session, call, _ in
      (0..<4).map { ServedContents.auditRow("\(session)-\(call)-\($0)", index: 4 * call + $0 + 1, of: 0) }
    }
    let result = try await collected(log.rows) { $0.caps.auditShortestSlice = 2 * 86_400 }
    // Five calls for the whole time, and five for each half.
    #expect(result.calls(Self.cmdlet).count == 15)
    #expect(result.gap(.unifiedAudit)?.reason == .truncatedPageCap && result[.unifiedAudit]?.status == .partial)
  }

  @Test func `what came before a failure stays`() async throws {
    let log = Log { _, call, _ in call == 0 ? Self.rows(1...4, of: 8) : [] }
    var tenant = ServedTenant.contoso
    tenant.when { call in
      guard call.path == Self.cmdlet else { return nil }
      return call.number == 0 ? log.rows(call) : .exchangeRefusal(500, "SomeException")
    }
    let result = try await CollectedArchive(tenant) { plan in
      plan.kinds = [.unifiedAudit]
      plan.caps.auditCallRows = 4
    }
    #expect(result[.unifiedAudit]?.status == .partial && result.lines(.unifiedAudit)?.count == 4)
    #expect(result.gap(.unifiedAudit)?.reason == .serviceError && result.gap(.unifiedAudit)?.error?.http == 500)
  }

  @Test func `only the operations that checks know are asked for, as a list and in order`() async throws {
    let result = try await collected({ _ in .list([]) }) { $0.operations = ["Set-Mailbox", "New-InboxRule"] }
    #expect(result.calls(Self.cmdlet).first?.parameters["Operations"] == #"["New-InboxRule","Set-Mailbox"]"#)
    #expect(result[.unifiedAudit]?.status == .complete && result[.unifiedAudit]?.items == 0)
  }

  @Test(arguments: ["false", #""False""#])
  func `a log that is switched off is not searched`(value: String) async throws {
    var tenant = ServedTenant.contoso
    tenant.lists["Get-AdminAuditLogConfig"] = [#"{"UnifiedAuditLogIngestionEnabled":\#(value)}"#]
    let result = try await CollectedArchive(tenant) { $0.kinds = [.unifiedAudit, .auditConfiguration] }
    #expect(result.calls(Self.cmdlet).isEmpty)
    #expect(result.gap(.unifiedAudit)?.reason == .auditDisabled && result[.unifiedAudit]?.status == .unavailable)
    #expect(result[.auditConfiguration]?.status == .complete)
  }
}
