import AuditChecks
import Foundation
import Glibc
import Yams

/// Reads the `tenants:` list of a configuration file and the files that it includes.
struct TenantsSection {
  static let keys = [
    "id", "name", "slug", "domain", "tags", "countries", "audit", "limits", "include", "discover",
  ]

  let root: ConfigurationSection
  let problems: ConfigurationProblems
  let file: String
  let absolute: (String) -> String

  func read(into configuration: inout Configuration) {
    var found = FoundTenants(problems: problems)
    for entry in root.sections("tenants", known: Self.keys) {
      if entry.holds("include") {
        entry.refuseOthers(than: "include")
        if let pattern = entry.string("include") { include(pattern, at: entry, &found, configuration) }
      } else if entry.holds("discover") {
        entry.refuseOthers(than: "discover")
        if entry.value("discover", expected: "gdap", parse: { $0.string == "gdap" ? true : nil }) == true {
          configuration.discoversPartners = true
        }
      } else {
        found.add(tenant(entry, in: file, configuration), at: entry)
      }
    }
    configuration.tenants = found.tenants
    guard configuration.discoversPartners else { return }
    // A relationship names its customer by id: by a domain it would not be known again and be audited twice.
    for tenant in found.tenants where !TenantName.isGUID(tenant.id) {
      root.report(
        "with `discover: gdap` the tenant \(tenant.id) needs its tenant id (\(tenant.place))", at: "tenants",
        help: "write {id: TENANT-ID, domain: \(tenant.id)}; the Entra admin centre shows the id")
    }
  }

  /// Every file that the pattern matches, in the order of names.
  private func include(
    _ pattern: String, at entry: ConfigurationSection, _ found: inout FoundTenants, _ configuration: Configuration
  ) {
    let paths = Self.files(matching: absolute(pattern))
    if paths.isEmpty {
      entry.report("no file matches `\(pattern)`", at: "include", help: "it is relative to \(file)")
    }
    for path in paths where path != file {
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        entry.report("the included file \(path) cannot be read", at: "include", help: "check that it exists, in UTF-8")
        continue
      }
      let inside = ConfigurationProblems(file: path)
      do {
        if let node = try Yams.compose(yaml: text) {
          for tenant in ConfigurationSection.list(node, known: Self.keys, problems: inside) {
            if tenant.holds("include") || tenant.holds("discover") {
              tenant.report("an included file holds tenants only, not `include` or `discover`")
            } else {
              found.add(self.tenant(tenant, in: path, configuration), at: tenant)
            }
          }
        }
      } catch {
        let (line, problem) = (error as? YamlError)?.withoutText ?? (nil, "it cannot be read")
        inside.add(ConfigurationProblem(file: path, line: line, "is not valid YAML: \(problem)"))
      }
      problems.add(inside)
    }
  }

  private func tenant(
    _ entry: ConfigurationSection, in file: String, _ configuration: Configuration
  ) -> TenantEntry? {
    entry.require("id")
    let id = entry.value("id", expected: "a tenant id (GUID) or a verified domain") { node in
      node.string.flatMap(TenantName.normalized)
    }
    let domain = entry.value("domain", expected: "a domain such as contoso.com") { node in
      node.string.flatMap { TenantName.isDomain($0.lowercased()) ? $0.lowercased() : nil }
    }
    let slug = entry.value("slug", expected: "lower-case letters, digits and dashes") { node in
      node.string.flatMap { TenantName.isSlug($0) ? $0 : nil }
    }
    guard let id else { return nil }
    var tenant = TenantEntry(
      id: id, name: entry.string("name"), domain: domain, slug: slug,
      place: file + (entry.line.map { ":\($0)" } ?? ""))
    tenant.tags = entry.strings("tags").map { $0.lowercased() }
    if let audit = entry.section("audit", known: AuditSection.tenantKeys) {
      AuditSection(section: audit).read(into: &tenant.overrides, of: configuration)
    }
    if let own = entry.value("countries", expected: CountryList.expected, parse: CountryList.countries) {
      if tenant.overrides.checks.trustedCountries.isEmpty {
        tenant.overrides.checks = tenant.overrides.checks.adding(CheckSettings(trustedCountries: own))
      } else {
        entry.report("`countries` and `audit.trusted.countries` say the same thing", at: "countries", help: "keep one")
      }
    }
    if let own = entry.section("limits", known: LimitsSection.keys) {
      tenant.overrides.limits = LimitsSection(section: own).limits(over: configuration.limits)
    }
    return tenant
  }

  /// `*` and `?` in the last part of the path only.
  private static func files(matching pattern: String) -> [String] {
    let name = (pattern as NSString).lastPathComponent
    let directory = (pattern as NSString).deletingLastPathComponent
    guard name.contains("*") || name.contains("?") else {
      return FileManager.default.fileExists(atPath: pattern) ? [pattern] : []
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.filter { fnmatch(name, $0, FNM_PERIOD) == 0 }.sorted().map { directory + "/" + $0 }
  }
}

/// The tenants that were read, none of them twice.
private struct FoundTenants {
  let problems: ConfigurationProblems
  private(set) var tenants: [TenantEntry] = []
  private var ids: [String: String] = [:]
  private var slugs: [String: String] = [:]

  init(problems: ConfigurationProblems) { self.problems = problems }

  mutating func add(_ tenant: TenantEntry?, at entry: ConfigurationSection) {
    guard let tenant else { return }
    let names = [tenant.id] + [tenant.domain].compactMap(\.self)
    if let name = names.first(where: { ids[$0] != nil }), let other = ids[name] {
      return entry.report("the tenant \(name) is there twice", help: "also at \(other)")
    }
    if let other = slugs[tenant.slug] {
      return entry.report(
        "two tenants have the slug `\(tenant.slug)`", help: "give one of them another `slug`; also at \(other)")
    }
    for name in names { ids[name] = tenant.place }
    slugs[tenant.slug] = tenant.place
    tenants.append(tenant)
  }
}
