import AuditModel
import WireJSON

extension InboxRule.Actions {
  /// One member of Graph's `messageRuleActions`; unknown ones are passed over.
  mutating func addGraph(_ key: JSONText, _ value: JSONView) throws {
    switch key {
    case "forwardTo": forwardsTo = try value.graphRecipients()
    case "forwardAsAttachmentTo": forwardsAsAttachmentTo = try value.graphRecipients()
    case "redirectTo": redirectsTo = try value.graphRecipients()
    case "moveToFolder": movesTo = try value.nonEmptyString().map { FolderReference(id: $0) }
    case "copyToFolder": copiesTo = try value.nonEmptyString().map { FolderReference(id: $0) }
    case "delete": deletes = try value.optionalBool() ?? false
    case "permanentDelete": deletesPermanently = try value.optionalBool() ?? false
    case "markAsRead": marksAsRead = try value.optionalBool() ?? false
    case "stopProcessingRules": stopsProcessing = try value.optionalBool() ?? false
    default: break
    }
  }

  /// One member of Exchange's `Get-InboxRule` object. False when it is no action.
  ///
  /// `SoftDeleteMessage` moves past Deleted Items into the recoverable ones: for the owner the message is gone for good.
  mutating func addExchange(_ key: JSONText, _ value: JSONView) throws -> Bool {
    switch key {
    case "ForwardTo": forwardsTo = try value.exchangeRecipients()
    case "ForwardAsAttachmentTo": forwardsAsAttachmentTo = try value.exchangeRecipients()
    case "RedirectTo": redirectsTo = try value.exchangeRecipients()
    case "SendTextMessageNotificationTo": textsTo = try value.recipientTexts()
    case "MoveToFolder": movesTo = try value.nonEmptyString().map { FolderReference(exchange: $0) }
    case "CopyToFolder": copiesTo = try value.nonEmptyString().map { FolderReference(exchange: $0) }
    case "DeleteMessage": deletes = try value.optionalBool() ?? false
    case "SoftDeleteMessage": deletesPermanently = try value.optionalBool() ?? false
    case "MarkAsRead": marksAsRead = try value.optionalBool() ?? false
    case "StopProcessingRules": stopsProcessing = try value.optionalBool() ?? false
    default: return false
    }
    return true
  }
}

extension FolderReference {
  /// `RSS Feeds`, or with its mailbox: `adele:\RSS Feeds`.
  fileprivate init(exchange text: String) {
    if let mark = text.range(ofMailboxMark: ":\\") {
      self.init(name: String(text[mark...]))
    } else {
      self.init(name: text)
    }
  }
}

extension String {
  /// The position behind the first occurrence of the mark.
  fileprivate func range(ofMailboxMark mark: String) -> Index? {
    guard let colon = firstIndex(of: ":"), self[colon...].hasPrefix(mark) else { return nil }
    let position = index(colon, offsetBy: mark.count)
    return position == endIndex ? nil : position
  }
}
