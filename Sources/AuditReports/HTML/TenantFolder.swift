package import AuditModel

/// The name of a tenant's folder in a report: readable, short, safe in every file system and never two tenants' at once.
package enum TenantFolder {
  /// `contoso-ltd-5f0c1a2b`: the display name in ASCII (at most 24 characters), then eight characters that the id decides.
  ///
  /// Nothing but `a`–`z`, `0`–`9` and `-` comes out, whatever a tenant calls itself.
  package static func name(of tenant: Tenant) -> String {
    var slug = ""
    for byte in tenant.displayName.lowercased().utf8 where slug.utf8.count < 24 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        slug.unicodeScalars.append(Unicode.Scalar(byte))
      default: if !slug.isEmpty, !slug.hasSuffix("-") { slug += "-" }
      }
    }
    while slug.hasSuffix("-") { slug.removeLast() }
    return (slug.isEmpty ? "tenant" : slug) + "-" + shortID(of: tenant.id)
  }

  /// The first eight digits of a directory id; for any other name a fingerprint, because such names may begin alike.
  private static func shortID(of id: TenantID) -> String {
    let head = id.rawValue.utf8.prefix(8)
    let isDirectoryID =
      id.rawValue.utf8.count == 36
      && head.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
    if isDirectoryID { return String(decoding: head, as: UTF8.self) }
    return Fingerprint.text(of: [id.rawValue]).prefix(8).lowercased()
  }
}
