import Foundation
import Yams

/// Reads a configuration file: YAML with known keys only, each problem with its line.
package struct ConfigurationFile {
  package let path: String

  package init(path: String) { self.path = path }

  /// The first file that exists of the named one, `$ROUNDSMAN_CONFIG`, the user's and the system's; nil when none is named and none exists.
  package static func located(named path: String?, environment: [String: String]) -> ConfigurationFile? {
    if let path = path ?? environment["ROUNDSMAN_CONFIG"], !path.isEmpty { return ConfigurationFile(path: path) }
    let home = environment["XDG_CONFIG_HOME"] ?? environment["HOME"].map { $0 + "/.config" }
    let places = [home.map { $0 + "/roundsman/config.yaml" }, "/etc/roundsman/config.yaml"].compactMap(\.self)
    return places.first { FileManager.default.fileExists(atPath: $0) }.map(ConfigurationFile.init(path:))
  }

  /// - Throws: `Trouble` with exit 78 that lists every problem with its line.
  package func read() throws -> Configuration {
    let (configuration, problems) = try check()
    guard problems.isEmpty else {
      throw Trouble(
        .configurationInvalid, "the configuration has \(problems.count) problem\(problems.count == 1 ? "" : "s")",
        place: path,
        facts: problems.map { problem in
          [problem.file, problem.line.map { "line \($0)" }].compactMap(\.self).map { $0 + ": " }.joined()
            + problem.message + (problem.help.map { " (\($0))" } ?? "")
        }, help: "correct the file, then: roundsman config check --config \(path)")
    }
    return configuration
  }

  /// The settings and everything that is wrong with the file.
  ///
  /// - Throws: `Trouble` with exit 78 when the file cannot be read or is no YAML.
  package func check() throws -> (Configuration, [ConfigurationProblem]) {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw Trouble(
        .configurationInvalid, "the configuration cannot be read", place: path, facts: ["seen: \(Self.reason(error))"],
        help: "name an existing, readable file in UTF-8 with --config")
    }
    let problems = ConfigurationProblems()
    var configuration = Configuration()
    configuration.file = path
    do {
      if let node = try Yams.compose(yaml: text) {
        let root = ConfigurationSection(node, path: "", known: Self.keys, problems: problems)
        read(root, into: &configuration)
        readCloud(root, problems, into: &configuration)
      }
    } catch let error as YamlError {
      let (line, problem) = error.withoutText
      throw Trouble(
        .configurationInvalid, "the configuration is not valid YAML", place: path + (line.map { ":\($0)" } ?? ""),
        facts: ["seen: \(problem)"],
        help: "check the indentation and quotes at that place")
    }
    return (configuration, problems.list)
  }

  private static let keys = [
    "version", "msp", "auth", "tenants", "audit", "limits", "network", "coverage", "report", "history",
  ]

  private static func reason(_ error: any Error) -> String {
    let error = error as NSError
    return (error.userInfo[NSUnderlyingErrorKey] as? NSError)?.localizedDescription ?? error.localizedDescription
  }

  private func read(_ root: ConfigurationSection, into configuration: inout Configuration) {
    root.require("version")
    _ = root.integer("version", in: 1...1)
    if let msp = root.section("msp", known: ["name", "timezone"]) {
      configuration.mspName = msp.string("name")
      let zone = msp.value("timezone", expected: "a time zone such as Europe/Berlin") { node in
        node.string.flatMap { TimeZone(identifier: $0) == nil ? nil : $0 }
      }
      if let zone { configuration.timeZone = zone }
    }
    if let coverage = root.section("coverage", known: ["fail_on_incomplete"]),
      let policy = coverage.value(
        "fail_on_incomplete", expected: "new, any, never or a percentage such as 5%",
        parse: { node in node.string.flatMap(IncompletePolicy.init) })
    {
      configuration.failOnIncomplete = policy
    }
    if let audit = root.section("audit", known: AuditSection.keys) {
      AuditSection(section: audit).read(into: &configuration)
    }
    if let report = root.section("report", known: ["dir", "formats", "templates"]) {
      configuration.reportDirectory = report.string("dir").map(absolute)
      configuration.templatesDirectory = report.string("templates").map(absolute)
      let formats = report.value("formats", expected: "a list of at least one of html, xlsx, json") { node in
        node.sequence.flatMap { sequence -> [ReportFormat]? in
          let formats = sequence.compactMap { $0.string.flatMap(ReportFormat.init) }
          return formats.count == sequence.count && !formats.isEmpty ? formats : nil
        }
      }
      if let formats { configuration.formats = formats }
    }
    if let history = root.section("history", known: ["path"]) {
      configuration.historyPath = history.string("path").map(absolute)
    }
  }

  /// What a live audit needs besides: who we are, which tenants, how politely.
  private func readCloud(
    _ root: ConfigurationSection, _ problems: ConfigurationProblems, into configuration: inout Configuration
  ) {
    if let limits = root.section("limits", known: LimitsSection.keys) {
      configuration.limits = LimitsSection(section: limits).limits(over: configuration.limits)
    }
    if let network = root.section("network", known: NetworkSection.keys) {
      NetworkSection(section: network).read(into: &configuration.transport)
    }
    if let auth = root.section("auth", known: CloudSectionReader.keys) {
      configuration.cloud = CloudSectionReader(section: auth, absolute: absolute).read()
    }
    TenantsSection(root: root, problems: problems, file: path, absolute: absolute).read(into: &configuration)
    if configuration.discoversPartners, configuration.cloud != nil, configuration.cloud?.partnerTenant == nil {
      root.report("`discover: gdap` needs `auth.partner_tenant`", at: "tenants")
    }
    if let cloud = configuration.cloud {
      configuration.checks = configuration.checks.auditing(as: cloud.applicationID)
    } else if !root.holds("auth"), configuration.discoversPartners || !configuration.tenants.isEmpty {
      root.report("`tenants` needs `auth`: who the audit is", at: "tenants")
    }
  }

  /// Relative paths are relative to the configuration file.
  private func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    return URL(fileURLWithPath: self.path).deletingLastPathComponent().appendingPathComponent(path).standardizedFileURL
      .path
  }
}
