import AuditModel
import EvidenceCollection
import Synchronization
import Testing

/// The unified audit log by both searches.
struct UnifiedAuditTests {
  private static func auditPlan(_ adjust: (inout CollectionPlan) -> Void = { _ in }) -> CollectionPlan {
    plan {
      $0.kinds = [.unifiedAudit]
      adjust(&$0)
    }
  }

  private static func row(_ index: Int, of count: Int, id: String? = nil) -> String {
    #"{"ResultIndex":\#(index),"ResultCount":\#(count),"Identity":"\#(id ?? "i\(index)")"}"#
  }

  private static func small(_ adjust: (inout CollectionCaps) -> Void = { _ in }) -> CollectionCaps {
    var caps = CollectionCaps()
    caps.auditCallRows = 2
    caps.auditSessionRows = 6
    adjust(&caps)
    return caps
  }

  @Test func `a session is called until it has told all, unsorted and with duplicates as they come`() async throws {
    let calls = Mutex(0)
    let tenant = try await collect(Self.auditPlan { $0.caps = Self.small() }) { call in
      guard call.cmdlet == "Search-UnifiedAuditLog" else { return nil }
      switch calls.withLock({
        $0 += 1; return $0
      }) {
      case 1: return .list([Self.row(3, of: 3), Self.row(1, of: 3)])
      // The last index was told already, but not everything.
      case 2: return .list([Self.row(1, of: 3), Self.row(2, of: 3)])
      default: return .list([])
      }
    }
    #expect(tenant.lines(.unifiedAudit)?.count == 4)
    #expect(tenant.gap(.unifiedAudit) == nil)
    let searches = tenant.stub.cmdlets("Search-UnifiedAuditLog")
    #expect(searches.count == 2)
    #expect(Set(searches.map { $0.parameters["SessionId"] }).count == 1)
    #expect(searches.allSatisfy { $0.parameters["SessionCommand"] == "ReturnLargeSet" })
  }

  @Test func `a search that says the same again and again ends`() async throws {
    let tenant = try await collect(Self.auditPlan { $0.caps = Self.small() }) { call in
      call.cmdlet == "Search-UnifiedAuditLog" ? .list([Self.row(1, of: 5), Self.row(2, of: 5)]) : nil
    }
    #expect(tenant.stub.cmdlets("Search-UnifiedAuditLog").count == 2)
  }

  @Test func `an internal time-out begins a new session, and the fourth is a gap`() async throws {
    let names = Mutex<[String]>([])
    let tenant = try await collect(
      Self.auditPlan { $0.caps = Self.small { $0.auditSplits = 0 } }
    ) { call in
      guard call.cmdlet == "Search-UnifiedAuditLog" else { return nil }
      names.withLock { $0.append(call.parameters["SessionId"] ?? "") }
      return .list([Self.row(-1, of: 0)])
    }
    #expect(names.withLock { $0.count } == 4)
    #expect(tenant.gap(.unifiedAudit)?.reason == .timeout)
    #expect(tenant.status(.unifiedAudit) == .unavailable)
  }

  @Test func `an internal time-out that passes leaves no gap`() async throws {
    let calls = Mutex(0)
    let tenant = try await collect(Self.auditPlan { $0.caps = Self.small() }) { call in
      guard call.cmdlet == "Search-UnifiedAuditLog" else { return nil }
      return calls.withLock {
        $0 += 1; return $0
      } == 1
        ? .list([Self.row(-1, of: 0)]) : .list([Self.row(1, of: 1)])
    }
    #expect(tenant.lines(.unifiedAudit) == [Self.row(1, of: 1)])
    #expect(tenant.gap(.unifiedAudit) == nil)
  }

  @Test func `more rows than a session gives are asked for in halves of the time`() async throws {
    let tenant = try await collect(Self.auditPlan { $0.caps = Self.small() }) { call in
      guard call.cmdlet == "Search-UnifiedAuditLog" else { return nil }
      guard let from = Timestamp(iso8601: call.parameters["StartDate"] ?? ""),
        let to = Timestamp(iso8601: call.parameters["EndDate"] ?? "")
      else { return .refused(400, "Bad") }
      return to.seconds(since: from) > 86_400
        ? .list([Self.row(1, of: 7), Self.row(2, of: 7)]) : .list([Self.row(1, of: 1)])
    }
    // Three days: whole, two halves, four quarters.
    #expect(tenant.stub.cmdlets("Search-UnifiedAuditLog").count == 7)
    #expect(tenant.lines(.unifiedAudit)?.count == 4, "what is asked for again in halves is not written twice")
    #expect(tenant.gap(.unifiedAudit) == nil)
  }

  @Test func `more rows than a session gives within the shortest time are a truncated kind`() async throws {
    let tenant = try await collect(Self.auditPlan { $0.caps = Self.small { $0.auditSplits = 0 } }) { call in
      call.cmdlet == "Search-UnifiedAuditLog" ? .list([Self.row(1, of: 7), Self.row(2, of: 7)]) : nil
    }
    #expect(tenant.gap(.unifiedAudit)?.reason == .truncatedPageCap)
    #expect(tenant.status(.unifiedAudit) == .partial)
  }

  @Test func `only the operations of the checks are asked for, in both spellings`() async throws {
    let tenant = try await collect(
      Self.auditPlan { $0.operations = ["New-InboxRule", "Add member to role", "Reset user password."] }
    ) { _ in nil }
    #expect(
      tenant.stub.cmdlets("Search-UnifiedAuditLog").first?.parameters["Operations"]
        == "Add member to role,Add member to role.,New-InboxRule,Reset user password.")
  }

  @Test(arguments: AuditSource.allCases)
  func `where nothing is audited nothing is searched`(_ source: AuditSource) async throws {
    let tenant = try await collect(Self.auditPlan { $0.auditSource = source }) { call in
      call.cmdlet == "Get-AdminAuditLogConfig" ? .list([#"{"UnifiedAuditLogIngestionEnabled":false}"#]) : nil
    }
    #expect(tenant.gap(.unifiedAudit)?.reason == .auditDisabled)
    #expect(tenant.gap(.unifiedAudit)?.message == "The unified audit log of this tenant is switched off.")
    #expect(tenant.stub.calls.map(\.cmdlet).filter { $0 != "" } == ["Get-AdminAuditLogConfig"])
    #expect(tenant.stub.calls.allSatisfy { !$0.path.contains("auditLog") })
  }

  // MARK: Graph's search

  private static func search(_ id: String, _ status: String, exceeded: Bool = false) -> StubReply {
    StubReply(body: #"{"id":"\#(id)","status":"\#(status)","isRecordCountLimitExceeded":\#(exceeded)}"#)
  }

  @Test func `a search is created, looked at until it is done, and read`() async throws {
    let looks = Mutex(0)
    let tenant = try await collect(
      Self.auditPlan {
        $0.auditSource = .graph
        $0.operations = ["Set-Mailbox"]
      }
    ) { call in
      switch (call.method, call.path) {
      case ("POST", "/security/auditLog/queries"): Self.search("q 1", "notStarted")
      case (_, "/security/auditLog/queries/q%201"):
        Self.search(
          "q 1",
          looks.withLock {
            $0 += 1; return $0
          } < 3 ? "running" : "succeeded")
      case (_, "/security/auditLog/queries/q%201/records"): .list([#"{"id":"1"}"#])
      default: nil
      }
    }
    #expect(tenant.lines(.unifiedAudit) == [#"{"id":"1"}"#])
    #expect(tenant.waits == [.seconds(5), .seconds(10), .seconds(20)])
    let created = try #require(tenant.stub.calls("/security/auditLog/queries").first)
    #expect(created.body.contains(#""operationFilters":["Set-Mailbox"]"#))
  }

  @Test func `a search that v1 does not know is created in beta`() async throws {
    let tenant = try await collect(Self.auditPlan { $0.auditSource = .graph }) { call in
      guard call.path.hasPrefix("/security") else { return nil }
      if call.version == "v1.0" { return .refused(404, "UnknownError") }
      return call.path.hasSuffix("/records") ? .list([#"{"id":"1"}"#]) : Self.search("q", "succeeded")
    }
    #expect(tenant.lines(.unifiedAudit)?.count == 1)
    #expect(tenant.gap(.unifiedAudit) == nil)
  }

  @Test func `a search that does not end is given up, one that fails says so`() async throws {
    for (status, reason) in [("running", GapReason.timeout), ("failed", .serviceError)] {
      let tenant = try await collect(Self.auditPlan { $0.auditSource = .graph }) { call in
        call.path.hasPrefix("/security") ? Self.search("q", status) : nil
      }
      #expect(tenant.gap(.unifiedAudit)?.reason == reason)
      #expect(tenant.waits.reduce(.zero, +) <= .seconds(3_660))
    }
  }

  @Test func `a search with more records than it gives is repeated in halves`() async throws {
    let created = Mutex(0)
    let tenant = try await collect(Self.auditPlan { $0.auditSource = .graph }) { call in
      guard call.path.hasPrefix("/security") else { return nil }
      if call.path.hasSuffix("/records") { return .list([#"{"id":"\#(call.path)"}"#]) }
      let number = created.withLock {
        $0 += 1; return $0
      }
      return Self.search("q\(number)", "succeeded", exceeded: number == 1)
    }
    #expect(tenant.stub.calls("/security/auditLog/queries").count == 3)
    #expect(tenant.lines(.unifiedAudit)?.count == 2)
  }
}
