import AuditModel
import WireJSON

extension ArchiveManifest {
  /// The bytes of `manifest.json`: kinds in the order of their names, so that equal manifests are equal bytes.
  func encoded() -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("format", Self.formatPrefix + String(Self.formatVersion))
    writer.key("generator")
    writer.beginObject()
    writer.member("name", "roundsman")
    writer.member("version", generatorVersion)
    writer.endObject()
    if let applicationID { writer.member("application_id", applicationID) }
    writer.key("tenant")
    writer.beginObject()
    writer.member("id", tenant.id.rawValue)
    writer.member("display_name", tenant.displayName)
    writer.member("default_domain", tenant.defaultDomain)
    writer.member("cloud", tenant.cloud)
    writer.endObject()
    writer.key("kinds")
    writer.beginObject()
    for (kind, entry) in kinds.sorted(by: { $0.key < $1.key }) {
      writer.key(kind.rawValue)
      entry.write(to: &writer)
    }
    writer.endObject()
    writer.endObject()
    return writer.bytes + [UInt8(ascii: "\n")]
  }
}

extension ArchiveManifest.Entry {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("status", status?.rawValue)
    if let collectedAt { writer.member("collected_at", collectedAt.iso8601) }
    if let file {
      writer.member("file", file)
      writer.member("items", number: items)
      writer.member("bytes", number: bytes)
      writer.member("sha256", sha256)
    }
    if let gap {
      writer.key("gap")
      gap.write(to: &writer)
    }
    writer.endObject()
  }
}

extension CollectionGap {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("reason", reason.rawValue)
    writer.member("message", message)
    writer.key("needs")
    writer.beginArray()
    for need in needs { writer.string(need) }
    writer.endArray()
    writer.key("missed_users")
    if let missedUsers {
      writer.beginArray()
      for user in missedUsers { writer.string(user.rawValue) }
      writer.endArray()
    } else {
      writer.null()
    }
    writer.key("error")
    if let error {
      writer.beginObject()
      writer.member("http", number: error.http)
      writer.member("code", error.code)
      writer.member("request_id", error.requestID)
      writer.member("at", error.at?.iso8601)
      writer.endObject()
    } else {
      writer.null()
    }
    writer.endObject()
  }
}

extension JSONWriter {
  fileprivate mutating func member(_ name: String, number: Int?) {
    key(name)
    if let number { integer(number) } else { null() }
  }
}
