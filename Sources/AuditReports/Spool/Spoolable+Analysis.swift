import AuditAnalysis
import AuditModel

extension SeverityCounts: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    for severity in Severity.allCases { writer.put(self[severity]) }
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init()
    for severity in Severity.allCases { self[severity] = try reader.int() }
  }
}

extension CoverageCounts: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    for result in CheckResult.allCases { writer.put(self[result]) }
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init()
    for result in CheckResult.allCases { self[result] = try reader.int() }
  }
}

extension ChangeTotals: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    for change in FindingChange.allCases { writer.put(self[change]) }
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init()
    for change in FindingChange.allCases { self[change] = try reader.int() }
  }
}

extension TrendPoint: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    writer.put(asOf)
    writer.put(count) { $0.put($1) }
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init(asOf: try reader.moment(), count: try reader.optional { try $0.int() })
  }
}

extension FamilyStanding: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    writer.put(family)
    writer.put(checks)
    writer.put(findings)
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init(family: try reader.name(), checks: try reader.value(), findings: try reader.value())
  }
}

extension Indicator: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    writer.put(checkID)
    writer.put(family)
    writer.put(severity)
    writer.put(findings) { $0.put($1) }
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init(
      checkID: try reader.name(), family: try reader.name(), severity: try reader.name(),
      findings: try reader.list { try $0.name() })
  }
}

extension UnansweredCheck: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    writer.put(checkID)
    writer.put(family)
    writer.put(result)
    writer.put(reason) { $0.put($1) }
    writer.put(isUserLevel)
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init(
      checkID: try reader.name(), family: try reader.name(), result: try reader.name(),
      reason: try reader.optional { try $0.name() }, isUserLevel: try reader.bool())
  }
}

extension UserStanding: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    writer.put(user)
    writer.put(indicators) { $0.put($1) }
    writer.put(findings)
    writer.put(unanswered) { $0.put($1) }
    writer.put(state) { $0.put($1) }
    writer.put(firstSeen) { $0.put($1) }
    writer.put(lastSeen) { $0.put($1) }
    writer.put(trend) { $0.put($1) }
    writer.put(weekDelta) { $0.put($1) }
    writer.put(strongestFinding) { $0.put($1) }
    writer.put(needsAction)
  }

  /// Score and families follow from the indicators, so they are not stored.
  init(spooled reader: inout SpoolReader) throws {
    let user: UserFacts = try reader.value()
    let indicators: [Indicator] = try reader.list { try $0.value() }
    self.init(
      user: user, indicators: indicators, findings: try reader.value(),
      unanswered: try reader.list { try $0.value() }, state: try reader.optional { try $0.name() },
      firstSeen: try reader.optional { try $0.moment() }, lastSeen: try reader.optional { try $0.moment() },
      trend: try reader.list { try $0.value() }, weekDelta: try reader.optional { try $0.int() },
      strongestFinding: try reader.optional { try $0.name() }, needsAction: try reader.bool())
  }
}
