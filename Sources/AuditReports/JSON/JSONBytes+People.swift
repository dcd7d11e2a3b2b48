import AuditAnalysis
import AuditModel

extension JSONBytes {
  mutating func put(_ row: UserRow) {
    let standing = row.standing
    object { json in
      json.member("rank", row.rank)
      json.member("case_key", row.caseKey)
      json.member("tenant_id", row.tenantID)
      json.member("user_id", row.user.id)
      json.member("user_principal_name", row.user.userPrincipalName)
      json.member("display_name", row.user.displayName)
      json.member("user_type", row.user.type)
      json.member("account_enabled", row.user.isEnabled)
      json.member("privileged", row.user.isPrivileged)
      json.member("indicator_count", standing.indicatorCount)
      json.member("severity", standing.severity)
      json.key("score")
      json.put(thousandths: standing.score.eighths * 125)
      json.member("score_parts", list: standing.score.parts) { $0.put($1) }
      json.member("families", list: standing.families) { $0.put($1) }
      json.member("indicators", list: standing.indicators) { $0.put($1) }
      json.key("findings_open")
      json.put(standing.findings)
      json.member("unanswered", list: standing.unanswered) { $0.put($1) }
      json.member("cannot_judge", standing.cannotBeJudged)
      json.member("needs_action", standing.needsAction)
      json.member("state", standing.state)
      json.member("first_seen", standing.firstSeen)
      json.member("last_seen", standing.lastSeen)
      json.member("strongest_finding", standing.strongestFinding)
      json.member("trend", list: standing.trend) { json, point in
        json.object { json in
          json.member("date", point.asOf.date)
          json.member("indicators", point.count)
        }
      }
      json.member("week_delta", standing.weekDelta)
    }
  }

  mutating func put(_ indicator: Indicator) {
    object { json in
      json.member("check_id", indicator.checkID)
      json.member("severity", indicator.severity)
      json.member("findings", list: indicator.findings) { $0.put($1) }
    }
  }

  mutating func put(_ check: UnansweredCheck) {
    object { json in
      json.member("check_id", check.checkID)
      json.member("result", check.result)
      json.member("reason", check.reason)
    }
  }

  mutating func put(_ part: Score.Part) {
    object { json in
      switch part {
      case .check(let check, let severity, let points):
        json.member("kind", "check")
        json.member("check_id", check)
        json.member("severity", severity)
        json.member("points", points)
      case .families(let count, let quarters):
        json.member("kind", "families")
        json.member("families", count)
        json.key("factor")
        json.put(thousandths: quarters * 250)
      case .privileged:
        json.member("kind", "privileged")
        json.key("factor")
        json.put(thousandths: 1_500)
      }
    }
  }

  mutating func put(_ row: FindingRow) {
    let finding = row.finding
    object { json in
      json.member("key", finding.key)
      json.member("check_id", finding.checkID)
      json.member("check_revision", finding.checkRevision)
      json.member("family", finding.family)
      json.member("kind", finding.kind)
      json.member("severity", finding.severity)
      json.member("confidence", finding.confidence)
      json.member("counted", row.isCounted)
      json.member("presence", row.presence)
      json.member("tenant_id", row.tenantID)
      json.member("case_key", row.caseKey)
      json.member("user_id", finding.userID)
      json.member("user_principal_name", row.userPrincipalName)
      json.member("title", finding.title)
      json.member("message", finding.message)
      json.member("signals", list: finding.signals) { $0.put($1.id) }
      json.member("signal_reasons", list: finding.signals) { $0.put($1.reason) }
      json.member("occurred_at", finding.occurredAt)
      json.member("details", list: finding.details) { json, detail in
        json.object { json in
          json.member("name", detail.name)
          json.member("value", detail.value)
        }
      }
      json.member("evidence", list: finding.evidence) { json, evidence in
        json.object { json in
          json.member("source", evidence.source)
          json.member("record_id", evidence.recordID)
          json.member("collected_at", evidence.collectedAt)
        }
      }
      json.member("state") { json in
        json.member("vs_previous", row.sincePrevious)
        json.member("vs_week", row.sinceWeek)
      }
      json.key("first_seen")
      json.put(row.firstSeen)
      json.member("present_at_first_audit", row.wasPresentAtFirstAudit)
      json.key("last_confirmed")
      json.put(row.lastConfirmed)
      json.member("nights_seen", row.nightsSeen)
      json.member("attack", list: finding.attack) { $0.put($1) }
      json.member("remediation", list: finding.remediation) { $0.put($1) }
    }
  }
}
