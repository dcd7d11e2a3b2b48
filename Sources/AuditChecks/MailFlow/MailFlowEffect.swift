import AuditModel

/// One thing that a mail flow rule, a connector or a remote domain does to mail.
struct MailFlowEffect: Hashable {
  let signal: Signal
  /// When it was made or changed in the window.
  let severity: Severity
  /// When it has stood for long, and nobody touched it in the window.
  let standingSeverity: Severity
  /// The address that mail goes to, when it leaves the tenant.
  let outsideTarget: String?

  init(
    _ id: String, _ reason: String, _ severity: Severity, standing: Severity = .informational,
    outsideTarget: String? = nil
  ) {
    signal = Signal(id, reason)
    self.severity = severity
    standingSeverity = standing
    self.outsideTarget = outsideTarget
  }
}

/// Reads what mail flow settings do, from their listing and from audit records alike.
struct MailFlowEffects {
  private let boundary: MailBoundary

  init(boundary: MailBoundary) { self.boundary = boundary }

  // MARK: The listing

  func of(_ rule: TransportRule) -> [MailFlowEffect] {
    var effects = recipients(rule.blindCopyTo, of: .blindCopy) + recipients(rule.redirectTo, of: .redirect)
    effects += recipients(rule.copyTo, of: .copy) + recipients(rule.addTo, of: .addition)
    if rule.deletes { effects.append(Self.deletes) }
    if rule.quarantines { effects.append(Self.quarantines) }
    if let connector = rule.connector, !connector.isEmpty { effects.append(Self.routes(through: connector)) }
    if rule.spamConfidence?[...].trimmed == "-1" { effects.append(Self.passesFilter) }
    return effects
  }

  func of(inbound connector: MailConnector) -> [MailFlowEffect] {
    [Self.accepts(from: connector.hosts.isEmpty ? connector.domains : connector.hosts)]
  }

  func of(outbound connector: MailConnector) -> [MailFlowEffect] {
    [Self.sends(for: connector.domains, through: connector.hosts)]
  }

  func of(_ domain: RemoteDomain) -> [MailFlowEffect] {
    domain.allowsForwarding == true ? [Self.allowsForwarding(to: domain.domain)] : []
  }

  // MARK: Audit records

  func ofRule(_ record: AuditRecord) -> [MailFlowEffect] {
    func list(_ name: String) -> [String] { record.parameter(name).map { [$0] } ?? [] }
    func isTrue(_ name: String) -> Bool { record.parameter(name)?.isTrue == true }
    func text(_ name: String) -> String? {
      guard let value = record.parameter(name), !value.isEmpty, value.lowercased() != "$null" else { return nil }
      return value
    }
    var effects = recipients(list("BlindCopyTo"), of: .blindCopy)
    effects += recipients(list("RedirectMessageTo"), of: .redirect)
    effects += recipients(list("CopyTo"), of: .copy) + recipients(list("AddToRecipients"), of: .addition)
    if isTrue("DeleteMessage") { effects.append(Self.deletes) }
    if isTrue("Quarantine") { effects.append(Self.quarantines) }
    if let connector = text("RouteMessageOutboundConnector") { effects.append(Self.routes(through: connector)) }
    if text("SetSCL")?[...].trimmed == "-1" { effects.append(Self.passesFilter) }
    if let type = text("AddManagerAsRecipientType") {
      effects.append(MailFlowEffect("adds_manager", "sends mail to the recipient's manager as well (\(type))", .medium))
    }
    if let moderator = text("ModerateMessageByUser") {
      effects.append(MailFlowEffect("holds_for_approval", "holds mail until \(moderator) approves it", .medium))
    } else if isTrue("ModerateMessageByManager") {
      effects.append(MailFlowEffect("holds_for_approval", "holds mail until a manager approves it", .medium))
    }
    if let header = text("RemoveHeader") ?? text("SetHeaderName") {
      effects.append(MailFlowEffect("changes_header", "changes a header of the message (\(header))", .low))
    }
    return effects
  }

  func ofInbound(_ record: AuditRecord) -> [MailFlowEffect] {
    [Self.accepts(from: Self.list(record, "SenderIPAddresses") + Self.list(record, "SenderDomains"))]
  }

  func ofOutbound(_ record: AuditRecord) -> [MailFlowEffect] {
    [Self.sends(for: Self.list(record, "RecipientDomains"), through: Self.list(record, "SmartHosts"))]
  }

  func ofRemoteDomain(_ record: AuditRecord) -> [MailFlowEffect] {
    guard record.parameter("AutoForwardEnabled")?.isTrue == true else { return [] }
    return [Self.allowsForwarding(to: record.parameter("DomainName") ?? record.parameter("Identity") ?? "a domain")]
  }

  private static func list(_ record: AuditRecord, _ name: String) -> [String] {
    (record.parameter(name) ?? "").split { $0 == ";" || $0 == "," }.map { String($0.trimmed) }.filter { !$0.isEmpty }
  }

  // MARK: What there is

  private enum Way {
    case blindCopy, redirect, copy, addition

    var words: String {
      switch self {
      case .blindCopy: "sends a blind copy"
      case .redirect: "redirects mail"
      case .copy: "sends a copy"
      case .addition: "sends mail as well"
      }
    }
    var id: String {
      switch self {
      case .blindCopy: "blind_copy"
      case .redirect: "redirect"
      case .copy: "copy"
      case .addition: "added_recipient"
      }
    }
    /// Nobody sees a blind copy, and who wrote to whom is lost by a redirect.
    var isHidden: Bool { self == .blindCopy || self == .redirect }
  }

  private func recipients(_ texts: [String], of way: Way) -> [MailFlowEffect] {
    texts.flatMap { MailRecipient.list(from: $0) }.filter { $0.label.lowercased() != "$null" }.map { recipient in
      switch boundary.reach(of: recipient, from: nil) {
      case .outside, .otherDomain:
        let doubt = boundary.reach(of: recipient, from: nil) == .otherDomain ? ", \(boundary.doubt)" : ""
        return MailFlowEffect(
          way.id + "_outside", "\(way.words) to an address outside the tenant\(doubt) (\(recipient.label))",
          way.isHidden ? .critical : .high, standing: way.isHidden ? .high : .medium,
          outsideTarget: recipient.address)
      case .trusted:
        return MailFlowEffect(
          way.id + "_trusted", "\(way.words) to an address that is trusted by configuration (\(recipient.label))",
          .informational)
      case .inside:
        return MailFlowEffect(
          way.id + "_inside", "\(way.words) to an address of the tenant (\(recipient.label))", .high)
      case .unresolved:
        return MailFlowEffect(
          way.id + "_unresolved", "\(way.words) to a recipient whose address is not known (\(recipient.label))", .high,
          standing: .low)
      }
    }
  }

  private static let deletes = MailFlowEffect("deletes", "deletes mail", .high, standing: .low)
  private static let quarantines = MailFlowEffect("quarantines", "puts mail into quarantine", .medium)
  private static let passesFilter = MailFlowEffect(
    "passes_filter", "takes mail past the spam filter (spam confidence -1)", .medium)

  private static func routes(through connector: String) -> MailFlowEffect {
    MailFlowEffect("routes_through_connector", "sends mail out through the connector \(connector)", .high)
  }

  private static func accepts(from sources: [String]) -> MailFlowEffect {
    MailFlowEffect(
      "accepts_mail", "takes in mail from \(sources.isEmpty ? "sources that are not told" : sources.listed(atMost: 3))",
      .high)
  }

  private static func sends(for domains: [String], through hosts: [String]) -> MailFlowEffect {
    let what = domains.isEmpty ? "mail" : "mail for \(domains.listed(atMost: 3))"
    return MailFlowEffect(
      "sends_out", "sends \(what) through \(hosts.isEmpty ? "hosts that are not told" : hosts.listed(atMost: 3))", .high
    )
  }

  private static func allowsForwarding(to domain: String) -> MailFlowEffect {
    MailFlowEffect("allows_forwarding", "lets mail be forwarded automatically to \(domain)", .high)
  }
}
