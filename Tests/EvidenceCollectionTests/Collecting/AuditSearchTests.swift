import AuditModel
import EvidenceCollection
import Synchronization
import Testing

/// The audit search of Microsoft Graph.
struct AuditSearchTests {
  static let path = "/security/auditLog/queries"

  /// A search that needs so many looks, and what it says in the end.
  struct Service: Sendable {
    var looks = 1
    var end = #""status":"succeeded""#
    var isWrapped = false
    var refusesV1 = false
    /// Searches that reach over more seconds than that exceed what Microsoft returns.
    var isTooLarge: @Sendable (_ created: TenantCall) -> Bool = { _ in false }
    var records: @Sendable (_ id: String, TenantCall) -> TenantAnswer = { id, _ in .list([record(id)]) }
    private let created = Created()

    /// The bodies of the searches in order; the number is the id.
    final class Created: Sendable { let calls = Mutex<[TenantCall]>([]) }

    init() {}

    func answer(_ call: TenantCall) -> TenantAnswer? {
      guard call.path.hasPrefix(path) else { return nil }
      if refusesV1, call.version == "v1.0" { return .refusal(404, "UnknownError") }
      let rest = call.path.dropFirst(path.count).split(separator: "/")
      if call.method == "POST" {
        let number = created.calls.withLock { calls in
          calls.append(call)
          return calls.count
        }
        return .text(#"{"id":"q \#(number)","status":"notStarted"}"#, status: 201)
      }
      let id = String(rest.first ?? "")
      if rest.count == 2 { return records(id, call) }
      let search = created.calls.withLock { $0[(Int(id.dropFirst(2)) ?? 1) - 1] }
      let limit = #""isRecordCountLimitExceeded":\#(isTooLarge(search))"#
      let entity =
        call.number + 1 < looks ? #"{"id":"\#(id)","status":"running"}"# : #"{"id":"\#(id)",\#(end),\#(limit)}"#
      return .text(isWrapped ? #"{"value":\#(entity)}"# : entity)
    }
  }

  static func record(_ id: String) -> String {
    ##"{"id":"\##(id)","createdDateTime":"2026-08-17T10:00:00Z","operation":"New-InboxRule","userId":"k","userPrincipalName":"ada@contoso.example","auditData":{"@odata.type":"#microsoft.graph.security.defaultAuditData","Operation":"New-InboxRule"}}"##
  }

  private func collected(
    _ service: Service, adjust: (inout CollectionPlan) -> Void = { _ in }
  ) async throws -> CollectedArchive {
    var tenant = ServedTenant.contoso
    tenant.when { service.answer($0) }
    return try await CollectedArchive(tenant) { plan in
      plan.kinds = [.unifiedAudit]
      plan.auditSource = .graph
      adjust(&plan)
    }
  }

  private func searches(_ result: CollectedArchive) -> [TenantCall] {
    result.calls(Self.path).filter { $0.method == "POST" }
  }

  @Test func `a search is created, looked at until it is done, and its records are written`() async throws {
    var service = Service()
    service.looks = 3
    service.records = { id, call in
      call.page == 0
        ? .page([Self.record("a")], next: 1) : call.page == 1 ? .page([], next: 2) : .list([Self.record("b")])
    }
    let result = try await collected(service) { $0.operations = ["Set-Mailbox", "New-InboxRule"] }
    let body = try #require(searches(result).first?.body)
    #expect(body.contains(#""operationFilters":["New-InboxRule","Set-Mailbox"]"#))
    #expect(body.contains(#""filterStartDateTime":"\#(CollectedArchive.window.from.advanced(byDays: -1).iso8601)""#))
    #expect(body.contains(#""filterEndDateTime":"\#(CollectedArchive.window.to.iso8601)""#))
    #expect(searches(result).count == 1 && result.calls(Self.path + "/q 1").count == 3)
    #expect(result.lines(.unifiedAudit) == [Self.record("a"), Self.record("b")])
    #expect(result[.unifiedAudit]?.status == .complete)
    #expect(result.record.calls.allSatisfy { $0.service != .exchange })
  }

  @Test func `a search that the documentation's wrapper surrounds is understood`() async throws {
    var service = Service()
    service.isWrapped = true
    #expect(try await collected(service)[.unifiedAudit]?.status == .complete)
  }

  @Test func `a tenant without the search in v1.0 is asked in beta, once`() async throws {
    var service = Service()
    service.refusesV1 = true
    let result = try await collected(service)
    #expect(searches(result).map(\.version) == ["v1.0", "beta"])
    #expect(result.calls(Self.path + "/q 1").map(\.version) == ["beta"])
    #expect(result[.unifiedAudit]?.status == .complete && result[.unifiedAudit]?.items == 1)
  }

  @Test func `a tenant without the search in any version is a gap`() async throws {
    var tenant = ServedTenant.contoso
    tenant.answer(Self.path, .refusal(404, "UnknownError"))
    let result = try await CollectedArchive(tenant) { plan in
      plan.kinds = [.unifiedAudit]
      plan.auditSource = .graph
    }
    #expect(searches(result).count == 2)
    #expect(result.gap(.unifiedAudit)?.reason == .serviceError && result.gap(.unifiedAudit)?.error?.http == 404)
  }

  @Test(arguments: ["failed", "cancelled"]) func `a search that fails is a gap`(status: String) async throws {
    var service = Service()
    service.end = #""status":"\#(status)""#
    let result = try await collected(service)
    #expect(result[.unifiedAudit]?.status == .unavailable && result.gap(.unifiedAudit)?.reason == .serviceError)
    #expect(result.gap(.unifiedAudit)?.message.contains(status) == true)
  }

  @Test func `a search that never ends is given up`() async throws {
    var service = Service()
    service.end = #""status":"unknownFutureValue""#
    let result = try await collected(service) { $0.caps.auditSearchLooks = 7 }
    #expect(result.calls(Self.path + "/q 1").count == 7 && result.gap(.unifiedAudit)?.reason == .timeout)
  }

  @Test func `the waits between two looks grow to their longest, and the last look is not waited after`() async throws {
    var service = Service()
    service.end = #""status":"running""#
    let clock = LeapingClock()
    var tenant = ServedTenant.contoso
    tenant.when { [service] in service.answer($0) }
    _ = try await CollectedArchive(tenant, clock: clock) { plan in
      plan.kinds = [.unifiedAudit]
      plan.auditSource = .graph
      plan.caps.auditSearchLooks = 6
      plan.caps.auditSearchFirstLook = .seconds(5)
      plan.caps.auditSearchLook = .seconds(60)
    }
    // 5 + 10 + 20 + 40 + 60
    #expect(clock.seconds == 135)
  }

  @Test func `a search of more records than Microsoft returns is made again in halves`() async throws {
    let whole = CollectedArchive.window.from.advanced(byDays: -1).iso8601
    let end = CollectedArchive.window.to.iso8601
    var service = Service()
    service.isTooLarge = { $0.body.contains(whole) && $0.body.contains(#""filterEndDateTime":"\#(end)""#) }
    let result = try await collected(service)
    #expect(searches(result).count == 3)
    #expect(result.lines(.unifiedAudit) == [Self.record("q 2"), Self.record("q 3")])
    #expect(result.calls(Self.path + "/q 1/records").isEmpty && result[.unifiedAudit]?.status == .complete)
  }

  @Test func `more records in the shortest time than Microsoft returns are a part, and the other times are read`()
    async throws
  {
    let whole = CollectedArchive.window.from.advanced(byDays: -1).iso8601
    var service = Service()
    service.isTooLarge = { $0.body.contains(whole) }
    let result = try await collected(service) { $0.caps.auditShortestSlice = 2 * 86_400 }
    #expect(result.lines(.unifiedAudit) == [Self.record("q 2"), Self.record("q 3")])
    #expect(result[.unifiedAudit]?.status == .partial && result.gap(.unifiedAudit)?.reason == .truncatedPageCap)
  }

  @Test func `a tenant without auditing is told by the search itself`() async throws {
    var tenant = ServedTenant.contoso
    tenant.answer(
      Self.path,
      .text(
        #"{"error":{"code":"BadRequest","message":"{\"Status\":\"AuditingDisabledTenant\"}"}}"#, status: 400))
    let result = try await CollectedArchive(tenant) { plan in
      plan.kinds = [.unifiedAudit]
      plan.auditSource = .graph
    }
    #expect(result.gap(.unifiedAudit)?.reason == .auditDisabled && result.gap(.unifiedAudit)?.error?.http == 400)
  }
}
