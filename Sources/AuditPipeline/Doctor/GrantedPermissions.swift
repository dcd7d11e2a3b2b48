/// The permissions in a token, as far as they matter for reading.
struct GrantedPermissions {
  let names: Set<String>

  init(_ names: some Sequence<String>) { self.names = Set(names) }

  /// True when what is granted includes the permission: itself, its writing form, or a wider one.
  func covers(_ permission: String) -> Bool {
    names.contains(permission) || names.contains(Self.writing(permission))
      || Self.wider(than: permission).contains { names.contains($0) || names.contains(Self.writing($0)) }
  }

  /// What can change something, sorted: the audit never needs it, and a stolen credential could use it.
  var tooWide: [String] {
    names.filter { name in
      let parts = name.split(separator: ".")
      let onlyReads = parts.contains { $0.hasPrefix("Read") && !$0.hasPrefix("ReadWrite") }
      return !onlyReads && !Self.harmless.contains(name)
    }.sorted()
  }

  private static let harmless: Set<String> = [
    "openid", "profile", "email", "offline_access", "Exchange.ManageAsApp", "Exchange.Manage", "User.Read",
  ]

  private static func writing(_ permission: String) -> String {
    permission.split(separator: ".", omittingEmptySubsequences: false)
      .map { $0 == "Read" ? "ReadWrite" : String($0) }.joined(separator: ".")
  }

  /// From Microsoft's permission data of August 2026 (MICROSOFT365.md, appendix A).
  private static func wider(than permission: String) -> [String] {
    switch permission {
    case "User.Read.All", "Domain.Read.All", "Application.Read.All", "Device.Read.All", "RoleManagement.Read.Directory":
      ["Directory.Read.All"]
    case "Organization.Read.All": ["Directory.Read.All", "User.Read.All"]
    case "LicenseAssignment.Read.All": ["Directory.Read.All", "Organization.Read.All"]
    case "Mail.ReadBasic.All": ["Mail.Read", "Mail.ReadBasic", "Mail.ReadWrite"]
    default: []
    }
  }
}
