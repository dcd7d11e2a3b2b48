import AuditChecks
import AuditModel
import AuditPipeline
import Testing

struct ConfigurationTests {
  private let folder = TemporaryFolder()

  private func check(_ yaml: String) throws -> (Configuration, [ConfigurationProblem]) {
    try folder.write(yaml, to: "config.yaml")
    return try ConfigurationFile(path: folder.path + "/config.yaml").check()
  }

  @Test func `every key is read, and relative paths are relative to the file`() throws {
    let (configuration, problems) = try check(
      """
      version: 1
      msp: {name: MSP Example, timezone: Europe/Berlin}
      audit:
        window: 2w
        concurrency: {tenants: 3}
        counting_threshold: medium
        checks: {disable: [{id: new-users, reason: "migration", until: 2026-12-31}]}
        trusted: {domains: [partner.example], networks: [203.0.113.0/24], countries: {default: [de, NO]}}
        partners: [msp.example]
        partner_networks: [198.51.100.0/24, 2001:db8::/32]
        thresholds: {burst_messages: 25, failure_percent: 100}
      coverage: {fail_on_incomplete: 5%}
      report: {dir: out, formats: [json]}
      history: {path: /var/lib/x.sqlite}
      """)
    #expect(problems.isEmpty)
    #expect(configuration.windowInDays == 14)
    #expect(configuration.concurrentTenants == 3)
    #expect(configuration.countingThreshold == .medium)
    #expect(configuration.failOnIncomplete == .percent(5))
    #expect(configuration.formats == [.json])
    #expect(configuration.reportDirectory == folder.path + "/out")
    #expect(configuration.checks.trustedCountries == ["DE", "NO"])
    #expect(configuration.checks.isPartnerNetwork("198.51.100.9"))
    #expect(configuration.checks.thresholds.burstMessages == 25)
    #expect(configuration.checks.thresholds.failurePercent == 100)
    #expect(configuration.checks.thresholds.baselineFactor == CheckThresholds().baselineFactor)
    #expect(configuration.historyPath == "/var/lib/x.sqlite")
    #expect(configuration.timeZone == "Europe/Berlin")
    let off = configuration.checks.switchedOff(CheckID("new-users"), at: Timestamp(seconds: 0))
    #expect(off?.reason == "migration")
  }

  @Test(arguments: [
    ("version: 1\nadit: {}", 2, "unknown key `adit`"),
    ("version: 1\naudit:\n  windw: 7d", 3, "unknown key `windw`"),
    ("version: 1\naudit:\n  window: 400d", 3, "1d to 180d"),
    ("version: 2", 1, "`version`"),
    ("audit: {window: 7d}", 1, "lacks `version`"),
    ("version: 1\nmsp: {timezone: Mars/Olympus}", 2, "time zone"),
    ("version: 1\naudit: {checks: {disable: [{id: mailbox-rule, reason: x}]}}", 2, "did you mean mailbox-rules?"),
    ("version: 1\naudit: {checks: {disable: [{id: mailbox-rules}]}}", 2, "lacks `reason`"),
    ("version: 1\nreport: {formats: [pdf]}", 2, "html, xlsx, json"),
    ("version: 1\naudit: 7", 2, "must be a mapping"),
    ("version: 1\naudit:\n  trusted: {countries: [UK]}", 3, "`audit.trusted.countries` must be a list of countries"),
    ("version: 1\naudit:\n  trusted: {countries: {default: [Germany]}}", 3, "countries.default` must be a list"),
    ("version: 1\naudit:\n  trusted: {countries: {gold: [DE]}}", 3, "unknown key `gold`"),
    ("version: 1\naudit:\n  trusted: {countries: DE}", 3, "must be a list of countries"),
    ("version: 1\naudit:\n  partner_networks: [0.0.0.0/0]", 3, "none of which is everything"),
    ("version: 1\naudit:\n  thresholds: {burst_message: 3}", 3, "unknown key `burst_message`"),
    ("version: 1\naudit:\n  thresholds:\n    failure_percent: 101", 4, "a whole number from 1 to 100"),
    ("version: 1\naudit:\n  thresholds:\n    burst_messages: 0", 4, "a whole number from 1 to 1000000"),
    ("version: 1\naudit:\n  thresholds:\n    travel_speed: fast", 4, "a whole number"),
  ])
  func `each mistake is named with its line`(yaml: String, line: Int, words: String) throws {
    let (_, problems) = try check(yaml)
    #expect(problems.contains { $0.line == line && $0.message.contains(words) }, "\(problems)")
  }

  @Test func `an unknown key comes with the nearest known one`() throws {
    let (_, problems) = try check("version: 1\nreprot: {dir: x}")
    #expect(problems.first?.help == "did you mean `report`?")
  }

  @Test(arguments: ["version: [1", "version: 1\nversion: 1", "\tversion: 1"])
  func `what is no YAML ends with 78 and the place`(yaml: String) throws {
    try folder.write(yaml, to: "config.yaml")
    let run = try ProgramRun.run("config", "check", "--config", folder.path + "/config.yaml")
    #expect(run.exit == 78)
    #expect(run.errors.contains("config.yaml"))
  }

  @Test func `all problems are listed at once, and the exit code is 78`() throws {
    try folder.write("version: 1\nadit: {}\nreport: {formats: [pdf]}", to: "config.yaml")
    let run = try ProgramRun.run("config", "check", "--config", folder.path + "/config.yaml")
    #expect(run.exit == 78)
    #expect(run.errors.contains("line 2"))
    #expect(run.errors.contains("line 3"))
  }

  @Test func `a configuration that is not there is an error, not the defaults`() throws {
    let run = try ProgramRun.run("config", "check", "--config", folder.path + "/none.yaml")
    #expect(run.exit == 78)
    let audit = try ProgramRun.run("audit", "--evidence", folder.path, "--config", folder.path + "/none.yaml")
    #expect(audit.exit == 78)
  }
}
