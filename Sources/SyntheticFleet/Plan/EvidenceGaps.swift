/// Which kinds a night's collection asks for, and what becomes of each: a function of how the tenant answers.
struct EvidenceGaps: Sendable {
  let wire: SyntheticTenant.WireBehaviour
  let night: Int64

  private static let exchangeKinds: Set<String> = [
    "mailboxes", "sweep_rules", "recipient_permissions", "blocked_senders", "audit_configuration", "message_trace",
    "transport_rules", "inbound_connectors", "outbound_connectors", "remote_domains", "mobile_devices",
  ]

  /// Every kind that was asked for, in archive order.
  var kinds: [SyntheticTenant.Kind] {
    var names = ["organization", "domains", "users", "mailboxes", "inbox_rules"]
    // Exchange names folders itself; only Graph's folder ids need the listing. Without consent nobody knows.
    if !wire.rulesComeFromExchange || !wire.hasConsent { names.append("mail_folders") }
    names += [
      "unified_audit", "directory_audits", "authentication_methods", "role_assignments", "sign_ins", "risk_detections",
      "subscribed_skus", "registration_details", "risky_users", "service_principals", "oauth2_permission_grants",
      "app_role_assignments", "devices", "managed_devices", "sweep_rules", "recipient_permissions", "blocked_senders",
      "audit_configuration", "message_trace", "transport_rules", "inbound_connectors", "outbound_connectors",
      "remote_domains", "mobile_devices",
    ]
    return names.map { name in
      let gap = gap(of: name)
      let status: SyntheticTenant.Status = gap == nil ? .complete : gap?.missedUsers == nil ? .unavailable : .partial
      return SyntheticTenant.Kind(
        name: name, status: status, collectedAt: status == .unavailable ? nil : night, gap: gap)
    }
  }

  private func gap(of kind: String) -> SyntheticTenant.Gap? {
    if !wire.hasConsent { return .consentMissing }
    switch kind {
    case "sign_ins", "registration_details":
      if wire.licence == .free { return .unlicensed(kind, "Microsoft Entra ID P1") }
    case "risk_detections", "risky_users":
      if wire.licence != .premiumP2 { return .unlicensed(kind, "Microsoft Entra ID P2") }
    case "managed_devices": if !wire.hasIntune { return .unlicensed(kind, "Microsoft Intune") }
    case "unified_audit":
      if wire.auditSource == .exchange, !wire.hasExchangeRole { return .exchangeRoleMissing(kind) }
      if !wire.isAuditing { return .auditingOff }
    case "inbox_rules": if !wire.slowMailboxes.isEmpty { return .rulesTimedOut(wire.slowMailboxes) }
    case "sweep_rules": if !wire.rulesComeFromExchange { return .exchangeRoleMissing(kind) }
    case _ where Self.exchangeKinds.contains(kind): if !wire.hasExchangeRole { return .exchangeRoleMissing(kind) }
    default: break
    }
    return nil
  }
}
