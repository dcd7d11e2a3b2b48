package import AuditModel

/// All checks of this version, in the order in which reports list them.
package enum CheckCatalogue {
  /// Raised with every change of the catalogue: year and month.
  package static let version = "2026.11"

  package static let all: [any Check] = [
    MailboxRulesCheck(),
    InboxRuleChangesCheck(),
    MailboxForwardingCheck(),
    SweepRulesCheck(),
    MailboxPermissionsCheck(),
    NewUsersCheck(),
    NewApplicationsCheck(),
    ApplicationConsentsCheck(),
    MFAMethodsCheck(),
    SharedMFANumberCheck(),
    AccountProtectionCheck(),
    PasswordChangesCheck(),
    ProfileChangesCheck(),
    RestrictedSenderCheck(),
    SentMailAnomaliesCheck(),
    SentItemsMismatchCheck(),
    DeletedMailCheck(),
    MailboxAccessCheck(),
    RiskySignInsCheck(),
    IdentityRiskCheck(),
    RoleChangesCheck(),
    NewDevicesCheck(),
    AnonymousSharingCheck(),
    MailFlowChangesCheck(),
    TenantDefenceChangesCheck(),
    SharedInfrastructureCheck(),
  ]

  /// Operation names of the unified audit log that any check reads, in lower case; others need not be kept.
  package static let operations = Set(all.flatMap(\.metadata.operationNames))

  package static func check(_ id: CheckID) -> (any Check)? { all.first { $0.id == id } }

  /// What a person asked for by name: the check, or the names that come nearest, best first.
  package enum Lookup {
    case found(any Check)
    case unknown(didYouMean: [CheckID])
  }

  package static func lookup(_ name: String) -> Lookup {
    let name = name.lowercased()
    if let check = check(CheckID(name)) { return .found(check) }
    let near = all.map { (distance: Spelling.distance(name, $0.id.rawValue), id: $0.id) }
      .filter { $0.distance <= $0.id.rawValue.utf8.count / 3 || $0.id.rawValue.contains(word: name) }
    return .unknown(didYouMean: near.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }.map(\.id))
  }
}

extension String {
  /// True when one of the name's parts between dashes is that word.
  fileprivate func contains(word: String) -> Bool {
    !word.isEmpty && split(separator: "-").contains { $0.hasPrefix(word) }
  }
}
