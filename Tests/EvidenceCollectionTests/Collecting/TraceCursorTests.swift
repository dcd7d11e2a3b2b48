import AuditModel
import EvidenceCollection
import Testing

/// `Get-MessageTraceV2`, three rows a request.
struct TraceCursorTests {
  static let cmdlet = "Get-MessageTraceV2"

  static func row(_ id: Int, at received: String, to recipient: String = "x@elsewhere.example") -> String {
    #"{"MessageTraceId":"t\#(id)","Received@data.type":"System.DateTime","Received":"\#(received)","RecipientAddress":"\#(recipient)"}"#
  }

  private func collected(
    days: Int = 3, _ answer: @escaping @Sendable (TenantCall) -> TenantAnswer
  ) async throws -> CollectedArchive {
    var tenant = ServedTenant.contoso
    tenant.when { $0.path == Self.cmdlet ? answer($0) : nil }
    return try await CollectedArchive(tenant) { plan in
      plan.kinds = [.messageTrace]
      plan.window = AuditWindow(days: days, endingAt: collection)
      plan.caps.traceRows = 3
      plan.caps.pages = 20
    }
  }

  private static let day = CollectedArchive.window.to.date

  @Test func `a short time is one request`() async throws {
    let result = try await collected { _ in .list([Self.row(1, at: "\(Self.day)T01:00:00.0000000")]) }
    let calls = result.calls(Self.cmdlet)
    #expect(calls.count == 1 && calls[0].parameters["ResultSize"] == "3")
    #expect(calls[0].parameters["StartDate"] == CollectedArchive.window.from.advanced(byDays: -1).iso8601)
    #expect(calls[0].parameters["EndDate"] == CollectedArchive.window.to.iso8601)
    #expect(calls[0].parameters["StartingRecipientAddress"] == nil)
    #expect(result[.messageTrace]?.status == .complete && result[.messageTrace]?.items == 1)
  }

  @Test func `a full page goes on from its last row`() async throws {
    let pages = [
      [
        Self.row(1, at: "\(Self.day)T03:00:00.0000000"), Self.row(2, at: "\(Self.day)T02:00:00.0000000"),
        Self.row(3, at: "\(Self.day)T01:00:00.1234567", to: "b@elsewhere.example"),
      ],
      // The row of the cursor comes again.
      [
        Self.row(3, at: "\(Self.day)T01:00:00.1234567", to: "b@elsewhere.example"),
        Self.row(4, at: "\(Self.day)T01:00:00.1234567", to: "c@elsewhere.example"),
      ],
    ]
    let result = try await collected { .list(pages[min($0.number, 1)]) }
    let calls = result.calls(Self.cmdlet)
    #expect(calls.count == 2)
    #expect(calls[1].parameters["EndDate"] == "\(Self.day)T01:00:00.1234567")
    #expect(calls[1].parameters["StartingRecipientAddress"] == "b@elsewhere.example")
    #expect(calls[1].parameters["StartDate"] == calls[0].parameters["StartDate"])
    // Written as received, what came twice too.
    #expect(result.lines(.messageTrace)?.count == 5 && result[.messageTrace]?.status == .complete)
  }

  @Test func `a cursor that does not move ends as a part`() async throws {
    let page = (1...3).map { Self.row($0, at: "\(Self.day)T01:00:00") }
    let result = try await collected { _ in .list(page) }
    #expect(result.calls(Self.cmdlet).count == 2)
    #expect(result[.messageTrace]?.status == .partial && result.gap(.messageTrace)?.reason == .truncatedPageCap)
  }

  @Test func `a cursor that goes in a circle ends as a part`() async throws {
    let result = try await collected { call in
      .list((1...3).map { Self.row($0, at: "\(Self.day)T0\(call.number % 3):00:00") })
    }
    #expect(result.calls(Self.cmdlet).count == 4 && result.gap(.messageTrace)?.reason == .truncatedPageCap)
  }

  @Test func `a full page whose last row does not tell how to go on is a part`() async throws {
    let result = try await collected { _ in
      .list([Self.row(1, at: "x"), Self.row(2, at: "x"), #"{"MessageTraceId":"t3","Received":null}"#])
    }
    #expect(result[.messageTrace]?.status == .partial && result.gap(.messageTrace)?.reason == .schemaUnexpected)
  }

  @Test func `a long time is asked for in slices of at most ten days that leave nothing out`() async throws {
    let result = try await collected(days: 24) { _ in .list([]) }
    let calls = result.calls(Self.cmdlet)
    #expect(calls.count == 3)
    let times = try calls.map { call in
      (
        from: try #require(call.parameters["StartDate"].flatMap { Timestamp(iso8601: $0) }),
        to: try #require(call.parameters["EndDate"].flatMap { Timestamp(iso8601: $0) })
      )
    }
    #expect(times.allSatisfy { $0.to.seconds(since: $0.from) <= 10 * 86_400 })
    #expect(times[0].to == collection && times[1].to == times[0].from && times[2].to == times[1].from)
    #expect(times[2].from == collection.advanced(byDays: -25))
    #expect(result[.messageTrace]?.status == .complete)
  }

  @Test func `what is older than Exchange keeps is not asked for and stated`() async throws {
    let result = try await collected(days: 120) { _ in .list([Self.row(1, at: "\(Self.day)T01:00:00")]) }
    let starts = result.calls(Self.cmdlet).compactMap { $0.parameters["StartDate"] }
    #expect(starts.min() == collection.advanced(byDays: -90).iso8601 && starts.count == 9)
    #expect(result[.messageTrace]?.status == .partial && result.gap(.messageTrace)?.reason == .windowTooShort)
    #expect(result.gap(.messageTrace)?.message.contains("90 days") == true)
  }

  @Test func `at most a hundred requests of a tenant start within five minutes`() async throws {
    let clock = LeapingClock()
    var tenant = ServedTenant.contoso
    tenant.when { call in
      guard call.path == Self.cmdlet else { return nil }
      return .list(
        (0..<(call.number < 149 ? 1 : 0)).map { _ in Self.row(1, at: "2026-08-17T01:00:00", to: "r\(call.number)") })
    }
    let result = try await CollectedArchive(tenant, clock: clock) { plan in
      plan.kinds = [.messageTrace]
      plan.caps.traceRows = 1
    }
    #expect(result.calls(Self.cmdlet).count == 150 && result[.messageTrace]?.status == .complete)
    // The hundred-and-first waited for the window of the first.
    #expect((300...310).contains(clock.seconds))
  }
}
