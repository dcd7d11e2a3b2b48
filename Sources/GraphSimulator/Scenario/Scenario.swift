import Foundation

/// A scenario file: what differs from the evidence, for all tenants and for single ones.
package struct Scenario: Sendable {
  var seed: UInt64 = 1
  var secretState = SecretState.valid
  /// PEM files of the certificates that the application may use.
  var certificates: [String] = []
  /// Seconds.
  var tokenLifetime = 3_599.0
  var rotatesRefreshTokens = true
  var revokesOldRefreshTokens = false
  /// False: the relationships of the partner can be read by a signed-in user only.
  var partnerMayBeApplication = true
  var quotas = QuotaOverrides()
  var faults: [FaultRule] = []
  /// By position in the source.
  var tenants: [Int: TenantScenario] = [:]
  var defaults = TenantScenario()

  enum SecretState: String, CaseIterable, Sendable { case valid, wrong, expired }

  package init() {}

  func tenant(_ index: Int?) -> TenantScenario { index.flatMap { tenants[$0] } ?? defaults }

  /// Reads a file.
  ///
  /// - Parameter source: whose tenants the file may name by id, domain, name or position (`#1` is the first).
  /// - Throws: `SimulatorError` with file, place and remedy.
  init(file: String, tenants facts: [TenantFacts]) throws {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw SimulatorError("the scenario cannot be read", place: file, remedy: "check the path")
    }
    try self.init(data, file: file, tenants: facts)
  }

  /// The same from a text.
  init(json: String, tenants facts: [TenantFacts]) throws {
    try self.init(Data(json.utf8), file: "scenario", tenants: facts)
  }

  private init(_ data: Data, file: String, tenants facts: [TenantFacts]) throws {
    let value: Any
    do {
      value = try JSONSerialization.jsonObject(with: data)
    } catch {
      let detail = (error as NSError).userInfo["NSDebugDescription"] as? String ?? "\(error)"
      throw SimulatorError(
        "this is no JSON: \(detail)", place: file, remedy: "see docs/GRAPH-SIMULATOR.md for what a scenario may hold")
    }
    try self.init(value, file: file, tenants: facts)
  }

  init(_ value: Any, file: String, tenants facts: [TenantFacts]) throws {
    let whole = try ScenarioSection(
      value, file: file, path: "",
      known: ["seed", "application", "tokens", "partner", "quotas", "faults", "defaults", "tenants"])
    seed = UInt64(try whole.integer("seed", in: 0...Int(Int32.max)) ?? 1)
    if let application = try whole.section("application", known: ["secret", "certificates"]) {
      secretState = try application.choice("secret", SecretState.self) ?? .valid
      certificates = try application.texts("certificates") ?? []
    }
    if let tokens = try whole.section(
      "tokens", known: ["lifetimeSeconds", "rotateRefreshTokens", "revokeOldRefreshTokens"])
    {
      tokenLifetime = try tokens.number("lifetimeSeconds", in: 0.1...86_400) ?? tokenLifetime
      rotatesRefreshTokens = try tokens.flag("rotateRefreshTokens") ?? true
      revokesOldRefreshTokens = try tokens.flag("revokeOldRefreshTokens") ?? false
    }
    if let partner = try whole.section("partner", known: ["applicationPermission"]) {
      partnerMayBeApplication = try partner.flag("applicationPermission") ?? true
    }
    quotas = try QuotaOverrides(whole)
    faults = try FaultRule.all(in: whole)
    try readTenants(whole, facts)
  }

  private mutating func readTenants(_ whole: ScenarioSection, _ facts: [TenantFacts]) throws {
    if let section = try whole.section("defaults", known: TenantScenario.keys) { try defaults.apply(section) }
    guard let all = try whole.section("tenants", known: []) else { return }
    for name in all.names {
      guard let section = try all.section(name, known: TenantScenario.keys) else { continue }
      let index =
        facts.firstIndex { fact in
          [fact.id, fact.domain, fact.name].contains { $0.lowercased() == name.lowercased() }
        } ?? (name.hasPrefix("#") ? Int(name.dropFirst()).map { $0 - 1 } : nil)
      guard let index, facts.indices.contains(index) else {
        throw all.wrong(
          name, "the id, domain or name of a tenant, or its position (#1 to #\(facts.count)),",
          "known: \(facts.prefix(12).map(\.domain).joined(separator: ", "))\(facts.count > 12 ? " …" : "")")
      }
      var scenario = defaults
      try scenario.apply(section)
      tenants[index] = scenario
    }
  }
}
