import AuditModel

/// What an audit record says about an inbox rule, read from cmdlet parameters or mailbox properties.
struct InboxRuleContent {
  private(set) var act = InboxRuleChange.Act.changed
  private(set) var handles: Set<String> = []
  var rule: InboxRule
  private(set) var isUnreadable = false

  /// New-, Set-, Enable-, Disable- and Remove-InboxRule: `Parameters` with string values, lists separated by semicolons.
  init(cmdletRecord record: AuditRecord) {
    rule = Self.blankRule(record)
    for parameter in record.parameters { read(parameter) }
    rule.conditions.predicates.sort()
  }

  /// UpdateInboxRules (Outlook on the desktop): `OperationProperties` with JSON texts for condition and actions.
  init(mailboxRecord record: AuditRecord) {
    rule = Self.blankRule(record)
    for property in record.parameters {
      switch property.name.lowercased() {
      case "ruleoperation": act = Self.act(property.value)
      case "rulename", "name":
        rule.name = property.value
        if !property.value.isEmpty { add(handle: property.value) }
      case "ruleid": addRuleID(property.value)
      case "rulestate":
        let state = property.value.lowercased()
        rule.isEnabled = !state.hasPrefix("disabled")
        if PhraseList.exitState.matches(state) { rule.actions.stopsProcessing = true }
      case "rulecondition", "conditions": readCondition(property.value)
      case "ruleactions", "actions": readActions(property.value)
      default: break
      }
    }
  }

  mutating func add(handle: String) { handles.insert(handle.lowercased()) }

  private static func blankRule(_ record: AuditRecord) -> InboxRule {
    InboxRule(source: .exchange, id: record.id, owner: UserReference(name: record.mailboxOwner), name: "")
  }

  private static func act(_ operation: String) -> InboxRuleChange.Act {
    let operation = operation.lowercased()
    if operation.hasPrefix("add") || operation.hasPrefix("create") || operation.hasPrefix("new") { return .created }
    return operation.hasPrefix("remove") || operation.hasPrefix("delete") ? .removed : .changed
  }

  /// The mailbox log writes the unsigned 64-bit id as a signed number; both spellings are kept.
  private mutating func addRuleID(_ text: String) {
    if text.isEmpty { return }
    add(handle: text)
    if let signed = Int64(text), signed < 0 { add(handle: String(UInt64(bitPattern: signed))) }
  }

  private mutating func read(_ parameter: AuditRecord.Parameter) {
    let name = parameter.name.lowercased()
    let value = parameter.value
    if value.isEmpty, name != "name" { return }
    switch name {
    case "name":
      rule.name = value
      add(handle: value)
    case "identity":
      let tail = value.firstIndex(of: "\\").map { String(value[value.index(after: $0)...]) } ?? value
      if !tail.isEmpty { add(handle: tail) }
    case "forwardto": rule.actions.forwardsTo = MailRecipient.list(from: value)
    case "forwardasattachmentto": rule.actions.forwardsAsAttachmentTo = MailRecipient.list(from: value)
    case "redirectto", "redirecttorecipients": rule.actions.redirectsTo = MailRecipient.list(from: value)
    case "sendtextmessagenotificationto": rule.actions.textsTo = value.split(separator: ";").map(String.init)
    case "movetofolder": rule.actions.movesTo = FolderReference(name: value)
    case "copytofolder": rule.actions.copiesTo = FolderReference(name: value)
    case "deletemessage", "softdeletemessage": if value.isTrue { rule.actions.deletes = true }
    case "permanentdelete", "harddeletemessage": if value.isTrue { rule.actions.deletesPermanently = true }
    case "markasread": rule.actions.marksAsRead = value.isTrue
    case "stopprocessingrules": rule.actions.stopsProcessing = value.isTrue
    default: readPredicate(name, parameter)
    }
  }

  private mutating func readPredicate(_ name: String, _ parameter: AuditRecord.Parameter) {
    guard InboxRuleParameters.predicates.contains(name), parameter.value.lowercased() != "false" else { return }
    rule.conditions.predicates.append(parameter.name)
    if InboxRuleParameters.words.contains(name) {
      rule.conditions.words += parameter.value.split(separator: ";").map { String($0.trimmed) }
    }
  }

  private mutating func readCondition(_ text: String) {
    if text.isEmpty { return }
    guard let condition = JSONText(text) else {
      isUnreadable = true
      rule.conditions.predicates.append("unreadable")
      return
    }
    rule.conditions.predicates += condition.memberNames.sorted()
    rule.conditions.words += condition.strings
  }

  private mutating func readActions(_ text: String) {
    if text.isEmpty { return }
    guard let json = JSONText(text) else {
      isUnreadable = true
      return
    }
    let actions: [JSONText] = if case .array(let list) = json { list } else { [json] }
    for action in actions {
      let type = (action["ActionType"]?.text ?? action["Type"]?.text ?? "").lowercased()
      let recipients = (action["Recipients"]?.strings ?? action.strings).filter {
        $0.contains("@") || $0.hasPrefix("/")
      }
      .map { MailRecipient(address: $0) }
      switch type {
      case let type where type.hasPrefix("forwardasattachment"): rule.actions.forwardsAsAttachmentTo += recipients
      case let type where type.hasPrefix("forward"): rule.actions.forwardsTo += recipients
      case let type where type.hasPrefix("redirect"): rule.actions.redirectsTo += recipients
      case let type where type.hasPrefix("permanentdelete") || type.hasPrefix("harddelete"):
        rule.actions.deletesPermanently = true
      case let type where type.hasPrefix("delete") || type.hasPrefix("softdelete"): rule.actions.deletes = true
      case let type where type.hasPrefix("move"): rule.actions.movesTo = Self.folder(of: action)
      case let type where type.hasPrefix("copy"): rule.actions.copiesTo = Self.folder(of: action)
      case let type where type.hasPrefix("markasread"): rule.actions.marksAsRead = true
      case let type where type.hasPrefix("stopprocessing"): rule.actions.stopsProcessing = true
      default: break
      }
    }
  }

  private static func folder(of action: JSONText) -> FolderReference {
    FolderReference(
      id: action["DestinationFolderId"]?.text ?? action["FolderId"]?.text,
      name: action["DestinationFolderName"]?.text ?? action["FolderName"]?.text ?? action["MoveToFolder"]?.text)
  }
}

/// Parameters of `New-InboxRule`, in lower case. Source: Microsoft Learn, New-InboxRule, checked 2026-08.
enum InboxRuleParameters {
  static let words: Set<String> = [
    "bodycontainswords", "fromaddresscontainswords", "headercontainswords", "recipientaddresscontainswords",
    "subjectcontainswords", "subjectorbodycontainswords", "from", "sentto",
  ]
  static let predicates: Set<String> = words.union([
    "flaggedforaction", "frommemberof", "fromsubscription", "hasattachment", "hasclassification", "messagetypematches",
    "mynameinccbox", "mynameintobox", "mynameintoorccbox", "mynamenotintobox", "receivedafterdate",
    "receivedbeforedate", "sentonlytome", "withimportance", "withinsizerangemaximum", "withinsizerangeminimum",
    "withsensitivity",
  ])
}

extension PhraseList {
  /// How a rule's state says that it stops further rules.
  fileprivate static let exitState = PhraseList(words: [], stems: ["exitafterexecution"])
}

extension String {
  /// True for `True`, `true`, `$true` and `1`.
  var isTrue: Bool {
    switch lowercased() {
    case "true", "$true", "1", "yes": true
    default: false
    }
  }

  /// True for `False`, `false`, `$false` and `0`; a text that is neither is no answer.
  var isFalse: Bool {
    switch lowercased() {
    case "false", "$false", "0", "no": true
    default: false
    }
  }
}
