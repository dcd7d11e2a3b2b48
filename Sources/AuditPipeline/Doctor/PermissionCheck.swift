import EvidenceCollection

/// What a token grants, against what the audit reads.
struct PermissionCheck {
  let granted: Set<String>

  init(granted: [String]) { self.granted = Set(granted) }

  var missing: [String] { RequiredPermissions.graph.filter { !isGranted($0) } }

  var findings: [Diagnosis] {
    let required = RequiredPermissions.graph
    var findings = missing.map { permission in
      Diagnosis(
        "permissions", .missing, "\(permission): without it no \(RequiredPermissions.kinds(needing: permission))",
        help: "add it to the application and consent again")
    }
    if findings.isEmpty {
      findings.append(Diagnosis("permissions", .ok, "all \(required.count) of Microsoft Graph are granted"))
    }
    let writing = granted.filter(Self.isTooWide).sorted()
    if !writing.isEmpty {
      findings.append(
        Diagnosis(
          "permissions", .warning, "the application can change things: \(writing.joined(separator: ", "))",
          help: "the audit only reads: take these away, so that a stolen secret cannot do harm"))
    }
    let unneeded = granted.filter { !required.contains($0) && !Self.isTooWide($0) && !Self.isHarmless($0) }.sorted()
    if !unneeded.isEmpty {
      findings.append(
        Diagnosis("permissions", .ok, "granted and not needed by the audit: \(unneeded.joined(separator: ", "))"))
    }
    return findings
  }

  /// A wider permission grants what a narrower one would; it is still warned about.
  private func isGranted(_ permission: String) -> Bool {
    if granted.contains(permission) { return true }
    let parts = permission.split(separator: ".")
    guard let place = parts.firstIndex(where: { $0 == "Read" || $0 == "ReadBasic" }) else { return false }
    var wider = parts.map(String.init)
    wider[place] = "ReadWrite"
    if granted.contains(wider.joined(separator: ".")) { return true }
    wider[place] = "Read"
    return granted.contains(wider.joined(separator: "."))
  }

  /// True for permissions that change something, send something, or act as anybody.
  static func isTooWide(_ permission: String) -> Bool {
    let words = [
      "ReadWrite", "Write", "Send", "Manage", "FullControl", "AccessAsUser", "full_access", "Create", "Delete",
    ]
    return words.contains { permission.contains($0) } && !permission.hasPrefix("DeviceManagement")
      || permission.hasPrefix("DeviceManagement") && permission.contains("ReadWrite")
      || permission.contains("PrivilegedOperations")
  }

  private static func isHarmless(_ permission: String) -> Bool {
    ["openid", "profile", "email", "offline_access", "User.Read"].contains(permission)
  }
}
