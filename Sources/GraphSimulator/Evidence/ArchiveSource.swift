import Foundation

/// Evidence archives on disk: a folder with a manifest, or a folder of such folders.
final class ArchiveSource: EvidenceSource {
  let tenants: [TenantFacts]
  let applicationID = "5e1f0000-0000-4000-8000-0000000000a1"
  let partnerTenantID = "5e1f0000-0000-4000-8000-0000000000b2"
  private let folders: [ArchiveFolder]

  /// - Throws: `SimulatorError` when there is no archive, or one cannot be read.
  init(directory: String) throws {
    let files = FileManager.default
    var paths = [directory]
    if !files.fileExists(atPath: directory + "/manifest.json") {
      let names = (try? files.contentsOfDirectory(atPath: directory))?.sorted() ?? []
      paths = names.map { directory + "/" + $0 }.filter { files.fileExists(atPath: $0 + "/manifest.json") }
    }
    guard !paths.isEmpty else {
      throw SimulatorError(
        "there is no evidence archive", place: directory,
        remedy: "name a folder that holds a manifest.json, or a folder of such folders")
    }
    folders = try paths.map(ArchiveFolder.init)
    tenants = try folders.enumerated().map { try $1.facts(index: $0) }
    let repeated = Dictionary(grouping: tenants, by: \.id).first { $0.value.count > 1 }
    if let repeated {
      throw SimulatorError(
        "two archives are of the same tenant \(repeated.key)", place: directory, remedy: "move one of them elsewhere")
    }
  }

  func forEachLine(of kind: String, tenant: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    try folders[tenant].forEachLine(of: kind, body)
  }
}

/// One archive: its manifest, and its files when they are asked for.
struct ArchiveFolder: Sendable {
  let path: String
  private let tenantID: String
  private let name: String
  private let domain: String
  private let kinds: [String: Kind]

  private struct Kind: Sendable {
    let status: String
    let file: String?
    let items: Int
    let reason: String?
    let missed: [String]?
    let collectedAt: Int64?
  }

  init(path: String) throws {
    self.path = path
    let place = path + "/manifest.json"
    let remedy = "write the archive anew: roundsman demo, roundsman import, or roundsman audit --save-evidence"
    guard let data = FileManager.default.contents(atPath: place),
      let manifest = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { throw SimulatorError("the manifest cannot be read as JSON", place: place, remedy: remedy) }
    guard manifest["format"] as? String == "roundsman/evidence/1", let tenant = manifest["tenant"] as? [String: Any],
      let id = tenant["id"] as? String, let entries = manifest["kinds"] as? [String: Any]
    else {
      throw SimulatorError("this is no manifest of the format roundsman/evidence/1", place: place, remedy: remedy)
    }
    tenantID = id
    name = tenant["display_name"] as? String ?? id
    domain = tenant["default_domain"] as? String ?? id
    kinds = entries.compactMapValues { entry in
      guard let entry = entry as? [String: Any] else { return nil }
      let gap = entry["gap"] as? [String: Any]
      return Kind(
        status: entry["status"] as? String ?? "unavailable", file: entry["file"] as? String,
        items: entry["items"] as? Int ?? 0, reason: gap?["reason"] as? String,
        missed: gap?["missed_users"] as? [String],
        collectedAt: (entry["collected_at"] as? String).flatMap { Moment($0) }.map { $0.ticks / Moment.ticksPerSecond })
    }
  }

  func forEachLine(of kind: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    guard let entry = kinds[kind], entry.status != "unavailable", let file = entry.file, !file.contains("/") else {
      return
    }
    guard let data = FileManager.default.contents(atPath: path + "/" + file) else {
      throw SimulatorError(
        "a file that the manifest names cannot be read", place: path + "/" + file, remedy: "write the archive anew")
    }
    try data.withUnsafeBytes { raw in
      let bytes = raw.bindMemory(to: UInt8.self)
      var start = 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
        if end > start { try body(UnsafeBufferPointer(rebasing: bytes[start..<end])) }
        start = end + 1
      }
    }
  }

  /// How the tenant answers, as far as its gaps and the forms of its lines tell.
  func facts(index: Int) throws -> TenantFacts {
    func reason(_ kind: String) -> String? { kinds[kind]?.status == "unavailable" ? kinds[kind]?.reason : nil }
    let unavailable = kinds.values.filter { $0.status == "unavailable" }
    var facts = TenantFacts(
      index: index, id: tenantID, name: name, domain: domain, userCount: kinds["users"]?.items ?? 0,
      collectedAt: kinds.values.compactMap(\.collectedAt).max() ?? 0)
    facts.hasConsent =
      unavailable.count < kinds.count || !unavailable.allSatisfy { $0.reason?.hasPrefix("auth.") == true }
    if reason("sign_ins") == "license.required" {
      facts.licence = .free
    } else if reason("risk_detections") == "license.required" {
      facts.licence = .premiumP1
    }
    facts.hasIntune = reason("managed_devices") != "license.required"
    facts.isAuditing = reason("unified_audit") != "audit.disabled"
    facts.hasExchangeRole = reason("mailboxes") != "permission.exchange_role"
    let ruleForm = try firstLine(of: "inbox_rules").map {
      $0.contains("\"RuleIdentity\"") || $0.contains("\"MailboxOwnerId\"")
    }
    facts.rulesComeFromExchange = facts.hasExchangeRole && (ruleForm ?? (kinds["mail_folders"] == nil))
    if try firstLine(of: "unified_audit")?.contains("\"auditLogRecordType\"") == true { facts.auditSource = .graph }
    for (kind, entry) in kinds where entry.reason == "timeout" {
      if kind == "inbox_rules" { facts.slowMailboxes = Set(entry.missed ?? []) }
    }
    for (kind, entry) in kinds where entry.status == "unavailable" {
      switch entry.reason {
      case "permission.exchange_role", "license.required", "audit.disabled": break
      case .some(let reason) where reason.hasPrefix("permission."): facts.refusals[kind] = .permission
      case "timeout": facts.refusals[kind] = .gatewayTimeout
      case .some(let reason) where reason.hasPrefix("auth."): if facts.hasConsent { facts.refusals[kind] = .permission }
      default: facts.refusals[kind] = .serverError
      }
    }
    return facts
  }

  private struct Enough: Error {}

  private func firstLine(of kind: String) throws -> String? {
    var first: String?
    do {
      try forEachLine(of: kind) { line in
        first = String(decoding: line, as: UTF8.self)
        throw Enough()
      }
    } catch is Enough {}
    return first
  }
}
