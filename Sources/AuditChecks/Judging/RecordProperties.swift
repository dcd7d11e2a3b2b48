import AuditModel

/// The changed properties of one record, by name in any letter case.
struct RecordProperties {
  /// As they came: JSON that is to be read must keep its quotes.
  private var raw: [String: (old: String?, new: String?)] = [:]

  init() {}

  /// What a record of the unified audit log tells.
  init(_ record: AuditRecord) {
    for parameter in record.parameters { add(parameter.name, old: parameter.oldValue, new: parameter.value) }
  }

  /// What a record of the directory audit log tells of its targets.
  init(_ audit: DirectoryAudit) {
    for target in audit.targets {
      for property in target.modifiedProperties { add(property.name, old: property.oldValue, new: property.newValue) }
    }
  }

  mutating func add(_ name: String, old: String?, new: String?) {
    let key = name.inLowerCase
    guard let known = raw.updateValue((old, new), forKey: key) else { return }
    // The first that says something: several targets may carry the same name.
    if known.new?.unquoted != nil { raw[key] = known }
  }

  /// Names in lower case, sorted.
  var names: [String] { raw.keys.sorted() }

  func new(_ name: String) -> String? { raw[name.inLowerCase]?.new?.unquoted }
  func old(_ name: String) -> String? { raw[name.inLowerCase]?.old?.unquoted }

  /// The JSON object that a value holds, itself maybe as a text or the only item of a list.
  func object(_ name: String) -> (old: JSONText?, new: JSONText?) {
    let value = raw[name.inLowerCase]
    return (value?.old.flatMap(JSONText.init)?.innerObject, value?.new.flatMap(JSONText.init)?.innerObject)
  }

  /// The first GUID in the new value, lower case.
  func guid(_ name: String) -> String? { new(name)?.firstGUID }
}

extension String {
  /// The names between blanks and commas, each once.
  var scopes: [String] {
    split { $0.isWhitespace || $0 == "," || $0 == "\"" || $0 == ";" }.map(String.init).distinct(by: \.self)
  }

  /// Without the quotes and brackets of JSON that some logs leave around values; nil when nothing is left.
  var unquoted: String? {
    var text = self[...].trimmed
    guard text.utf8.first == UInt8(ascii: "\"") || text.utf8.first == UInt8(ascii: "[") else {
      return text.isEmpty || text == "null" ? nil : String(text)
    }
    // `["x"]` and `"\"x\""` are the deepest that logs write.
    for _ in 0..<3 {
      guard text.utf8.count >= 2, let first = text.first, let last = text.last else { break }
      let inner = text.dropFirst().dropLast().trimmed
      let isList = first == "[" && last == "]" && inner.first == "\"" && inner.last == "\""
      guard isList || first == "\"" && last == "\"" else { break }
      text = inner
    }
    return text.isEmpty || text == "[]" || text == "null" ? nil : String(text)
  }

  /// The first GUID that stands in the text, lower case.
  var firstGUID: String? {
    let bytes = Array(utf8)
    if bytes.count < 36 { return nil }
    for start in 0...(bytes.count - 36) where bytes[start + 8] == UInt8(ascii: "-") {
      let part = String(decoding: bytes[start..<start + 36], as: UTF8.self)
      if isGUID(part) { return part.lowercased() }
    }
    return nil
  }
}

extension JSONText {
  fileprivate var innerObject: JSONText? {
    switch self {
    case .object: self
    case .string(let text): JSONText(text).flatMap { if case .object = $0 { $0 } else { nil } }
    case .array(let items): items.count == 1 ? items[0].innerObject : nil
    case .null, .bool, .number: nil
    }
  }
}
