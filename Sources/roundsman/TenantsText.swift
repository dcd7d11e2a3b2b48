import AuditPipeline
import AuditReports

/// What `roundsman tenants list` prints: one line a tenant, columns under each other.
struct TenantListText {
  let tenants: [TenantEntry]

  var text: String {
    let rows = tenants.map { tenant in
      [tenant.slug, tenant.id, tenant.name ?? tenant.domain ?? "-", tenant.tags.joined(separator: ","), tenant.place]
        .map { $0.isEmpty ? "-" : VisibleText.shown($0, limit: 60) }
    }
    let header = ["SLUG", "TENANT", "NAME", "TAGS", "FROM"]
    let widths = header.indices.map { column in (rows + [header]).map { $0[column].count }.max() ?? 0 }
    return ([header] + rows).map { row in
      zip(row, widths).map { $0.padding(to: $1) }.joined(separator: "  ").trimmingBlanks
    }.joined(separator: "\n") + "\n\n\(tenants.count) tenant\(tenants.count == 1 ? "" : "s")"
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

/// What `roundsman tenants list --json` prints.
struct TenantListDocument: Encodable {
  struct Listed: Encodable {
    let id: String
    let slug: String
    let name: String?
    let domain: String?
    let tags: [String]
    let account_manager: String?
    let from: String
  }

  let tenants: [Listed]
  let warnings: [String]

  init(_ roster: TenantRoster) {
    tenants = roster.tenants.map { tenant in
      Listed(
        id: tenant.id, slug: tenant.slug, name: tenant.name, domain: tenant.domain, tags: tenant.tags,
        account_manager: tenant.accountManager, from: tenant.place)
    }
    warnings = roster.warnings
  }
}

/// What `roundsman tenants test` prints.
struct TokenTestText {
  let tests: [TokenTest]

  var text: String {
    let lines = tests.flatMap { test -> [String] in
      let name = VisibleText.shown(test.tenant.name ?? test.tenant.slug, limit: 60)
      let head = "\(test.verdict.rawValue.padding(to: 8)) \(name) (\(test.tenant.slug))"
      let problems = test.diagnoses.filter { $0.verdict > .good }
      return [head]
        + problems.flatMap { diagnosis in
          ["           \(diagnosis.name ?? diagnosis.subject): \(VisibleText.shown(diagnosis.message, limit: 500))"]
            + (diagnosis.help.map { ["           help: \($0)"] } ?? [])
        }
    }
    return (lines + ["", conclusion]).joined(separator: "\n")
  }

  var conclusion: String {
    let good = tests.count { $0.verdict < .missing }
    return
      "\(good) of \(tests.count) tenant\(tests.count == 1 ? "" : "s") give\(tests.count == 1 ? "s" : "") every token"
  }
}

/// What `roundsman tenants test --json` prints.
struct TokenTestDocument: Encodable {
  struct Tested: Encodable {
    let id: String
    let slug: String
    let verdict: Diagnosis.Verdict
    let diagnoses: [Diagnosis]
  }

  let exit_code: Int32
  let tenants: [Tested]

  init(_ tests: [TokenTest], _ exit: ExitStatus) {
    exit_code = exit.rawValue
    tenants = tests.map { test in
      Tested(id: test.tenant.id, slug: test.tenant.slug, verdict: test.verdict, diagnoses: test.diagnoses)
    }
  }
}
