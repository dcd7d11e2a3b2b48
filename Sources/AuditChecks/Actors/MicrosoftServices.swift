/// How Microsoft's own services name themselves in audit records.
///
/// Source: audit exports of laboratory tenants, Microsoft Learn "Audit log activities", checked 2026-08.
enum MicrosoftServices {
  /// Initiators of directory audits, in lower case; trusted only when the record gives no application id.
  static let directoryActors: Set<String> = [
    "azure ad cloud sync", "azure credential configuration endpoint service", "azure mfa strongauthenticationservice",
    "device registration service",
    "microsoft azure ad group-based licensing", "microsoft azure ad internal - jit provisioning",
    "microsoft managed policy manager", "microsoft office 365 portal", "microsoft password reset service",
    "microsoft substrate management", "microsoft.azure.activedirectory", "microsoft.azure.syncfabric",
    "microsoft exchange online", "microsoft teams services", "office 365 exchange online",
  ]

  static let synchronizationNames: Set<String> = ["on-premises directory synchronization service account"]

  /// - Parameter name: the actor as written, in lower case.
  static func isService(_ name: String) -> Bool {
    if let first = name.utf8.first, first == UInt8(ascii: "n") || first == UInt8(ascii: "s") {
      // `NT AUTHORITY\SYSTEM (w3wp)`, also with a doubled backslash; and the same account as a SID.
      if name.hasPrefix("nt authority\\") || name.hasPrefix("nt service\\") { return true }
      if name == "s-1-5-18" || name == "s-1-5-19" || name == "s-1-5-20" { return true }
    }
    if let domain = name.partBehindAt {
      return name == "fim_password_service@support.onmicrosoft.com" || domain.hasSuffix(".prod.outlook.com")
    }
    // `NAMPRD06\Administrator (Microsoft.Office.Datacenter.Torus.PowerShellWorker)`
    if let slash = name.utf8.firstIndex(of: UInt8(ascii: "\\")) {
      return name[name.utf8.index(after: slash)...].hasPrefix("administrator (microsoft.")
    }
    return name.hasPrefix("microsoft.") || name == "microsoft substrate management"
  }

  /// `Sync_SERVER_0123456789ab@contoso.onmicrosoft.com`: the account that Entra Connect makes for itself.
  ///
  /// The tail of hexadecimal digits is asked for, so that an account merely called `Sync_…` is not excused. Whoever may
  /// create users may take such a name too: `ActorClassifier` asks for the account's role where roles are known.
  static func isDirectorySynchronization(_ name: String) -> Bool {
    if synchronizationNames.contains(name) { return true }
    guard name.hasPrefix("sync_"), let at = name.utf8.lastIndex(of: UInt8(ascii: "@")) else { return false }
    guard let underscore = name.utf8[..<at].lastIndex(of: UInt8(ascii: "_")) else { return false }
    let tail = name.utf8[name.utf8.index(after: underscore)..<at]
    return tail.count >= 8 && tail.allSatisfy { $0 &- 48 < 10 || $0 &- 97 < 6 }
  }
}
