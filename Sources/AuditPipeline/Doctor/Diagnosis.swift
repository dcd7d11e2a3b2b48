/// One thing that the doctor looked at.
package struct Diagnosis: Hashable, Sendable, Encodable {
  package enum Verdict: String, Sendable, Encodable {
    case ok
    /// Works, and should be looked at.
    case warning
    /// Something that the audit needs is not there.
    case missing
    /// Could not be asked, or was refused as a whole.
    case failed
    /// Not looked at, and why.
    case unknown
  }

  package let subject: String
  package let verdict: Verdict
  package let text: String
  /// What to do; nil when there is nothing to do.
  package let help: String?

  init(_ subject: String, _ verdict: Verdict, _ text: String, help: String? = nil) {
    self.subject = subject
    self.verdict = verdict
    self.text = text
    self.help = help
  }

  /// `  missing  permissions   AuditLog.Read.All`, with the help below it.
  var lines: [String] {
    let mark = Words.padded(verdict.rawValue, 7)
    let line = "  \(mark)  \(Words.padded(subject, 14))  \(text)"
    return [line] + (help.map { [String(repeating: " ", count: 27) + "→ " + $0] } ?? [])
  }
}

/// What the doctor found about one tenant.
package struct TenantDiagnosis: Hashable, Sendable, Encodable {
  package let id: String
  package let name: String
  package let slug: String
  package let findings: [Diagnosis]
  /// Where an administrator of the tenant consents; nil when nothing calls for it.
  package let consent_link: String?

  /// True when no service gave a token.
  package var isUnreachable: Bool { findings.contains { $0.verdict == .failed && $0.subject == Self.tokens } }
  package var isWell: Bool { findings.allSatisfy { $0.verdict != .missing && $0.verdict != .failed } }

  static let tokens = "tokens"
}

/// Everything the doctor found.
package struct DoctorReport: Sendable, Encodable {
  package let exit_code: Int32
  package let machine: [Diagnosis]
  package let tenants: [TenantDiagnosis]

  init(machine: [Diagnosis], tenants: [TenantDiagnosis]) {
    self.machine = machine
    self.tenants = tenants
    exit_code = Self.exit(machine, tenants).rawValue
  }

  package var exit: ExitStatus { ExitStatus(rawValue: exit_code) ?? .internalError }

  private static func exit(_ machine: [Diagnosis], _ tenants: [TenantDiagnosis]) -> ExitStatus {
    if tenants.allSatisfy(\.isUnreachable) { return .nothingAudited }
    let isMachineWell = machine.allSatisfy { $0.verdict != .missing && $0.verdict != .failed }
    return isMachineWell && tenants.allSatisfy(\.isWell) ? .success : .incomplete
  }

  /// For people; the verdict last.
  package var text: String {
    var lines = ["This machine"] + machine.flatMap(\.lines)
    for tenant in tenants {
      lines += ["", "\(tenant.name) (\(tenant.slug), \(tenant.id))"] + tenant.findings.flatMap(\.lines)
      if let link = tenant.consent_link { lines.append("           consent link:    \(link)") }
    }
    return (lines + ["", conclusion]).joined(separator: "\n")
  }

  /// What it comes to, in one sentence.
  package var conclusion: String {
    let ill = tenants.count { !$0.isWell }
    switch exit {
    case .success: return "All well: \(Words.counted(tenants.count, "tenant")) can be audited in full."
    case .nothingAudited: return "Nothing works: no tenant gave a token."
    default:
      return ill == 0
        ? "The tenants are well; this machine needs a look."
        : "Something is missing in \(ill) of \(Words.counted(tenants.count, "tenant")); what it costs is in the report of each night."
    }
  }
}
