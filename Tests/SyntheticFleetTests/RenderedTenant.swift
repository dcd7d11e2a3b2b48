import Foundation
import SyntheticFleet

/// 20 August 2026, 02:00 UTC.
let tonight: Int64 = 1_787_191_200

typealias JSONObject = [String: Any]

/// The lines of one tenant and night, kind by kind, as bytes and parsed by somebody else's parser.
struct RenderedTenant {
  let tenant: SyntheticTenant
  private(set) var lines: [String: [Data]] = [:]

  init(_ tenant: SyntheticTenant) throws {
    self.tenant = tenant
    for kind in tenant.kinds {
      var collected: [Data] = []
      try tenant.forEachLine(of: kind) { collected.append(Data($0)) }
      lines[kind.name] = collected
    }
  }

  var byteCount: Int { lines.keys.reduce(0) { $0 + byteCount(of: $1) } }

  func byteCount(of kind: String) -> Int { (lines[kind] ?? []).reduce(0) { $0 + $1.count + 1 } }

  /// What became of a kind; nil when it was not asked for.
  func kind(_ name: String) -> SyntheticTenant.Kind? { tenant.kinds.first { $0.name == name } }

  /// The lines of a kind as JSON objects; throws at the first line that is none.
  func objects(_ kind: String) throws -> [JSONObject] {
    try (lines[kind] ?? []).map { line in
      guard let object = try JSONSerialization.jsonObject(with: line) as? JSONObject else {
        throw CocoaError(.propertyListReadCorrupt)
      }
      return object
    }
  }

  /// The AuditData of every record, whatever the tenant's form; records whose details were cut are left out.
  func auditData() throws -> [JSONObject] {
    try objects("unified_audit").compactMap { record in
      if let data = record["auditData"] as? JSONObject { return data }
      guard let text = record["AuditData"] as? String else { return record }
      return text.isEmpty ? nil : try JSONSerialization.jsonObject(with: Data(text.utf8)) as? JSONObject
    }
  }

  /// A stable digest of everything that the tenant says, or of some kinds (FNV-1a, 64 bits).
  func digest(of kinds: Set<String>? = nil) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for kind in tenant.kinds where kinds?.contains(kind.name) ?? true {
      for line in lines[kind.name] ?? [] {
        for byte in line { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ 10) &* 0x100_0000_01B3
      }
    }
    return hash
  }
}

/// The digest of a whole night, or of some kinds of it.
func digest(of fleet: SyntheticFleet, night: Int, kinds: Set<String>? = nil) throws -> UInt64 {
  var hash: UInt64 = 0
  for index in 0..<fleet.tenantCount {
    hash = hash &* 31 &+ (try RenderedTenant(fleet.tenant(index, night: night))).digest(of: kinds)
  }
  return hash
}
