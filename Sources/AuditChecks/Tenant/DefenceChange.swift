import AuditModel

/// One thing by which the tenant became easier to attack, or harder again.
struct DefenceChange {
  enum Area: String {
    case audit, mailboxAudit, retention, conditionalAccess, namedLocation, federation, domain, authenticationPolicy,
      protection, protocols, partner

    var signalID: String {
      switch self {
      case .audit: "auditing_changed"
      case .mailboxAudit: "mailbox_auditing_changed"
      case .retention: "audit_retention_changed"
      case .conditionalAccess: "conditional_access_changed"
      case .namedLocation: "named_location_changed"
      case .federation: "federation_changed"
      case .domain: "domain_changed"
      case .authenticationPolicy: "authentication_policy_changed"
      case .protection: "protection_changed"
      case .protocols: "protocols_opened"
      case .partner: "partner_added"
      }
    }
  }

  let area: Area
  /// What happened, in words that follow a name: `was switched off`.
  let what: String
  let severity: Severity
  /// What tells the things of an area apart.
  let thing: String
  let label: String
  /// The mailbox that is concerned, where one is.
  let target: UserID?
  /// True when it makes good what an earlier one did.
  let isRestoring: Bool
  let record: DefenceRecord

  init(
    _ area: Area, _ what: String, _ severity: Severity, _ record: DefenceRecord, label: String? = nil,
    thing: String? = nil, target: UserID? = nil, isRestoring: Bool = false
  ) {
    self.area = area
    self.what = what
    self.severity = severity
    self.record = record
    self.label = label ?? record.targetName ?? "a setting that the record does not name"
    self.thing = (thing ?? record.targetID ?? "").lowercased()
    self.target = target
    self.isRestoring = isRestoring
  }
}

extension DefenceChange {
  /// What a record changes; nothing when it is about something else, or makes nothing weaker.
  static func changes(_ record: DefenceRecord, in evidence: EvidenceReader) -> [DefenceChange] {
    if record.name == "set-adminauditlogconfig" { return auditLogs(record) }
    return [change(record, in: evidence)].compactMap { $0 }
  }

  private static func change(_ record: DefenceRecord, in evidence: EvidenceReader) -> DefenceChange? {
    if let verb = record.name.split(separator: "-").first, record.name.contains("-"), !record.name.contains(" ") {
      return cmdlet(record, verb: String(verb), in: evidence)
    }
    return directory(record)
  }

  private static func cmdlet(_ record: DefenceRecord, verb: String, in evidence: EvidenceReader) -> DefenceChange? {
    switch record.name {
    case "set-organizationconfig":
      guard record.properties.new("AuditDisabled") != nil else { return nil }
      let isOff = record.says("AuditDisabled", "true")
      return DefenceChange(
        .audit, isOff ? "was switched off" : "was switched on", isOff ? .critical : .informational, record,
        label: "The auditing of all mailboxes", thing: "AuditDisabled", isRestoring: !isOff)
    case "set-mailboxauditbypassassociation":
      if record.isCut {
        return mailbox(
          record, .mailboxAudit, "was taken out of the mailbox audit or put back: the record is cut", .medium,
          in: evidence)
      }
      guard record.properties.new("AuditBypassEnabled") != nil else { return nil }
      let isOff = record.says("AuditBypassEnabled", "true")
      return mailbox(
        record, .mailboxAudit,
        isOff ? "is no longer written to the mailbox audit" : "is written to the mailbox audit again",
        isOff ? .high : .informational, isRestoring: !isOff, in: evidence)
    case "set-mailbox":
      guard record.properties.new("AuditEnabled") != nil else { return nil }
      let isOff = record.says("AuditEnabled", "false")
      return mailbox(
        record, .mailboxAudit, isOff ? "is no longer audited" : "is audited again", isOff ? .high : .informational,
        isRestoring: !isOff, in: evidence)
    case "set-casmailbox":
      let opened =
        ["ImapEnabled", "PopEnabled"].filter { record.says($0, "true") }
        + ["SmtpClientAuthenticationDisabled"].filter { record.says($0, "false") }
      if opened.isEmpty { return nil }
      return mailbox(record, .protocols, "may use old protocols (\(opened.listed(atMost: 3)))", .medium, in: evidence)
    case "set-transportconfig":
      guard record.says("SmtpClientAuthenticationDisabled", "false") else { return nil }
      return DefenceChange(
        .protocols, "was allowed for all mailboxes", .high, record, label: "Sending by SMTP with a password",
        thing: "smtp")
    default:
      if record.name.hasSuffix("unifiedauditlogretentionpolicy") {
        let words = verb == "remove" ? "was removed" : verb == "new" ? "was made" : "was changed"
        return DefenceChange(.retention, words, verb == "remove" ? .high : .medium, record)
      }
      if record.name.hasSuffix("accepteddomain") {
        return DefenceChange(
          .domain, verb.wasDone, .high, record,
          label: record.targetName.map { "The accepted domain \($0)" } ?? "An accepted domain")
      }
      if record.name.hasSuffix("-conditionalaccesspolicy") {
        return verb == "new" ? nil : accessPolicy(record, isDeletion: verb == "remove")
      }
      return ProtectionPolicies.change(record, verb: verb)
    }
  }

  /// One cmdlet may switch one log on and the other off.
  private static func auditLogs(_ record: DefenceRecord) -> [DefenceChange] {
    if record.isCut {
      return [
        DefenceChange(
          .audit, "was changed, and the record does not tell how", .medium, record, label: "What the audit log records",
          thing: "cut")
      ]
    }
    return [
      ("UnifiedAuditLogIngestionEnabled", "The unified audit log"),
      ("AdminAuditLogEnabled", "The administrator audit log"),
    ].compactMap { name, words in
      if record.says(name, "false") {
        return DefenceChange(.audit, "was switched off", .critical, record, label: words, thing: name)
      }
      guard record.says(name, "true") else { return nil }
      return DefenceChange(
        .audit, "was switched on", .informational, record, label: words, thing: name, isRestoring: true)
    }
  }

  private static func mailbox(
    _ record: DefenceRecord, _ area: Area, _ what: String, _ severity: Severity, isRestoring: Bool = false,
    in evidence: EvidenceReader
  ) -> DefenceChange {
    let target = record.targetID.flatMap { evidence.people.mailbox(named: $0) }
    let name = target.map { evidence.people.name(of: $0) } ?? record.targetID ?? "that the record does not name"
    return DefenceChange(
      area, what, severity, record, label: "The mailbox \(name)", thing: target?.rawValue, target: target,
      isRestoring: isRestoring)
  }

  private static func directory(_ record: DefenceRecord) -> DefenceChange? {
    switch record.name {
    case "delete conditional access policy", "delete policy": accessPolicy(record, isDeletion: true)
    case "update conditional access policy", "update policy": accessPolicy(record, isDeletion: false)
    case "add named location", "update named location", "delete named location": namedLocation(record)
    case "set federation settings on domain":
      DefenceChange(.federation, "got other federation settings", .critical, record, label: record.domainLabel)
    case "set domain authentication": domainAuthentication(record)
    case "add unverified domain", "add verified domain", "verify domain", "verify email verified domain":
      DefenceChange(
        .domain, record.name.hasPrefix("add") ? "was added" : "was verified", .high, record, label: record.domainLabel)
    case "remove unverified domain", "remove verified domain":
      DefenceChange(.domain, "was removed", .high, record, label: record.domainLabel)
    case "add partner to company", "add partner":
      DefenceChange(
        .partner, "was added", .high, record, label: "A partner" + (record.targetName.map { " (\($0))" } ?? ""))
    case "authentication methods policy update", "update authentication methods policy": authenticationPolicy(record)
    default: nil
    }
  }

  private static func accessPolicy(_ record: DefenceRecord, isDeletion: Bool) -> DefenceChange? {
    let label = "The conditional access policy" + (record.targetName.map { " \($0)" } ?? "")
    if isDeletion { return DefenceChange(.conditionalAccess, "was deleted", .high, record, label: label) }
    for name in ["ConditionalAccessPolicy", "PolicyDetail"] {
      let (old, new) = record.properties.object(name)
      guard let old, let new else { continue }
      let (before, after) = (AccessPolicy(old), AccessPolicy(new))
      let reasons = after.weaknesses(since: before)
      if !reasons.isEmpty {
        return DefenceChange(.conditionalAccess, reasons.joined(separator: ", "), .high, record, label: label)
      }
      if after.unweighed != before.unweighed {
        return DefenceChange(
          .conditionalAccess, "was changed in a way that is not weighed", .medium, record, label: label)
      }
      return before.weaknesses(since: after).isEmpty
        ? nil
        : DefenceChange(
          .conditionalAccess, "was made stronger", .informational, record, label: label, isRestoring: true)
    }
    return DefenceChange(
      .conditionalAccess, "was changed, and the record does not tell how", .medium, record, label: label)
  }

  private static func namedLocation(_ record: DefenceRecord) -> DefenceChange {
    let label = "The named location" + (record.targetName.map { " \($0)" } ?? "")
    let verb = String(record.name.prefix { $0 != " " }).wasDone
    let isTrusted = record.properties.names.contains { name in
      record.properties.object(name).new?["isTrusted"]?.text?.lowercased() == "true"
    }
    if isTrusted {
      return DefenceChange(.namedLocation, verb + " and is trusted: policies may spare it", .high, record, label: label)
    }
    return DefenceChange(.namedLocation, verb, .medium, record, label: label)
  }

  private static func domainAuthentication(_ record: DefenceRecord) -> DefenceChange? {
    let names = record.properties.names.filter { $0 != "included updated properties" && !$0.hasPrefix("targetid.") }
    // What it became, where it is told; a record that tells of other properties only is about those.
    let isAboutSigningIn = names.contains { name in
      ["livetype", "authentication", "federat", "issuer", "signing", "capabilities"].contains { name.contains($0) }
    }
    if !names.isEmpty, !isAboutSigningIn { return nil }
    let type = record.properties.new("LiveType") ?? record.properties.new("Authentication")
    let words = type.map { "changed how its users sign in (now \($0))" } ?? "changed how its users sign in"
    return DefenceChange(.federation, words, .critical, record, label: record.domainLabel)
  }

  private static func authenticationPolicy(_ record: DefenceRecord) -> DefenceChange {
    let names = record.properties.names.filter { $0.contains("openid") || $0.contains("external") }
    let label = "The authentication methods policy"
    if names.isEmpty {
      return DefenceChange(.authenticationPolicy, "was changed", .informational, record, label: label)
    }
    return DefenceChange(
      .authenticationPolicy, "trusts another identity provider (\(names.listed(atMost: 2)))", .critical, record,
      label: label)
  }
}

extension DefenceRecord {
  fileprivate var domainLabel: String { "The domain" + (targetName.map { " \($0)" } ?? "") }
}

extension String {
  /// `remove` → `was removed`.
  var wasDone: String {
    switch self {
    case "remove": "was removed"
    case "delete": "was deleted"
    case "disable": "was switched off"
    case "enable": "was switched on"
    case "new", "add": "was added"
    default: "was changed"
    }
  }
}
