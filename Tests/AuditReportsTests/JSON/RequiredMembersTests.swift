import AuditReports
import Foundation
import Testing

/// What readers may rely on: the members that every document of version 1 has.
struct RequiredMembersTests {
  /// Frozen with the first release: what version 1.1 brings is optional, or documents on disk would break its schema.
  private static let required = """
    /cannot_judge: case_key checks_in_scope tenant_id unanswered user_id user_principal_name users_affected
    /cause: checks error fixable_by kinds message needs reason runs_in_row since tenants users_affected
    /change_counts: aged_out new new_check persistent reopened resolved unverified worse
    /changes: vs_previous vs_week
    /check/set_aside_causes: cause count
    /check: check_id error family fixable_by items_read message needs note previous_result reason result revision \
    runs_in_row set_aside set_aside_causes since truncated unavailable_hints users_covered users_missed window
    /check_text: check_id family reads revision title
    /compared_run: as_of run_id started_at
    /error_entry: error fixable_by kind message needs reason tenant_id users_missed
    /finding/details: name value
    /finding/evidence: collected_at record_id source
    /finding/state: vs_previous vs_week
    /finding: attack case_key check_id check_revision confidence counted details evidence family first_seen key \
    kind last_confirmed message nights_seen occurred_at presence present_at_first_audit remediation severity \
    signal_reasons signals state tenant_id title user_id user_principal_name
    /generator: catalogue name version
    /run/compared_with: previous week
    /run/scope: kind tenants tenants_in_run
    /run: compared_with counting_threshold exit_code finished_at id mode outcome scope started_at window
    /run_reference: at run_id
    /service_error: at code http request_id
    /severities: critical high informational low medium
    /tenant/coverage: clear disabled last_complete_run_at not_applicable not_assessed not_licensed partial percent \
    regressed triggered
    /tenant/families: checks_in_scope checks_unanswered family findings result severity
    /tenant/trend: date findings
    /tenant: changes checks cloud coverage default_domain display_name evidence_at families findings status \
    tenant_id trend users_audited users_flagged verdict week_delta
    /totals/tenants: complete failed incomplete needs_action regressed
    /totals/users: audited cannot_judge flagged flagged_unaudited needs_action
    /totals: changes findings tenants users
    /unanswered: check_id reason result
    /user/indicators: check_id findings severity
    /user/score_parts: kind
    /user/trend: date indicators
    /user: account_enabled cannot_judge case_key display_name families findings_open first_seen indicator_count \
    indicators last_seen needs_action privileged rank score score_parts severity state strongest_finding tenant_id \
    trend unanswered user_id user_principal_name user_type week_delta
    /window: from to
    : cannot_judge catalogue causes errors findings generator run schema schema_version tenants totals users
    """

  @Test func `the required members are those of version 1_0, and no other`() throws {
    let schema = try JSONSerialization.jsonObject(with: Data(JSONReport.schema.utf8))
    #expect(Self.lines(of: schema, at: "").sorted().joined(separator: "\n") == Self.required)
    #expect(JSONReport.schemaVersion == "1.0")
  }

  /// One line an object that requires something: where it is, and what.
  private static func lines(of node: Any, at place: String) -> [String] {
    if let list = node as? [Any] { return list.flatMap { lines(of: $0, at: place) } }
    guard let object = node as? [String: Any] else { return [] }
    let own = (object["required"] as? [String]).map { ["\(place): \($0.sorted().joined(separator: " "))"] } ?? []
    return own
      + object.sorted { $0.key < $1.key }.flatMap { key, value in
        lines(of: value, at: ["properties", "$defs", "oneOf", "items"].contains(key) ? place : "\(place)/\(key)")
      }
  }
}
