/// One thing that `roundsman doctor` looked at, and how it is.
package struct Diagnosis: Hashable, Sendable, Encodable {
  /// From good to bad.
  package enum Verdict: String, Hashable, Sendable, Encodable, Comparable, CaseIterable {
    case good = "ok"
    /// Nothing is wrong with it; it limits what can be seen, or could not be looked at.
    case note
    /// Nothing is missing yet; somebody should act.
    case warning
    /// The audit cannot see something that it could see.
    case missing
    /// The audit cannot work.
    case failed

    package static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// What was looked at, in one or two words: `clock`, `token`, `permission`, `exchange role`, `licence` …
  package let subject: String
  /// Which one of several: a permission's name.
  package let name: String?
  package let verdict: Verdict
  /// One clause.
  package let message: String
  /// What to do.
  package let help: String?

  package init(_ verdict: Verdict, _ subject: String, _ message: String, help: String? = nil) {
    self.subject = subject
    name = nil
    self.verdict = verdict
    self.message = message
    self.help = help
  }

  package init(_ verdict: Verdict, _ subject: String, _ name: String, _ message: String, help: String? = nil) {
    self.subject = subject
    self.name = name
    self.verdict = verdict
    self.message = message
    self.help = help
  }

  /// Subject and name.
  package var title: String { [subject, name].compactMap(\.self).joined(separator: " ") }
}

/// All that was looked at in one tenant.
package struct TenantDiagnosis: Sendable {
  package let tenant: TenantEntry
  package let diagnoses: [Diagnosis]
  /// Where an administrator of the tenant consents to the application.
  package let consentLink: String

  /// True when consent is what it lacks.
  package var needsConsent: Bool {
    diagnoses.contains { $0.verdict >= .missing && ["permission", "token"].contains($0.subject) }
  }

  /// The worst of it; failed when nothing of the tenant can be audited.
  package var verdict: Diagnosis.Verdict { diagnoses.map(\.verdict).max() ?? .good }
}

/// What `roundsman doctor` found, of this machine and of every tenant it asked.
package struct DoctorReport: Sendable {
  package let machine: [Diagnosis]
  /// In the order asked for.
  package let tenants: [TenantDiagnosis]

  package init(machine: [Diagnosis], tenants: [TenantDiagnosis]) {
    self.machine = machine
    self.tenants = tenants
  }

  /// 30 when no tenant can be audited, 20 when something is missing or does not work, else 0.
  package var exit: ExitStatus {
    if tenants.allSatisfy({ $0.verdict == .failed }) { return .nothingAudited }
    let worst = (machine + tenants.flatMap(\.diagnoses)).map(\.verdict).max() ?? .good
    return worst >= .missing ? .incomplete : .success
  }

  /// What is missing or does not work in several tenants, once each, the most frequent first.
  package var causes: [(title: String, tenants: [TenantEntry])] {
    var found: [String: [TenantEntry]] = [:]
    for tenant in tenants {
      for title in Set(tenant.diagnoses.filter { $0.verdict >= .missing }.map(\.title)) {
        found[title, default: []].append(tenant.tenant)
      }
    }
    return found.map { (title: $0.key, tenants: $0.value) }
      .sorted { ($1.tenants.count, $0.title) < ($0.tenants.count, $1.title) }
  }
}
