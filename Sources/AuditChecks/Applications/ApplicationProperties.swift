import AuditModel

/// The changed properties of a record about an application, by name in any letter case.
struct ApplicationProperties {
  private var values: [String: (old: String?, new: String?)] = [:]

  mutating func add(_ name: String, old: String?, new: String?) {
    let key = name.lowercased()
    // The first that says something: several targets may carry the same name.
    if values[key]?.new == nil { values[key] = (old?.unquoted, new?.unquoted) }
  }

  func new(_ name: String) -> String? { values[name.lowercased()]?.new }
  func old(_ name: String) -> String? { values[name.lowercased()]?.old }

  /// The first GUID in the new value, lower case.
  func guid(_ name: String) -> String? { new(name)?.firstGUID }
}

/// What `ConsentAction.Permissions` says:
/// `[] => [[Id: …, ClientId: …, PrincipalId: …, ResourceId: …, ConsentType: Principal, Scope: Mail.Read offline_access, …]]`.
///
/// Source: directory audits of Microsoft Graph, and audit exports (data trap 8), checked 2026-11.
struct ConsentPermissions {
  /// Those that stand on the right side only; all of the right side where both sides are the same, because then nothing
  /// tells what was added.
  let scopes: [String]
  let clientID: String?
  let principalID: String?
  let consentType: String?

  init(_ text: String) {
    let (before, after) = text.sides
    let all = Self.values(of: "Scope:", in: after).flatMap(\.scopes).distinct(by: \.self)
    let old = Set(Self.values(of: "Scope:", in: before).flatMap(\.scopes))
    let added = all.filter { !old.contains($0) }
    scopes = added.isEmpty ? all : added
    clientID = Self.values(of: "ClientId:", in: after).first?.firstGUID
    principalID = Self.values(of: "PrincipalId:", in: after).lazy.compactMap(\.firstGUID).first
    // One grant for everybody among several is for everybody.
    let types = Self.values(of: "ConsentType:", in: after)
    consentType = types.first { $0.lowercased() == "allprincipals" } ?? types.first
  }

  /// What follows each such name, up to a comma or a bracket.
  private static func values(of name: String, in text: Substring) -> [String] {
    let bytes = Array(text.utf8)
    let wanted = Array(name.utf8)
    var values: [String] = []
    var position = 0
    while position + wanted.count <= bytes.count {
      // `ResourceId:` ends in `Id:`, so the name must begin a word.
      let isStart =
        position == 0 || bytes[position - 1] == UInt8(ascii: " ") || bytes[position - 1] == UInt8(ascii: "[")
      guard isStart, bytes[position..<position + wanted.count].elementsEqual(wanted) else {
        position += 1
        continue
      }
      let start = position + wanted.count
      let end =
        bytes[start...].firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "]") } ?? bytes.endIndex
      values.append(String(String(decoding: bytes[start..<end], as: UTF8.self)[...].trimmed))
      position = end
    }
    return values
  }
}

extension String {
  /// Before and after `=>`; everything is after where there is none.
  fileprivate var sides: (before: Substring, after: Substring) {
    var previous: Index?
    for index in indices {
      if let previous, self[previous] == "=", self[index] == ">" {
        return (self[..<previous], self[self.index(after: index)...])
      }
      previous = index
    }
    return ("", self[...])
  }

  /// The names between blanks and commas, each once.
  var scopes: [String] {
    split { $0.isWhitespace || $0 == "," || $0 == "\"" || $0 == ";" }.map(String.init).distinct(by: \.self)
  }

  /// Without the quotes and brackets of JSON that some logs leave around values; nil when nothing is left.
  var unquoted: String? {
    var text = self[...].trimmed
    while text.count >= 2, let first = text.first, let last = text.last,
      (first == "\"" && last == "\"") || (first == "[" && last == "]" && text.dropFirst().first == "\"")
    {
      text = String(text.dropFirst().dropLast())[...].trimmed
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
