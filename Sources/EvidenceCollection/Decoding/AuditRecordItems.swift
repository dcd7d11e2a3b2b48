import AuditModel
import WireJSON

extension AuditRecordFields {
  /// The messages that the record names, in its order.
  func items() throws -> [AuditRecord.MailItem] {
    var items: [AuditRecord.MailItem] = []
    if let item, item.isObject { items.append(try AuditRecord.MailItem(json: item)) }
    if let affectedItems, affectedItems.isArray {
      for item in affectedItems.elements where item.isObject { items.append(try AuditRecord.MailItem(json: item)) }
    }
    return items
  }

  /// How many messages the record stands for; nil when it names none.
  func itemCount(listed: Int) throws -> Int? {
    if let operationCount, operationCount > 0 { return operationCount }
    if listed > 0 { return listed }
    guard let folders, folders.isArray else { return nil }
    let count = folders.elements.reduce(0) { $0 + ($1["FolderItems"]?.elements.underestimatedCount ?? 0) }
    return count > 0 ? count : nil
  }

  /// Properties of the directory that changed, and single members: what is no list of `Name` and `Value`.
  func furtherParameters() throws -> [AuditRecord.Parameter] {
    var parameters: [AuditRecord.Parameter] = []
    if let modifiedProperties, modifiedProperties.isArray {
      for property in modifiedProperties.elements where property.isObject {
        guard let name = try property["Name"]?.optionalText()?.trimmedName.string, !name.isEmpty else { continue }
        parameters.append(
          .init(name, property["NewValue"]?.plainText() ?? "", old: property["OldValue"]?.plainText() ?? ""))
      }
    }
    for (name, value) in single {
      if let text = value.plainText(), !text.isEmpty { parameters.append(.init(name.rawValue, text)) }
    }
    return parameters
  }
}

extension AuditRecord.MailItem {
  fileprivate init(json view: JSONView) throws {
    self.init()
    for (key, value) in view.members {
      switch key {
      case "Subject": subject = try value.nonEmptyString()
      case "InternetMessageId": messageID = try value.nonEmptyString()
      case "ParentFolder" where value.isObject: folderPath = try value["Path"]?.nonEmptyString()
      default: break
      }
    }
  }
}
