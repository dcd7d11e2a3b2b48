import AuditPipeline
import AuditReports

/// What `roundsman doctor` prints: this machine, each tenant, and the most frequent causes last.
struct DoctorText {
  let report: DoctorReport
  /// Lists what is well, too.
  let isVerbose: Bool

  var text: String {
    var lines = ["This machine"] + lines(report.machine, all: true)
    for tenant in report.tenants { lines += [""] + self.lines(of: tenant) }
    lines.append("")
    for cause in report.causes.prefix(8) where cause.tenants.count > 1 { lines.append(Self.line(of: cause)) }
    return (lines + [conclusion]).joined(separator: "\n")
  }

  var conclusion: String {
    let well = report.tenants.count { $0.verdict < .missing }
    let lost = report.tenants.count { $0.verdict == .failed }
    let lacking = report.tenants.count - well - lost
    let parts = [
      "\(well) ready", lacking > 0 ? "\(lacking) with something missing" : nil,
      lost > 0 ? "\(lost) that cannot be audited" : nil,
    ].compactMap(\.self)
    return "\(Self.counted(report.tenants.count, "tenant")): " + parts.joined(separator: ", ")
  }

  private func lines(of tenant: TenantDiagnosis) -> [String] {
    let entry = tenant.tenant
    let names: [String] = [entry.slug, entry.id].filter { $0 != entry.name }
    var lines = ["\(Self.shown(entry.name ?? entry.slug)) (\(names.map(Self.shown).joined(separator: ", ")))"]
    let shown = self.lines(tenant.diagnoses, all: isVerbose)
    lines += shown.isEmpty ? ["  ok       all that was looked at (--verbose lists it)"] : shown
    if tenant.needsConsent { lines.append("  consent: \(tenant.consentLink)") }
    return lines
  }

  private func lines(_ diagnoses: [Diagnosis], all: Bool) -> [String] {
    diagnoses.filter { all || $0.verdict > .good }.flatMap { diagnosis in
      let verdict = diagnosis.verdict.rawValue.padding(to: 8)
      let line = "  \(verdict) \(Self.shown(diagnosis.title)): \(Self.shown(diagnosis.message))"
      let help = diagnosis.verdict > .note || isVerbose ? diagnosis.help : nil
      return [line] + (help.map { ["           help: \(Self.shown($0))"] } ?? [])
    }
  }

  private static func line(of cause: (title: String, tenants: [TenantEntry])) -> String {
    let names = cause.tenants.prefix(5).map { shown($0.slug) }.joined(separator: ", ")
    let more = cause.tenants.count > 5 ? " and \(cause.tenants.count - 5) more" : ""
    return "\(shown(cause.title)): in \(cause.tenants.count) tenants (\(names)\(more))"
  }

  /// Names and messages may come from a tenant: nothing of theirs moves the cursor.
  private static func shown(_ text: String) -> String { VisibleText.shown(text, limit: 500) }

  private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

extension String {
  /// Filled up with blanks.
  func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

/// What `roundsman doctor --json` prints.
struct DoctorDocument: Encodable {
  struct Examined: Encodable {
    let id: String
    let slug: String
    let name: String?
    let verdict: Diagnosis.Verdict
    let diagnoses: [Diagnosis]
    let consent_link: String
  }

  let exit_code: Int32
  let machine: [Diagnosis]
  let tenants: [Examined]

  init(_ report: DoctorReport) {
    exit_code = report.exit.rawValue
    machine = report.machine
    tenants = report.tenants.map { tenant in
      Examined(
        id: tenant.tenant.id, slug: tenant.tenant.slug, name: tenant.tenant.name, verdict: tenant.verdict,
        diagnoses: tenant.diagnoses, consent_link: tenant.consentLink)
    }
  }
}
