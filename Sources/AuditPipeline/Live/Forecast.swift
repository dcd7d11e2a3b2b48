import AuditHistory
import AuditModel
import EvidenceCollection
import Foundation
import MicrosoftCloud

/// What a live audit would ask for, estimated from the configuration and the history alone.
package struct Forecast: Hashable, Sendable, Encodable {
  /// One tenant of it.
  package struct TenantForecast: Hashable, Sendable, Encodable {
    package let id: String
    package let name: String
    package let place: String
    /// As the history knows them; nil for a tenant that was never seen.
    package let users: Int?
    /// True when everybody's rules and methods are read tonight; false when only those whose turn it is.
    package let refreshes_everybody: Bool
    /// Nil when the number of users is not known.
    package let requests: Int?
  }

  package let tenants: [TenantForecast]
  package let kinds: [String]
  package let permissions: [String]
  /// Of the tenants of which the number of users is known.
  package let requests: Int
  /// Nil when nothing is known of any tenant.
  package let minutes: Int?
  package let warnings: [String]

  /// HTTP requests a tenant, and a user: refreshed wholly, and in rotation.
  static let perTenant = 30.0
  static let perUser = (everybody: 0.35, rotation: 0.15)
  /// What a request takes, answered calmly.
  static let secondsPerRequest = 0.3

  init(
    of roster: TenantRoster, configuration: Configuration, historyPath: String, onlyUser: String?
  ) throws {
    let states = try Self.states(of: roster.tenants, configuration, historyPath)
    tenants = zip(roster.tenants, states).map { entry, state in
      let policy = configuration.effective(for: entry).refresh
      let users = state.userCount
      let isWhole = onlyUser == nil && (!state.wasSeen || (users ?? 0) <= policy.everybodyUpTo || policy.nights <= 1)
      let rate = onlyUser != nil ? 0 : isWhole ? Self.perUser.everybody : Self.perUser.rotation
      return TenantForecast(
        id: entry.id, name: entry.name ?? state.tenant?.displayName ?? entry.domain ?? entry.id, place: entry.place,
        users: users, refreshes_everybody: isWhole,
        requests: users.map { Int((Self.perTenant + Double($0) * rate).rounded(.up)) })
    }
    kinds = EvidenceKind.allCases.map(\.rawValue)
    permissions = Self.needs(of: roster.tenants, configuration).map(\.text)
    warnings = roster.warnings
    requests = tenants.compactMap(\.requests).reduce(0, +)
    minutes = Self.minutes(tenants, configuration)
  }

  /// What any of the tenants needs, as each of them is read.
  private static func needs(of tenants: [TenantEntry], _ configuration: Configuration) -> [AccessNeed] {
    let ways = Set(
      tenants.map { configuration.effective(for: $0) }.map { Way(audit: $0.auditSource, rules: $0.rulesSource) })
    var needs: [String: AccessNeed] = [:]
    for need in ways.flatMap({ AccessNeed.all(auditSource: $0.audit, rulesSource: $0.rules) }) {
      needs[need.text] = need
    }
    return needs.values.sorted { ($0.sort, $0.name) < ($1.sort, $1.name) }
  }

  private struct Way: Hashable {
    let audit: AuditSource
    let rules: RulesSource
  }

  private static func states(
    of tenants: [TenantEntry], _ configuration: Configuration, _ historyPath: String
  ) throws -> [TenantState] {
    guard FileManager.default.fileExists(atPath: historyPath) else {
      return tenants.map { _ in TenantState(wasSeen: false, flagged: [], userCount: nil, tenant: nil) }
    }
    return try HistoryStore.reading(historyPath) { history in
      try tenants.map {
        try history.state(of: TenantID($0.id), countingFrom: configuration.countingThreshold)
      }
    }
  }

  /// The longest of: the largest tenant alone, all tenants side by side, all requests at the bound over all tenants.
  private static func minutes(_ tenants: [TenantForecast], _ configuration: Configuration) -> Int? {
    let requests = tenants.compactMap(\.requests).map(Double.init)
    guard !requests.isEmpty else { return nil }
    let each = requests.map { $0 * secondsPerRequest / Double(configuration.bounds.perTenant) }
    let total = requests.reduce(0, +)
    let seconds = max(
      each.max() ?? 0, each.reduce(0, +) / Double(configuration.concurrentTenants),
      total * secondsPerRequest / Double(configuration.bounds.requests))
    return max(1, Int((seconds / 60).rounded(.up)))
  }

  /// For people: the tenants, what is read, with which permissions, and how long it may take.
  package var text: String {
    var lines = ["This run would audit \(Words.counted(tenants.count, "tenant")); nothing was read from any of them:"]
    let width = min(40, tenants.map { $0.name.count }.max() ?? 0)
    for tenant in tenants.prefix(50) {
      let users = tenant.users.map { Words.counted($0, "user") } ?? "users not known yet"
      let requests = tenant.requests.map { ", about \($0) requests" } ?? ""
      let rotation = tenant.refreshes_everybody ? "" : ", rules and methods in rotation"
      lines.append("  \(Words.padded(tenant.name, width))  \(users)\(requests)\(rotation)")
    }
    if tenants.count > 50 { lines.append("  … and \(tenants.count - 50) more (--json lists all)") }
    lines += ["", "Reads \(kinds.count) kinds of evidence, with these permissions and roles:"]
    lines += permissions.map { "  " + $0 }
    lines += ["", estimate]
    return lines.joined(separator: "\n")
  }

  private var estimate: String {
    let unknown = tenants.count { $0.users == nil }
    guard let minutes else {
      return "How long it takes is not known: no tenant was audited before."
    }
    return "About \(Words.counted(requests, "request")) and \(Words.counted(minutes, "minute"))"
      + (unknown > 0 ? ", and what \(Words.counted(unknown, "tenant")) of unknown size will take" : "")
      + ". Very active tenants have further pages; Microsoft's throttling can make it longer."
  }
}

/// Small words for the texts that commands print.
enum Words {
  static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  static func padded(_ text: String, _ width: Int) -> String {
    text.count < width ? text + String(repeating: " ", count: width - text.count) : text
  }
}
