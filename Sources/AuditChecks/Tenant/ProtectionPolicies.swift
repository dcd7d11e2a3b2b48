import AuditModel

/// Exchange's policies against phishing, malware, spam and loss of data, and the cmdlets that change them.
///
/// Source: Microsoft Learn, cmdlet references of Exchange Online, and Elastic's rules on Exchange protection, checked 2026-11.
enum ProtectionPolicies {
  /// Nouns of cmdlets → the words a report uses.
  static let nouns: KeyValuePairs<String, String> = [
    "AntiPhishPolicy": "The policy against phishing",
    "AntiPhishRule": "The rule against phishing",
    "MalwareFilterPolicy": "The policy against malware",
    "MalwareFilterRule": "The rule against malware",
    "SafeLinksPolicy": "The Safe Links policy",
    "SafeLinksRule": "The Safe Links rule",
    "SafeAttachmentPolicy": "The Safe Attachments policy",
    "SafeAttachmentRule": "The Safe Attachments rule",
    "HostedContentFilterPolicy": "The policy against spam",
    "HostedContentFilterRule": "The rule against spam",
    "HostedOutboundSpamFilterPolicy": "The policy on outgoing spam",
    "HostedOutboundSpamFilterRule": "The rule on outgoing spam",
    "HostedConnectionFilterPolicy": "The policy on connections",
    "DlpPolicy": "The policy against loss of data",
    "DlpCompliancePolicy": "The policy against loss of data",
    "DkimSigningConfig": "The signing of outgoing mail (DKIM)",
    "ReportSubmissionPolicy": "The reporting of suspicious mail",
  ]

  static let operations: [String] = nouns.flatMap { noun, _ in
    noun.hasSuffix("Rule")
      ? ["Remove-\(noun)", "Disable-\(noun)", "Enable-\(noun)"]
      : noun == "HostedConnectionFilterPolicy" || noun == "DkimSigningConfig"
        ? ["Set-\(noun)"] : ["Remove-\(noun)", "Set-\(noun)"]
  }

  private static let words = Dictionary(nouns.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }

  /// Switches of policies that make them weaker when they get this value.
  private static let weakening: [(name: String, value: String)] = [
    ("Enabled", "false"), ("EnableMailboxIntelligence", "false"), ("EnableSpoofIntelligence", "false"),
    ("EnableFileFilter", "false"), ("ZapEnabled", "false"), ("SpamZapEnabled", "false"), ("PhishZapEnabled", "false"),
    ("EnableSafeLinksForEmail", "false"), ("Enable", "false"), ("AutoForwardingMode", "on"), ("EnableSafeList", "true"),
    ("Mode", "disable"),
  ]

  /// Lists through which mail gets past a policy.
  private static let exceptions = [
    "AllowedSenders", "AllowedSenderDomains", "IPAllowList", "ExcludedSenders", "ExcludedDomains",
  ]

  static func change(_ record: DefenceRecord, verb: String) -> DefenceChange? {
    guard let noun = record.name.split(separator: "-").last, let words = words[String(noun)] else { return nil }
    let label = words + (record.targetName.map { " \($0)" } ?? "")
    // A policy and its rule often share a name.
    let thing = noun + ":" + (record.targetID ?? "")
    switch verb {
    case "remove", "disable": return DefenceChange(.protection, verb.wasDone, .high, record, label: label, thing: thing)
    case "enable":
      return DefenceChange(
        .protection, verb.wasDone, .informational, record, label: label, thing: thing, isRestoring: true)
    default: break
    }
    let off = weakening.filter { record.says($0.name, $0.value) }.map { "\($0.name) \($0.value)" }
    let open = exceptions.filter { name in
      record.properties.new(name).map { Self.adds($0.lowercased()) } ?? false
    }
    let changes = off + open
    if changes.isEmpty { return nil }
    return DefenceChange(
      .protection, "was weakened (\(changes.listed(atMost: 3)))", .high, record, label: label, thing: thing)
  }

  /// False for an emptied list, and for `@{Remove="a"}` without an `Add` beside it.
  private static func adds(_ value: String) -> Bool {
    if value == "$null" { return false }
    let value = value.filter { !$0.isWhitespace }
    return value.contains("add=") || !value.contains("remove=")
  }
}
