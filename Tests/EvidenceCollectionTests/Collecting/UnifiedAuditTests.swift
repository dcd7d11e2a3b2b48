import AuditModel
import EvidenceCollection
import Testing

/// The unified audit log where it is off, and what of it is asked for.
struct UnifiedAuditTests {
  private static func auditPlan(_ adjust: (inout CollectionPlan) -> Void = { _ in }) -> CollectionPlan {
    plan {
      $0.kinds = [.unifiedAudit, .auditConfiguration]
      adjust(&$0)
    }
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

  @Test func `message traces of more than ten days are asked for in slices`() async throws {
    let traced = plan {
      $0.kinds = [.messageTrace]
      $0.window = AuditWindow(days: 24, endingAt: auditTime)
    }
    let calls = try await collect(traced) { _ in nil }.stub.cmdlets("Get-MessageTraceV2")
    #expect(calls.count == 3)
    #expect(calls.first?.parameters["EndDate"] == auditTime.iso8601)
    #expect(calls.last?.parameters["StartDate"] == auditTime.advanced(byDays: -25).iso8601)
  }
}
