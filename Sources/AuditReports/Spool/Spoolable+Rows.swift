import AuditAnalysis
import AuditModel

extension UserRow: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    writer.put(rank)
    writer.put(caseKey)
    writer.put(tenantID)
    writer.put(tenantName)
    writer.put(standing)
    writer.put(strongestEvidence) { $0.put($1) }
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init(
      rank: try reader.int(), caseKey: try reader.name(), tenantID: try reader.name(), tenantName: try reader.text(),
      standing: try reader.value(), strongestEvidence: try reader.optional { try $0.text() })
  }
}

extension FindingRow: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    writer.put(finding)
    writer.put(tenantID)
    writer.put(tenantName)
    writer.put(caseKey) { $0.put($1) }
    writer.put(userPrincipalName) { $0.put($1) }
    writer.put(userDisplayName) { $0.put($1) }
    writer.put(isCounted)
    writer.put(presence)
    writer.put(sincePrevious) { $0.put($1) }
    writer.put(sinceWeek) { $0.put($1) }
    writer.put(firstSeen)
    writer.put(lastConfirmed)
    writer.put(nightsSeen)
    writer.put(wasPresentAtFirstAudit)
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init(
      finding: try reader.value(), tenantID: try reader.name(), tenantName: try reader.text(),
      caseKey: try reader.optional { try $0.name() }, userPrincipalName: try reader.optional { try $0.text() },
      userDisplayName: try reader.optional { try $0.text() }, isCounted: try reader.bool(),
      presence: try reader.name(), sincePrevious: try reader.optional { try $0.name() },
      sinceWeek: try reader.optional { try $0.name() }, firstSeen: try reader.value(),
      lastConfirmed: try reader.value(), nightsSeen: try reader.int(), wasPresentAtFirstAudit: try reader.bool())
  }
}

extension CheckRow: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    writer.put(coverage)
    writer.put(since)
    writer.put(runsInRow)
    writer.put(previousResult) { $0.put($1) }
    writer.put(usersMissed) { $0.put($1) }
    writer.put(severity) { $0.put($1) }
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init(
      coverage: try reader.value(), since: try reader.value(), runsInRow: try reader.int(),
      previousResult: try reader.optional { try $0.name() }, usersMissed: try reader.optional { try $0.int() },
      severity: try reader.optional { try $0.name() })
  }
}

extension CannotJudgeRow: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    writer.put(tenantID)
    writer.put(tenantName)
    writer.put(user) { $0.put($1) }
    writer.put(caseKey) { $0.put($1) }
    writer.put(usersAffected)
    writer.put(checks) { $0.put($1) }
    writer.put(checksInScope)
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init(
      tenantID: try reader.name(), tenantName: try reader.text(), user: try reader.optional { try $0.value() },
      caseKey: try reader.optional { try $0.name() }, usersAffected: try reader.int(),
      checks: try reader.list { try $0.value() }, checksInScope: try reader.int())
  }
}

extension TenantRow: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    writer.put(tenant)
    writer.put(status)
    writer.put(verdict)
    writer.put(evidenceAt) { $0.put($1) }
    writer.put(usersAudited)
    writer.put(usersFlagged)
    writer.put(findings)
    writer.put(coverage)
    writer.put(hasRegressed)
    for run in [lastCompleteRun, previous, week] { writer.put(run) { $0.put($1) } }
    writer.put(sincePrevious) { $0.put($1) }
    writer.put(sinceWeek) { $0.put($1) }
    writer.put(families) { $0.put($1) }
    writer.put(checks) { $0.put($1) }
    writer.put(gaps) { $0.put($1) }
    writer.put(trend) { $0.put($1) }
    writer.put(weekDelta) { $0.put($1) }
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init(
      tenant: try reader.value(), status: try reader.name(), verdict: try reader.name(),
      evidenceAt: try reader.optional { try $0.moment() }, usersAudited: try reader.int(),
      usersFlagged: try reader.int(), findings: try reader.value(), coverage: try reader.value(),
      hasRegressed: try reader.bool(), lastCompleteRun: try reader.optional { try $0.value() },
      previous: try reader.optional { try $0.value() }, week: try reader.optional { try $0.value() },
      sincePrevious: try reader.optional { try $0.value() }, sinceWeek: try reader.optional { try $0.value() },
      families: try reader.list { try $0.value() }, checks: try reader.list { try $0.value() },
      gaps: try reader.list { try $0.value() }, trend: try reader.list { try $0.value() },
      weekDelta: try reader.optional { try $0.int() })
  }
}
