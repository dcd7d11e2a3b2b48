import AuditModel
import WireJSON

/// Gathers the predicates of a rule under Graph's names, whichever source it came from.
struct RulePredicates {
  private var words: [String] = []
  private var predicates: [String] = []

  var conditions: InboxRule.Conditions { InboxRule.Conditions(words: words, predicates: predicates.sorted()) }

  /// One member of Graph's `messageRulePredicates`; names that are not known count too.
  mutating func addGraph(_ key: JSONText, _ value: JSONView) throws {
    guard key.bytes.first != UInt8(ascii: "@"), !key.contains(UInt8(ascii: "@")), Self.isSet(value) else { return }
    add(key.string)
    switch key {
    case "bodyContains", "bodyOrSubjectContains", "headerContains", "recipientContains", "senderContains",
      "subjectContains":
      words += try value.texts()
    default: break
    }
  }

  /// One member of Exchange's `Get-InboxRule` object; what is no predicate (exceptions too) is passed over.
  mutating func addExchange(_ key: JSONText, _ value: JSONView) throws {
    guard let name = Self.name(exchange: key), Self.isSet(value) else { return }
    add(name.name)
    if name.holdsWords { words += try value.texts() }
  }

  /// Few: a list is quicker than a set.
  private mutating func add(_ predicate: String) {
    if !predicates.contains(predicate) { predicates.append(predicate) }
  }

  /// Null, false, an empty text and an empty list mean that the predicate is not set.
  private static func isSet(_ value: JSONView) -> Bool {
    switch value.kind {
    case .null: return false
    case .bool: return value.bool == true
    case .string:
      guard let text = value.text else { return false }
      return !text.isEmpty && !text.isEqualIgnoringCase("false")
    case .array: return value.elements.contains { !$0.isNull }
    case .object, .integer, .double: return true
    }
  }

  private static func name(exchange key: JSONText) -> (name: String, holdsWords: Bool)? {
    switch key {
    case "BodyContainsWords": ("bodyContains", true)
    case "SubjectContainsWords": ("subjectContains", true)
    case "SubjectOrBodyContainsWords": ("bodyOrSubjectContains", true)
    case "HeaderContainsWords": ("headerContains", true)
    case "FromAddressContainsWords": ("senderContains", true)
    case "RecipientAddressContainsWords": ("recipientContains", true)
    case "From": ("fromAddresses", false)
    case "SentTo": ("sentToAddresses", false)
    case "FromSubscription": ("fromSubscription", false)
    case "HasAttachment": ("hasAttachments", false)
    case "HasClassification": ("hasClassification", false)
    case "FlaggedForAction": ("messageActionFlag", false)
    case "MessageTypeMatches": ("messageTypeMatches", false)
    case "MyNameInToBox": ("sentToMe", false)
    case "MyNameInCcBox": ("sentCcMe", false)
    case "MyNameInToOrCcBox": ("sentToOrCcMe", false)
    case "MyNameNotInToBox": ("notSentToMe", false)
    case "SentOnlyToMe": ("sentOnlyToMe", false)
    case "WithImportance": ("importance", false)
    case "WithSensitivity": ("sensitivity", false)
    case "WithinSizeRangeMinimum", "WithinSizeRangeMaximum": ("withinSizeRange", false)
    case "ReceivedAfterDate": ("receivedAfter", false)
    case "ReceivedBeforeDate": ("receivedBefore", false)
    default: nil
    }
  }
}
