import AuditAnalysis
import AuditModel

extension JSONBytes {
  mutating func put(_ row: TenantRow) {
    object { json in
      json.member("tenant_id", row.tenant.id)
      json.member("display_name", row.tenant.displayName)
      json.member("default_domain", row.tenant.defaultDomain)
      json.member("cloud", row.tenant.cloud)
      json.member("status", row.status)
      json.member("verdict", row.verdict)
      json.member("users_audited", row.usersAudited)
      json.member("users_flagged", row.usersFlagged)
      json.member("evidence_at", row.evidenceAt)
      json.key("findings")
      json.put(row.findings)
      json.member("changes") { json in
        json.member("vs_previous", row.sincePrevious) { $0.put($1) }
        json.member("vs_week", row.sinceWeek) { $0.put($1) }
      }
      json.key("coverage")
      json.putCoverage(of: row)
      json.member("families", list: row.families) { $0.put($1) }
      json.member("trend", list: row.trend) { json, point in
        json.object { json in
          json.member("date", point.asOf.date)
          json.member("findings", point.count)
        }
      }
      json.member("week_delta", row.weekDelta)
      json.member("checks", list: row.checks) { $0.put($1) }
    }
  }

  private mutating func putCoverage(of row: TenantRow) {
    object { json in
      json.member("percent", row.coverage.permille) { $0.put(thousandths: $1 * 100) }
      for result in CheckResult.allCases { json.member(Self.name(of: result), row.coverage[result]) }
      json.member("last_complete_run_at", row.lastCompleteRun?.asOf)
      json.member("regressed", row.hasRegressed)
    }
  }

  private static func name(of result: CheckResult) -> StaticString {
    switch result {
    case .triggered: "triggered"
    case .clear: "clear"
    case .partial: "partial"
    case .notAssessed: "not_assessed"
    case .notApplicable: "not_applicable"
    case .notLicensed: "not_licensed"
    case .disabled: "disabled"
    }
  }

  private mutating func put(_ family: FamilyStanding) {
    object { json in
      json.member("family", family.family)
      json.member("result", family.result)
      json.member("findings", family.findings.total)
      json.member("severity", family.findings.highest)
      json.member("checks_in_scope", family.checks.inScope)
      json.member("checks_unanswered", family.checks.unanswered)
    }
  }

  mutating func put(_ row: CheckRow) {
    let coverage = row.coverage
    object { json in
      json.member("check_id", coverage.checkID)
      json.member("revision", coverage.revision)
      json.member("family", coverage.family)
      json.member("result", coverage.result)
      json.member("reason", row.gap?.reason)
      json.member("needs", list: row.gap?.needs ?? []) { $0.put($1) }
      json.member("fixable_by", row.gap?.reason.fixableBy)
      json.member("message", row.gap?.message)
      json.member("since", row.since.asOf)
      json.member("runs_in_row", row.runsInRow)
      json.member("previous_result", row.previousResult)
      json.member("window") { json in
        json.member("from", coverage.windowFrom)
        json.member("to", coverage.windowTo)
      }
      json.member("items_read", coverage.itemsRead)
      json.member("users_covered", coverage.usersCovered)
      json.member("users_missed", row.usersMissed)
      json.member("truncated", row.isTruncated)
      json.member("set_aside", coverage.setAside.total)
      json.member("set_aside_causes", list: coverage.setAside.sortedCounts) { json, entry in
        json.object { json in
          json.member("cause", entry.cause)
          json.member("count", entry.count)
        }
      }
      json.member("note", coverage.note)
      json.member("unavailable_hints", list: coverage.unavailableHints) { $0.put($1) }
      json.member("error", row.gap?.error) { $0.put($1) }
    }
  }

  private mutating func put(_ error: ServiceError) {
    object { json in
      json.member("http", error.http)
      json.member("code", error.code)
      json.member("request_id", error.requestID)
      json.member("at", error.at)
    }
  }

  mutating func put(_ gap: CollectionGap, of tenant: TenantID) {
    object { json in
      json.member("tenant_id", tenant)
      json.member("kind", gap.kind)
      json.member("reason", gap.reason)
      json.member("message", gap.message)
      json.member("needs", list: gap.needs) { $0.put($1) }
      json.member("fixable_by", gap.reason.fixableBy)
      json.member("users_missed", gap.missedUsers?.count)
      json.member("error", gap.error) { $0.put($1) }
    }
  }

  mutating func put(_ row: CannotJudgeRow) {
    object { json in
      json.member("tenant_id", row.tenantID)
      json.member("case_key", row.caseKey)
      json.member("user_id", row.user?.id)
      json.member("user_principal_name", row.user?.userPrincipalName)
      json.member("users_affected", row.usersAffected)
      json.member("checks_in_scope", row.checksInScope)
      json.member("unanswered", list: row.checks) { $0.put($1) }
    }
  }

  mutating func put(_ cause: CauseGroup) {
    object { json in
      json.member("reason", cause.reason)
      json.member("needs", list: cause.needs) { $0.put($1) }
      json.member("fixable_by", cause.reason.fixableBy)
      json.member("kinds", list: cause.kinds) { $0.put($1) }
      json.member("checks", list: cause.checks) { $0.put($1) }
      json.member("tenants", cause.tenantCount)
      json.member("users_affected", cause.usersAffected)
      json.key("since")
      json.put(cause.since)
      json.member("runs_in_row", cause.runsInRow)
      json.member("message", cause.message)
      json.member("error", cause.lastError) { $0.put($1) }
    }
  }

  mutating func put(_ check: CheckText) {
    object { json in
      json.member("check_id", check.id)
      json.member("title", check.title)
      json.member("family", check.family)
      json.member("revision", check.revision)
      json.member("reads", list: check.reads) { $0.put($1) }
    }
  }
}
