/// How a tenant's mail flows: settings that stand for years.
extension TenantRenderer {
  private var setUpAt: Int64 { plan.end - 2400 * secondsPerDay }

  /// Exchange `Get-AdminAuditLogConfig`.
  func auditConfiguration(_ line: inout JSONLine) {
    line.object { item in
      item.member("Name", "Admin Audit Log Settings")
      item.member("Identity", "Admin Audit Log Settings")
      item.guid("Guid", settingID(0))
      item.flag("AdminAuditLogEnabled", true)
      item.list("AdminAuditLogCmdlets") { $0.element { $0.piece("*") } }
      item.list("AdminAuditLogParameters") { $0.element { $0.piece("*") } }
      item.list("AdminAuditLogExcludedCmdlets") { _ in }
      item.member("AdminAuditLogAgeLimit", "90.00:00:00")
      item.member("LogLevel", "None")
      item.flag("TestCmdletLoggingEnabled", false)
      item.flag("UnifiedAuditLogIngestionEnabled", wire.isAuditing)
      item.moment("UnifiedAuditLogFirstOptInDate", setUpAt)
      item.moment("WhenChangedUTC", setUpAt)
      item.flag("IsValid", true)
    }
  }

  /// Exchange `Get-BlockedSenderAddress`: whom the filter blocks tonight, and an old address in one tenant of 29.
  func forEachBlockedSender(_ body: ((inout JSONLine) -> Void) throws -> Void) throws {
    for restricted in plan.restrictedSenders where restricted.isListed(at: night) {
      try body { line in
        line.object { item in
          item.member("SenderAddress", safe: plan.people[restricted.person].mail)
          item.member("Reason", "OutboundSpamLast24Hours=1205;OutboundMailLast24Hours=1500;OutboundSpamPercent=803")
          item.moment("CreatedDatetime", restricted.from)
          item.moment("ChangedDatetime", restricted.from)
          item.member("TemplateId", "FailedSenderPolicyCheck")
          item.member("Data", "")
        }
      }
    }
    guard plan.index % 29 == 17 else { return }
    try body { line in
      line.object { item in
        item.text("SenderAddress") {
          $0.piece("old-scanner@")
          $0.piece(plan.domain)
        }
        item.member("Reason", "OutboundSpamLast24Hours=312;OutboundMailLast24Hours=330;OutboundSpamPercent=945")
        item.moment("CreatedDatetime", plan.end - 400 * secondsPerDay)
        item.moment("ChangedDatetime", plan.end - 400 * secondsPerDay)
        item.member("TemplateId", "FailedSenderPolicyCheck")
        item.member("Data", "")
      }
    }
  }

  /// Exchange `Get-TransportRule`: a warning above mail from outside, and no programs.
  func forEachTransportRule(_ body: ((inout JSONLine) -> Void) throws -> Void) throws {
    try body { transportRule(JSONText("Mark mail from outside"), 0, warns: true, &$0) }
    if plan.index % 3 != 1 { try body { transportRule(JSONText("Refuse programs"), 1, warns: false, &$0) } }
    for rule in plan.mailFlowRules where rule.from < night {
      try body {
        transportRule(rule.name, 2 + rule.number, warns: true, copy: rule.blindCopyTo, changed: rule.from, &$0)
      }
    }
  }

  private func transportRule(
    _ name: JSONText, _ number: Int, warns: Bool, copy: String? = nil, changed: Int64? = nil, _ line: inout JSONLine
  ) {
    line.object { item in
      item.member("Name", name)
      item.member("Identity", name)
      item.guid("Guid", settingID(10 + number))
      item.count("Priority", number)
      item.member("State", "Enabled")
      item.member("Mode", "Enforce")
      if changed == nil { item.member("FromScope", "NotInOrganization") } else { item.null("FromScope") }
      item.null("SentToScope")
      if warns {
        item.null("AttachmentExtensionMatchesWords")
        if copy == nil {
          item.member("ApplyHtmlDisclaimerLocation", "Prepend")
          item.member("ApplyHtmlDisclaimerText", "<p>This message comes from outside.</p>")
        } else {
          item.null("ApplyHtmlDisclaimerLocation")
          item.null("ApplyHtmlDisclaimerText")
        }
        item.null("RejectMessageReasonText")
      } else {
        item.list("AttachmentExtensionMatchesWords") { words in
          for word: StaticString in ["exe", "js", "vbs", "scr"] { words.element { $0.piece(word) } }
        }
        item.null("ApplyHtmlDisclaimerLocation")
        item.null("ApplyHtmlDisclaimerText")
        item.member("RejectMessageReasonText", "Programs are not accepted by mail.")
      }
      if let copy {
        item.list("BlindCopyTo") { $0.element { $0.piece(copy) } }
      } else {
        item.null("BlindCopyTo")
      }
      for key: StaticString in ["CopyTo", "RedirectMessageTo", "AddToRecipients"] { item.null(key) }
      item.flag("DeleteMessage", false)
      item.flag("Quarantine", false)
      item.null("RouteMessageOutboundConnector")
      item.null("SetSCL")
      item.moment("WhenChanged", changed ?? setUpAt + Int64(number) * 86_400)
      item.flag("IsValid", true)
    }
  }

  /// Exchange `Get-InboundConnector`: a third of the tenants let a scanner or a line-of-business server in.
  func forEachInboundConnector(_ body: ((inout JSONLine) -> Void) throws -> Void) throws {
    guard plan.index % 3 == 0 else { return }
    try body { line in
      line.object { item in
        connectorHead(JSONText("From the office's devices"), 20, &item)
        item.member("ConnectorType", "OnPremises")
        item.list("SenderDomains") { $0.element { $0.piece("smtp:*;1") } }
        item.list("SenderIPAddresses") { addresses in
          addresses.element { ClientAddress(.office, host: plan.index).write(to: &$0) }
        }
        item.flag("RequireTls", true)
        item.flag("RestrictDomainsToIPAddresses", false)
        item.flag("CloudServicesMailEnabled", false)
      }
    }
  }

  /// Exchange `Get-OutboundConnector`: one tenant in five sends to a partner by an agreed way.
  func forEachOutboundConnector(_ body: ((inout JSONLine) -> Void) throws -> Void) throws {
    for connector in plan.connectors where connector.from < night {
      try body { line in
        line.object { item in
          connectorHead(connector.name, 31 + connector.number, at: connector.from, &item)
          item.member("ConnectorType", "Partner")
          item.list("RecipientDomains") { $0.element { $0.piece("*") } }
          item.list("SmartHosts") { $0.element { $0.piece(connector.smartHost) } }
          item.flag("UseMXRecord", false)
          item.null("TlsSettings")
          item.flag("IsTransportRuleScoped", false)
          item.flag("RouteAllMessagesViaOnPremises", false)
        }
      }
    }
    guard plan.index % 5 == 1 else { return }
    try body { line in
      line.object { item in
        connectorHead(JSONText("To the freight partner"), 30, &item)
        item.member("ConnectorType", "Partner")
        item.list("RecipientDomains") { $0.element { $0.piece("partner3.example") } }
        item.list("SmartHosts") { _ in }
        item.flag("UseMXRecord", true)
        item.member("TlsSettings", "CertificateValidation")
        item.flag("IsTransportRuleScoped", false)
        item.flag("RouteAllMessagesViaOnPremises", false)
      }
    }
  }

  private func connectorHead(_ name: JSONText, _ number: Int, at time: Int64? = nil, _ item: inout JSONLine) {
    item.member("Name", name)
    item.member("Identity", name)
    item.guid("Guid", settingID(number))
    item.flag("Enabled", true)
    item.member("Comment", "")
    item.moment("WhenCreated", time ?? setUpAt + 3600)
    item.moment("WhenChanged", time ?? setUpAt + 3600)
    item.flag("IsValid", true)
  }

  /// Exchange `Get-RemoteDomain`: the default, and a partner to whom automatic replies go.
  func forEachRemoteDomain(_ body: ((inout JSONLine) -> Void) throws -> Void) throws {
    try body { remoteDomain("Default", "*", 40, forwards: plan.index % 4 == 0, &$0) }
    if plan.index % 7 == 2 { try body { remoteDomain("Partner", "partner1.example", 41, forwards: false, &$0) } }
  }

  private func remoteDomain(
    _ name: StaticString, _ domain: StaticString, _ number: Int, forwards: Bool, _ line: inout JSONLine
  ) {
    line.object { item in
      item.member("Name", name)
      item.member("Identity", name)
      item.guid("Guid", settingID(number))
      item.member("DomainName", domain)
      item.flag("IsInternal", false)
      item.member("AllowedOOFType", "External")
      item.flag("AutoForwardEnabled", forwards)
      item.flag("AutoReplyEnabled", true)
      item.flag("DeliveryReportEnabled", true)
      item.flag("NDREnabled", true)
      item.flag("TrustedMailOutboundEnabled", false)
      item.moment("WhenChanged", setUpAt)
      item.flag("IsValid", true)
    }
  }

  private func settingID(_ number: Int) -> SyntheticID { SyntheticID(seed: plan.seed, .access, plan.index, -1, number) }
}
