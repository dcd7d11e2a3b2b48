import AuditModel
import EvidenceCollection
import Testing

/// Message traces: slices and the cursor in each.
struct MessageTraceTests {
  private static func row(_ received: String, _ recipient: String, _ message: String = "m") -> String {
    #"{"MessageTraceId":"\#(message)","Received":"\#(received)","RecipientAddress":"\#(recipient)"}"#
  }

  private static func tracePlan(days: Int = 2, rows: Int = 2) -> CollectionPlan {
    plan {
      $0.kinds = [.messageTrace]
      $0.window = AuditWindow(days: days, endingAt: auditTime)
      $0.caps.traceRows = rows
    }
  }

  @Test func `a full answer goes on where it ended, and its last row is not written twice`() async throws {
    let tenant = try await collect(Self.tracePlan()) { call in
      guard call.cmdlet == "Get-MessageTraceV2" else { return nil }
      guard call.parameters["StartingRecipientAddress"] == "b" else {
        return .list([Self.row("2026-08-17T10:00:00.2", "a"), Self.row("2026-08-17T09:00:00.1234567", "b")])
      }
      return .list([Self.row("2026-08-17T09:00:00.1234567", "b")])
    }
    let calls = tenant.stub.cmdlets("Get-MessageTraceV2")
    #expect(calls.map { $0.parameters["EndDate"] } == [auditTime.iso8601, "2026-08-17T09:00:00.1234567Z"])
    #expect(
      tenant.lines(.messageTrace) == [
        Self.row("2026-08-17T10:00:00.2", "a"), Self.row("2026-08-17T09:00:00.1234567", "b"),
      ])
    #expect(tenant.gap(.messageTrace) == nil)
  }

  @Test func `a cursor that does not move ends the kind`() async throws {
    let tenant = try await collect(Self.tracePlan()) { call in
      call.cmdlet == "Get-MessageTraceV2" ? .list([Self.row("1", "a"), Self.row("1", "b")]) : nil
    }
    #expect(tenant.stub.cmdlets("Get-MessageTraceV2").count == 2)
    #expect(tenant.gap(.messageTrace)?.reason == .schemaUnexpected)
    #expect(tenant.status(.messageTrace) == .partial)
  }

  @Test func `windows of more than ten days are asked for in slices`() async throws {
    let tenant = try await collect(Self.tracePlan(days: 24)) { _ in nil }
    let calls = tenant.stub.cmdlets("Get-MessageTraceV2")
    #expect(calls.count == 3)
    #expect(calls.first?.parameters["EndDate"] == auditTime.iso8601)
    #expect(calls.last?.parameters["StartDate"] == auditTime.advanced(byDays: -25).iso8601)
  }

  @Test func `beyond ninety days the window is too long`() async throws {
    let tenant = try await collect(Self.tracePlan(days: 100)) { _ in nil }
    #expect(tenant.gap(.messageTrace)?.reason == .windowTooShort)
    #expect(
      tenant.stub.cmdlets("Get-MessageTraceV2").map { $0.parameters["StartDate"] ?? "" }.min()
        == auditTime.advanced(byDays: -90).iso8601)
  }
}
