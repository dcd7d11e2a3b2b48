package import AuditModel
import MicrosoftCloud

/// Looks whether a live audit would see everything: this machine once, and each tenant.
package struct Doctor: Sendable {
  package let access: CloudAccess
  package let historyPath: String
  package let now: @Sendable () -> Timestamp

  package init(access: CloudAccess, historyPath: String, now: @escaping @Sendable () -> Timestamp) {
    self.access = access
    self.historyPath = historyPath
    self.now = now
  }

  /// - Throws: `Trouble` when nothing says which tenants there are; `CancellationError`.
  package func report(on selector: TenantSelector) async throws -> DoctorReport {
    let roster = try await access.roster(selecting: selector, now: now())
    let machine =
      MachineCheck(section: access.section, historyPath: historyPath).findings()
      + roster.warnings.map { Diagnosis("partner", .warning, $0) }
    let tenants = try await access.forEach(roster.tenants) { tenant in
      try await TenantCheck(access: access, tenant: tenant).diagnosis()
    }
    return DoctorReport(machine: machine, tenants: tenants)
  }
}

extension CloudAccess {
  /// Does something with each tenant, a bounded number at a time; the results are in the order of the tenants.
  func forEach<Value: Sendable>(
    _ tenants: [TenantEntry], _ body: @escaping @Sendable (TenantEntry) async throws -> Value
  ) async throws -> [Value] {
    try await withThrowingTaskGroup(of: (Int, Value).self) { group in
      var results = [Value?](repeating: nil, count: tenants.count)
      var waiting = tenants.enumerated().makeIterator()
      func startNext() {
        guard let (place, tenant) = waiting.next() else { return }
        group.addTask { (place, try await body(tenant)) }
      }
      for _ in 0..<max(1, configuration.concurrentTenants) { startNext() }
      while let (place, value) = try await group.next() {
        results[place] = value
        startNext()
      }
      return results.compactMap(\.self)
    }
  }
}
