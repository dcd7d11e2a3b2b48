package import AuditModel
import MicrosoftCloud

/// Looks at everything that an audit needs, without reading what it audits: this machine, and every tenant that is asked for.
package struct Doctor: Sendable {
  package let access: CloudAccess
  package let outputDirectory: String
  package let historyPath: String
  /// Where the certificate may be named.
  package let environment: [String: String]
  package let now: @Sendable () -> Timestamp

  package init(
    access: CloudAccess, outputDirectory: String, historyPath: String, environment: [String: String],
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.access = access
    self.outputDirectory = outputDirectory
    self.historyPath = historyPath
    self.environment = environment
    self.now = now
  }

  /// As many tenants at a time as an audit takes.
  ///
  /// - Throws: `Trouble` with exit 30 when Microsoft refuses who we are, so that no tenant can work; `CancellationError`.
  package func examine(_ tenants: [TenantEntry]) async throws -> DoctorReport {
    let machine = try await MachineDoctor(
      access: access, folders: [outputDirectory, historyPath], historyPath: historyPath,
      certificateEndsAt: try await certificateEnd(), now: now()
    ).diagnoses()
    let found: [TenantDiagnosis]
    do {
      found = try await access.forEach(tenants) { tenant in
        try await TenantDoctor(access: access, tenant: tenant, now: now()).diagnosis()
      }
    } catch let failure as CloudFailure {
      throw Trouble.refused(failure, configuration: access.configuration.file, machine: machine)
    }
    return DoctorReport(machine: machine, tenants: found)
  }

  private func certificateEnd() async throws -> Timestamp? {
    guard access.section.certificate != nil,
      case .certificate(_, let certificate) = try await access.section.credential(environment: environment)
    else { return nil }
    return Timestamp(seconds: certificate.expiresAt)
  }
}

extension Trouble {
  /// Who we are is refused: one error for all tenants.
  static func refused(_ failure: CloudFailure, configuration: String?, machine: [Diagnosis] = []) -> Trouble {
    let problems = machine.filter { $0.verdict >= .warning }
      .map { "\($0.verdict.rawValue): \($0.title): \($0.message)" }
    return Trouble(
      .nothingAudited, "Microsoft refuses the application's credential, so no tenant can be audited",
      place: configuration, facts: ["seen: \(failure.message)"] + problems, help: failure.remedy)
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
