import Foundation

/// A cmdlet as a client sent it.
struct Cmdlet: Sendable {
  let name: String
  let parameters: [String: Value]
  /// The body, for recognising it on the next page.
  let body: [UInt8]

  /// A parameter's value.
  enum Value: Sendable, Equatable {
    case text(String)
    case flag(Bool)
    case number(Double)
    case texts([String])
    case null
  }

  /// What is wrong with a body that is no cmdlet.
  struct Failure: Error { let message: String }

  init(body: [UInt8]) throws(Failure) {
    guard let whole = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any],
      let input = whole["CmdletInput"] as? [String: Any], let name = input["CmdletName"] as? String
    else { throw Failure(message: "The request body must hold CmdletInput with CmdletName and Parameters.") }
    guard let parameters = input["Parameters"] as? [String: Any] else {
      throw Failure(message: "Parameters must be an object.")
    }
    self.name = name
    self.body = body
    self.parameters = parameters.filter { !$0.key.contains("@") }.mapValues { value in
      switch value {
      case let text as String: .text(text)
      case let list as [Any]: .texts(list.compactMap { $0 as? String })
      case let number as NSNumber:
        String(cString: number.objCType) == "c" ? .flag(number.boolValue) : .number(number.doubleValue)
      default: .null
      }
    }
  }

  func text(_ name: String) -> String? {
    switch parameters[name] {
    case .text(let text): text
    case .number(let number): Int(exactly: number.rounded(.towardZero)).map { "\($0)" }
    default: nil
    }
  }

  func texts(_ name: String) -> [String] {
    switch parameters[name] {
    case .texts(let texts): texts
    case .text(let text): text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    default: []
    }
  }

  func flag(_ name: String) -> Bool { parameters[name] == .flag(true) || text(name)?.lowercased() == "true" }

  /// Whom it is about, where it is about one mailbox.
  var mailbox: String? { text("Mailbox") ?? (name == "Get-MailboxPermission" ? text("Identity") : nil) }

  /// True when it changes something.
  var isWrite: Bool { !name.hasPrefix("Get-") && !name.hasPrefix("Search-") }

  /// Cmdlets and the parameters that they know, besides those that each knows.
  static let known: [String: Set<String>] = [
    "Get-Mailbox": [
      "Identity", "RecipientTypeDetails", "PropertySets", "Properties", "Filter", "IncludeInactiveMailbox",
      "SoftDeletedMailbox", "Archive",
    ],
    "Get-InboxRule": [
      "Mailbox", "Identity", "IncludeHidden", "BypassScopeCheck", "DescriptionTimeFormat", "DescriptionTimeZone",
      "SweepRules",
    ],
    "Get-SweepRule": ["Mailbox", "Identity", "Provider", "BypassScopeCheck", "SkipCount"],
    "Get-RecipientPermission": ["Identity", "Trustee", "AccessRights"],
    "Get-MailboxPermission": ["Identity", "User", "Owner", "IncludeUnresolvedPermissions", "UseCustomRouting"],
    "Get-AdminAuditLogConfig": ["Identity"], "Get-BlockedSenderAddress": ["SenderAddress"],
    "Get-TransportRule": ["Identity", "State", "Filter", "ExcludeConditionActionDetails"],
    "Get-InboundConnector": ["Identity"],
    "Get-OutboundConnector": ["Identity", "IncludeTestModeConnectors", "IsTransportRuleScoped"],
    "Get-RemoteDomain": ["Identity"],
    "Get-MobileDevice": [
      "Identity", "Mailbox", "ActiveSync", "OWAforDevices", "RestApi", "UniversalOutlook", "Filter", "SortBy",
    ],
    "Get-MessageTraceV2": [
      "StartDate", "EndDate", "SenderAddress", "RecipientAddress", "StartingRecipientAddress", "MessageId",
      "MessageTraceId", "Status", "FromIP", "ToIP", "Subject", "SubjectFilterType",
    ],
    "Search-UnifiedAuditLog": [
      "StartDate", "EndDate", "Operations", "UserIds", "RecordType", "SessionId", "SessionCommand", "Formatted",
      "FreeText",
      "IPAddresses", "ObjectIds", "SiteIds", "HighCompleteness", "LongerRetentionEnabled",
    ],
  ]
}
