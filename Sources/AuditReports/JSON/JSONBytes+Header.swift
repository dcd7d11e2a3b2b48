import AuditAnalysis
import AuditModel

extension JSONBytes {
  mutating func put(_ header: ReportHeader) {
    object { json in
      json.member("id", header.run.id)
      json.member("started_at", header.run.startedAt)
      json.member("finished_at", header.run.finishedAt)
      json.member("mode", header.run.mode)
      json.member("window") { json in
        json.member("from", header.run.window.from)
        json.member("to", header.run.window.to)
      }
      json.member("counting_threshold", header.run.countingThreshold)
      json.member("outcome", header.outcome)
      json.member("exit_code", header.exitCode)
      json.member("scope") { json in
        json.member("kind", header.isFleet ? "fleet" : "tenant")
        json.member("tenants", header.tenantCount)
        json.member("tenants_in_run", header.tenantsInRun)
      }
      json.member("compared_with") { json in
        json.member("previous", header.previous) { $0.put(comparedRun: $1) }
        json.member("week", header.week) { $0.put(comparedRun: $1) }
      }
    }
  }

  mutating func put(comparedRun run: RunReference) {
    object { json in
      json.member("run_id", run.id)
      json.member("started_at", run.startedAt)
      json.member("as_of", run.asOf)
    }
  }

  /// A run as a finding or a check refers to it: its id and the moment its window ends.
  mutating func put(_ run: RunReference) {
    object { json in
      json.member("run_id", run.id)
      json.member("at", run.asOf)
    }
  }

  mutating func put(_ totals: ReportTotals) {
    object { json in
      json.member("tenants") { json in
        json.member("complete", totals.tenants.complete)
        json.member("incomplete", totals.tenants.incomplete)
        json.member("failed", totals.tenants.failed)
        json.member("regressed", totals.tenants.regressed)
        json.member("needs_action", totals.tenants.needsAction)
      }
      json.member("users") { json in
        json.member("audited", totals.users.audited)
        json.member("flagged", totals.users.flagged)
        json.member("flagged_unaudited", totals.users.flaggedUnaudited)
        json.member("cannot_judge", totals.users.cannotJudge)
        json.member("needs_action", totals.users.needsAction)
      }
      json.key("findings")
      json.put(totals.findings)
      json.member("changes") { json in
        json.member("vs_previous", totals.sincePrevious) { $0.put($1) }
        json.member("vs_week", totals.sinceWeek) { $0.put($1) }
      }
    }
  }

  mutating func put(_ counts: SeverityCounts) {
    object { json in
      json.member("critical", counts.critical)
      json.member("high", counts.high)
      json.member("medium", counts.medium)
      json.member("low", counts.low)
      json.member("informational", counts.informational)
    }
  }

  mutating func put(_ changes: ChangeTotals) {
    object { json in
      json.member("new", changes[.new])
      json.member("new_check", changes[.newCheck])
      json.member("worse", changes[.worse])
      json.member("persistent", changes[.persistent])
      json.member("reopened", changes[.reopened])
      json.member("resolved", changes[.resolved])
      json.member("aged_out", changes[.agedOut])
      json.member("unverified", changes[.unverified])
    }
  }
}
