package import AuditModel
package import WireJSON

extension SweepRule: OwnedRecord {
  /// Exchange `Get-SweepRule` object.
  package init?(json view: JSONView, owner: UserReference) throws {
    var rule = SweepRule(owner: owner, id: "", name: "")
    var id: String?
    var identity: String?
    var name: String?
    for (key, value) in view.members {
      switch key {
      case "RuleId": id = try value.optionalIdentifier()
      case "Identity": identity = try value.optionalIdentifier()
      case "Name": name = try value.optionalString()
      case "Enabled": rule.isEnabled = try value.optionalBool()
      case "Sender":
        let sender = try value.recipientTexts().first.flatMap { MailRecipient(exchange: $0[...]) }
        rule.sender = sender?.address ?? sender?.name
      case "SourceFolder": rule.sourceFolder = try value.nonEmptyString()
      case "DestinationFolder": rule.destinationFolder = try value.nonEmptyString()
      case "KeepForDays": rule.keepForDays = try value.optionalInt()
      case "KeepLatest": rule.keepsLatest = (try value.optionalInt()).map { $0 > 0 }
      default: break
      }
    }
    guard let id = id ?? identity else { throw view.missing("RuleId") }
    rule.id = id
    rule.name = name ?? ""
    self = rule
  }
}

extension RecipientPermission {
  /// Exchange `Get-RecipientPermission` object.
  package init(json view: JSONView) throws {
    try view.requireObject()
    guard let recipient = try view["Identity"]?.nonEmptyString() else { throw view.missing("Identity") }
    guard let trustee = try view["Trustee"]?.nonEmptyString() else { throw view.missing("Trustee") }
    self.init(
      recipient: recipient, trustee: trustee, rights: try view["AccessRights"]?.texts() ?? [],
      isInherited: try view["IsInherited"]?.optionalBool(),
      isAllowed: try view["AccessControlType"]?.nonEmptyString() != "Deny")
  }
}

extension BlockedSender {
  /// Exchange `Get-BlockedSenderAddress` object.
  package init(json view: JSONView) throws {
    try view.requireObject()
    guard let address = try view["SenderAddress"]?.nonEmptyString() else { throw view.missing("SenderAddress") }
    self.init(
      address: address.withoutMailScheme, reason: try view["Reason"]?.nonEmptyString(),
      createdAt: try view["CreatedDatetime"]?.optionalTimestamp() ?? view["CreatedDateTime"]?.optionalTimestamp())
  }
}

extension AuditConfiguration {
  /// Exchange `Get-AdminAuditLogConfig` object.
  package init(json view: JSONView) throws {
    try view.requireObject()
    self.init(
      isUnifiedAuditEnabled: try view["UnifiedAuditLogIngestionEnabled"]?.optionalBool(),
      isAdminAuditEnabled: try view["AdminAuditLogEnabled"]?.optionalBool(),
      changedAt: try view["WhenChangedUTC"]?.optionalTimestamp())
  }
}

extension TransportRule {
  /// Exchange `Get-TransportRule` object.
  package init(json view: JSONView) throws {
    try view.requireObject()
    var rule = TransportRule(id: "", name: "")
    var id: String?
    var name: String?
    for (key, value) in view.members {
      switch key {
      case "Guid": id = try value.nonEmptyString()?.lowercased()
      case "Name": name = try value.optionalString()
      case "State": rule.isEnabled = (try value.nonEmptyString()).map { $0.lowercased() == "enabled" }
      case "Mode": rule.mode = try value.nonEmptyString()
      case "WhenChanged": rule.changedAt = try value.optionalTimestamp()
      case "BlindCopyTo": rule.blindCopyTo = try value.recipientTexts()
      case "CopyTo": rule.copyTo = try value.recipientTexts()
      case "RedirectMessageTo": rule.redirectTo = try value.recipientTexts()
      case "AddToRecipients": rule.addTo = try value.recipientTexts()
      case "DeleteMessage": rule.deletes = try value.optionalBool() ?? false
      case "Quarantine": rule.quarantines = try value.optionalBool() ?? false
      case "RouteMessageOutboundConnector": rule.connector = try value.nonEmptyString()
      case "SetSCL": rule.spamConfidence = value.plainText().flatMap { $0.isEmpty ? nil : $0 }
      default: break
      }
    }
    guard let name else { throw view.missing("Name") }
    rule.id = id ?? name
    rule.name = name
    self = rule
  }
}

extension MailConnector {
  /// Exchange `Get-InboundConnector` or `Get-OutboundConnector` object.
  package init(json view: JSONView) throws {
    try view.requireObject()
    guard let name = try view["Name"]?.optionalString() else { throw view.missing("Name") }
    func list(_ members: [String]) throws -> [String] {
      for member in members { if let texts = try view[named: member]?.texts(), !texts.isEmpty { return texts } }
      return []
    }
    self.init(
      id: try view["Guid"]?.nonEmptyString()?.lowercased() ?? name, name: name,
      isEnabled: try view["Enabled"]?.optionalBool(), type: try view["ConnectorType"]?.nonEmptyString(),
      createdAt: try view["WhenCreated"]?.optionalTimestamp(), changedAt: try view["WhenChanged"]?.optionalTimestamp(),
      domains: try list(["SenderDomains", "RecipientDomains"]), hosts: try list(["SenderIPAddresses", "SmartHosts"]))
  }
}

extension RemoteDomain {
  /// Exchange `Get-RemoteDomain` object.
  package init(json view: JSONView) throws {
    try view.requireObject()
    guard let name = try view["Name"]?.optionalString() else { throw view.missing("Name") }
    self.init(
      id: try view["Guid"]?.nonEmptyString()?.lowercased() ?? name, name: name,
      domain: try view["DomainName"]?.nonEmptyString()?.lowercased() ?? name.lowercased(),
      allowsForwarding: try view["AutoForwardEnabled"]?.optionalBool(),
      changedAt: try view["WhenChanged"]?.optionalTimestamp())
  }
}
