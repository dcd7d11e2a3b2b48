package import AuditModel
package import WireJSON

extension InboxRule: OwnedRecord {
  /// Graph `messageRule` or Exchange `Get-InboxRule` object, told apart by their member names.
  package init?(json view: JSONView, owner: UserReference) throws {
    let isExchange = view.members.contains { key, _ in key == "RuleIdentity" || key == "Identity" || key == "Name" }
    if isExchange {
      try self.init(exchange: view, owner: owner)
    } else {
      try self.init(graph: view, owner: owner)
    }
  }
}

extension InboxRule {
  private init(graph view: JSONView, owner: UserReference) throws {
    var id: String?
    var name: String?
    var isEnabled: Bool?
    var conditions = RulePredicates()
    var actions = Actions()
    var hasActions = false
    for (key, value) in view.members {
      switch key {
      case "id": id = try value.optionalIdentifier()
      case "displayName": name = try value.optionalString()
      case "isEnabled": isEnabled = try value.optionalBool()
      case "conditions" where !value.isNull:
        try value.requireObject()
        for (key, value) in value.members { try conditions.addGraph(key, value) }
      case "actions" where !value.isNull:
        try value.requireObject()
        for (key, value) in value.members where key.bytes.first != UInt8(ascii: "@") && !value.isNull {
          hasActions = true
          try actions.addGraph(key, value)
        }
      default: break
      }
    }
    guard let id, !id.isEmpty else { throw view.missing("id") }
    // Graph lists client-side rules and those of other programs without what they do. A rule that does nothing cannot be made.
    self.init(
      source: .graph, id: id, owner: owner, name: name ?? "", isEnabled: isEnabled ?? true,
      isContentUnreadable: !hasActions, conditions: conditions.conditions, actions: actions)
  }

  private init(exchange view: JSONView, owner: UserReference) throws {
    var ruleIdentity: String?
    var identity: String?
    var name: String?
    var isEnabled: Bool?
    var isHidden: Bool?
    var isSupported: Bool?
    var conditions = RulePredicates()
    var actions = Actions()
    var hasActions = false
    for (key, value) in view.members {
      switch key {
      case "RuleIdentity": ruleIdentity = try value.optionalIdentifier()
      case "Identity": identity = try value.optionalIdentifier()
      case "Name": name = try value.optionalString()
      case "Enabled": isEnabled = try value.optionalBool()
      case "IsHidden", "Hidden": isHidden = try value.optionalBool()
      case "SupportedByTask": isSupported = try value.optionalBool()
      default:
        if try actions.addExchange(key, value) {
          hasActions = true
        } else {
          try conditions.addExchange(key, value)
        }
      }
    }
    // `Identity` is mailbox, backslash, rule number: its last part is the RuleIdentity.
    guard let id = ruleIdentity ?? identity?.split(separator: "\\").last.map(String.init), !id.isEmpty else {
      throw view.missing("RuleIdentity")
    }
    // Exchange writes every action column, empty or not. Without any (a narrow Select-Object) nobody saw what the rule does.
    self.init(
      source: .exchange, id: id, owner: owner, name: name ?? "", isEnabled: isEnabled ?? true,
      isHidden: isHidden ?? false, isContentUnreadable: isSupported == false || !hasActions,
      conditions: conditions.conditions, actions: actions)
  }
}
