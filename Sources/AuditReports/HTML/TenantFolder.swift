package import AuditModel

/// The name of a tenant's folder in a report: readable, short, safe in every file system and never two tenants' at once.
package enum TenantFolder {
  /// `contoso-ltd-fd7nae6a`: the display name in ASCII (at most 24 characters), then eight characters that the id decides.
  ///
  /// They are a fingerprint and no part of the id, because ids of archives that people made up begin alike.
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
    return (slug.isEmpty ? "tenant" : slug) + "-" + Fingerprint.text(of: [tenant.id.rawValue]).prefix(8).lowercased()
  }
}
