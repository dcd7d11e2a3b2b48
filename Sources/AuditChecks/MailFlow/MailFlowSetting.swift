import AuditModel

/// A rule, connector or remote domain as the listing shows it.
struct MailFlowSetting {
  enum Kind: String, CaseIterable {
    case rule, inboundConnector, outboundConnector, remoteDomain

    var title: String {
      switch self {
      case .rule: "mail flow rule"
      case .inboundConnector: "inbound connector"
      case .outboundConnector: "outbound connector"
      case .remoteDomain: "remote domain"
      }
    }
    var evidence: EvidenceKind {
      switch self {
      case .rule: .transportRules
      case .inboundConnector: .inboundConnectors
      case .outboundConnector: .outboundConnectors
      case .remoteDomain: .remoteDomains
      }
    }
    var cmdlet: String {
      switch self {
      case .rule: "Get-TransportRule"
      case .inboundConnector: "Get-InboundConnector"
      case .outboundConnector: "Get-OutboundConnector"
      case .remoteDomain: "Get-RemoteDomain"
      }
    }
  }

  let kind: Kind
  let id: String
  let name: String
  let isEnabled: Bool
  /// The rule only notes what it would do.
  let isOnlyAuditing: Bool
  let changedAt: Timestamp?
  let effects: [MailFlowEffect]
  /// The default remote domain, which every tenant has and which allows forwarding from the start.
  let isDefault: Bool

  /// All that the listings hold, in their fixed order.
  static func all(in evidence: EvidenceReader, effects: MailFlowEffects) -> [MailFlowSetting] {
    let rules = (evidence.transportRules ?? []).map { rule in
      MailFlowSetting(
        kind: .rule, id: rule.id, name: rule.name, isEnabled: rule.isEnabled != false,
        isOnlyAuditing: rule.mode?.lowercased().hasPrefix("audit") == true, changedAt: rule.changedAt,
        effects: effects.of(rule), isDefault: false)
    }
    func connectors(_ list: [MailConnector]?, _ kind: Kind) -> [MailFlowSetting] {
      (list ?? []).map { connector in
        MailFlowSetting(
          kind: kind, id: connector.id, name: connector.name, isEnabled: connector.isEnabled != false,
          isOnlyAuditing: false, changedAt: connector.changedAt ?? connector.createdAt,
          effects: kind == .inboundConnector ? effects.of(inbound: connector) : effects.of(outbound: connector),
          isDefault: false)
      }
    }
    let domains = (evidence.remoteDomains ?? []).map { domain in
      MailFlowSetting(
        kind: .remoteDomain, id: domain.id, name: domain.name, isEnabled: true, isOnlyAuditing: false,
        changedAt: domain.changedAt, effects: effects.of(domain), isDefault: domain.domain == "*")
    }
    return rules + connectors(evidence.inboundConnectors, .inboundConnector)
      + connectors(evidence.outboundConnectors, .outboundConnector) + domains
  }
}

/// One record of the unified audit log by which mail flow was changed.
struct MailFlowChange {
  /// As the cmdlets are called. Source: Microsoft Learn, Exchange PowerShell, "Mail flow cmdlets", checked 2026-11.
  static let operations = [
    "New-TransportRule", "Set-TransportRule", "Enable-TransportRule", "Disable-TransportRule", "Remove-TransportRule",
    "New-InboundConnector", "Set-InboundConnector", "Remove-InboundConnector", "New-OutboundConnector",
    "Set-OutboundConnector", "Remove-OutboundConnector", "New-RemoteDomain", "Set-RemoteDomain", "Remove-RemoteDomain",
  ]

  enum Act: String { case created, changed, enabled, disabled, removed }

  let record: AuditRecord
  let actor: Actor
  let kind: MailFlowSetting.Kind
  let act: Act
  /// As the record writes it; never empty.
  let name: String
  let effects: [MailFlowEffect]

  /// True when it takes something away rather than putting it up.
  var isEnd: Bool { act == .removed || act == .disabled }

  /// All that succeeded in the window, by time.
  static func inWindow(of evidence: EvidenceReader, effects: MailFlowEffects) -> [MailFlowChange] {
    (evidence.auditRecords(operations) ?? []).compactMap { record in
      guard record.hasSucceeded != false, evidence.window.contains(record.occurredAt) else { return nil }
      return MailFlowChange(record, effects: effects, actor: evidence.actors.actor(of: record))
    }
  }

  private init?(_ record: AuditRecord, effects: MailFlowEffects, actor: Actor) {
    let operation = record.operation.lowercased()
    guard let dash = operation.firstIndex(of: "-") else { return nil }
    switch operation[operation.index(after: dash)...] {
    case "transportrule":
      kind = .rule
      self.effects = effects.ofRule(record)
    case "inboundconnector":
      kind = .inboundConnector
      self.effects = effects.ofInbound(record)
    case "outboundconnector":
      kind = .outboundConnector
      self.effects = effects.ofOutbound(record)
    case "remotedomain":
      kind = .remoteDomain
      self.effects = effects.ofRemoteDomain(record)
    default: return nil
    }
    switch operation[..<dash] {
    case "new": act = .created
    case "enable": act = .enabled
    case "disable": act = .disabled
    case "remove": act = .removed
    default:
      // `Set-InboundConnector -Enabled $false` takes away; the state of rules is kept as `-State`.
      let isOff =
        record.parameter("Enabled").map { !$0.isTrue } ?? (record.parameter("State")?.lowercased() == "disabled")
      act = isOff ? .disabled : .changed
    }
    self.record = record
    self.actor = actor
    let names = [record.parameter("Identity"), record.parameter("Name"), record.objectID]
    let named = names.compactMap { $0 }.first { !$0.isEmpty } ?? "an unnamed \(kind.title)"
    // `contoso.onmicrosoft.com\rule`: the tenant stands before the name.
    name = named.lastIndex(of: "\\").map { String(named[named.index(after: $0)...]) } ?? named
  }
}
