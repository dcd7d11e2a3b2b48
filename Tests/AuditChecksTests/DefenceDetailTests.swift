import AuditModel
import Testing

@testable import AuditChecks

/// Changes of the tenant's defence that are easily overlooked.
@Suite struct DefenceDetailTests {
  private typealias Build = ExampleEvidence
  private typealias Check = TenantDefenceChangesCheck

  private func findings(_ records: [AuditRecord], _ configuration: [AuditConfiguration]? = nil) -> [Finding] {
    assess(
      Check(),
      Build.quietTenant {
        $0.unifiedAudit = .complete(records)
        if let configuration { $0.auditConfiguration = .complete(configuration) }
      }
    ).findings
  }

  private func changed(_ old: String, _ new: String) -> [Finding] {
    assess(Check(), Build.quietTenant { $0.directoryAudits = .complete([Check.policy(old: old, new: new)]) }).findings
  }

  private func policy(_ conditions: String = "", operator grant: String = "AND", rest: String = "") -> String {
    #"{"state":"enabled","modifiedDateTime":"\#(conditions.count)","conditions":{"users":{"includeUsers":["All"]}\#(conditions)},"#
      + #""grantControls":{"operator":"\#(grant)","builtInControls":["mfa","compliantDevice"]}\#(rest)}"#
  }

  @Test(arguments: [
    (#","clientAppTypes":["all"]"#, #","clientAppTypes":["browser"]"#, "no longer covers clientapptypes all"),
    ("", #","userRiskLevels":["high"]"#, "no longer covers userrisklevels all"),
    ("", #","signInRiskLevels":["high"]"#, "no longer covers signinrisklevels all"),
    (#","platforms":null"#, #","platforms":{"includePlatforms":["android"]}"#, "no longer covers platforms all"),
    ("", #","locations":{"includeLocations":["All"],"excludeLocations":["AllTrusted"]}"#, "leaves out locations"),
  ])
  func `a condition that narrows a policy makes it weaker, and the other way round stronger`(
    _ old: String, _ new: String, _ words: String
  ) throws {
    let finding = try #require(changed(policy(old), policy(new)).first)
    #expect(finding.severity == .high && finding.signals[0].reason.contains(words), "\(finding.signals)")
    #expect(changed(policy(new), policy(old)).isEmpty)
  }

  @Test func `one control instead of all makes a policy weaker`() throws {
    let finding = try #require(changed(policy(), policy(operator: "OR")).first)
    #expect(finding.severity == .high && finding.message.contains("asks for one of its controls instead of all"))
    #expect(changed(policy(operator: "OR"), policy()).isEmpty)
  }

  @Test(arguments: [
    ("AND mfa", "OR mfa compliantDevice", "is content with compliantdevice as well"),
    (
      "OR mfa compliantDevice", "OR mfa compliantDevice domainJoinedDevice",
      "is content with domainjoineddevice as well"
    ),
    ("AND mfa compliantDevice", "OR mfa compliantDevice", "asks for one of its controls instead of all"),
    ("OR mfa compliantDevice", "AND domainJoinedDevice", "no longer asks for compliantdevice, mfa"),
    ("OR block", "OR mfa", "no longer asks for block"), ("OR mfa compliantDevice", "OR", "no longer asks for"),
  ])
  func `controls are weaker when a sign-in passes that did not`(_ old: String, _ new: String, _ words: String) throws {
    func policy(_ text: String) -> String {
      let parts = text.split(separator: " ")
      let controls = parts.dropFirst().map { "\"\($0)\"" }.joined(separator: ",")
      return #"{"state":"enabled","grantControls":{"operator":"\#(parts[0])","builtInControls":[\#(controls)]}}"#
    }
    let finding = try #require(changed(policy(old), policy(new)).first)
    #expect(finding.severity == .high && finding.signals[0].reason.contains(words), "\(finding.signals)")
    // An unlike control is weaker in one way and stronger in another.
    if !words.hasPrefix("no longer") || new == "OR" { #expect(changed(policy(new), policy(old)).isEmpty) }
  }

  @Test(arguments: [
    #","sessionControls":{"signInFrequency":{"value":4}}"#,
    #","somethingNew":[{"rule":"x"}]"#,
  ])
  func `what is not weighed is told when it changed, and silent when it is only written otherwise`(_ rest: String) {
    for (old, new) in [(policy(), policy(rest: rest)), (policy(rest: rest), policy())] {
      #expect(changed(old, new).map(\.severity) == [.medium])
    }
    #expect(changed(policy(rest: rest + #","displayName":"a""#), policy(rest: #","x":null"# + rest)).isEmpty)
  }

  @Test func `a device filter is told, also beside a change for the better`() {
    let filter = #","devices":{"deviceFilter":{"mode":"exclude","rule":"device.isCompliant -eq True"}}"#
    #expect(changed(policy(), policy(filter)).map(\.severity) == [.medium])
    #expect(changed(policy(operator: "OR"), policy(filter)).map(\.severity) == [.medium])
  }

  @Test func `a cmdlet that switches one log on and the other off switches one off`() {
    let found = findings([
      Build.record(
        "Set-AdminAuditLogConfig", by: "admin@contoso.example",
        ["UnifiedAuditLogIngestionEnabled": "$true", "AdminAuditLogEnabled": "$false"])
    ])
    #expect(found.map(\.severity) == [.critical])
    #expect(found.first?.message.hasPrefix("The administrator audit log was switched off") == true)
  }

  @Test(arguments: [
    (#"@{Add="evil.example";Remove="x.example"}"#, 1), (#"@{Remove="x.example"; Add ="evil.example"}"#, 1),
    (#"@{Remove="x.example"}"#, 0), ("evil.example", 1), ("$null", 0),
  ])
  func `an exception that is added counts, whatever is removed beside it`(_ value: String, _ count: Int) {
    let record = Build.record(
      "Set-HostedContentFilterPolicy", by: "admin@contoso.example",
      ["Identity": "Default", "AllowedSenderDomains": value])
    #expect(findings([record]).count == count)
  }

  @Test func `of several who switched the log off the last one is named, in every run`() throws {
    let records = (0..<8).map { number in
      Build.record(
        "Set-AdminAuditLogConfig", id: "\(number)", at: Build.recently.advanced(bySeconds: Int64(number) * 60),
        by: "user\(number)@contoso.example", ["UnifiedAuditLogIngestionEnabled": "False"])
    }
    let found = findings(records.reversed(), [AuditConfiguration(isUnifiedAuditEnabled: false)])
    let state = try #require(found.first { $0.kind == .state })
    #expect(state.message.contains("by user7@contoso.example"), "\(state.message)")
  }

  @Test func `of two lines of settings the one that says off counts, in any order`() {
    let lines = [
      AuditConfiguration(isUnifiedAuditEnabled: true, changedAt: Build.recently),
      AuditConfiguration(isUnifiedAuditEnabled: false, isAdminAuditEnabled: true),
    ]
    let found = findings([], lines)
    #expect(found.map(\.severity) == [.critical] && found == findings([], lines.reversed()))
  }
}
