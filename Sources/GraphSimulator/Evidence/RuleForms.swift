import Foundation

/// Rules of Get-InboxRule as Graph's messageRule shows them.
enum RuleForms {
  /// True for rules that Graph does not list: those that belong to the system or were hidden.
  static func isHidden(_ rules: RenderedKind, _ position: Int) -> Bool {
    rules.withObject(position) { bytes in
      guard let value = ObjectScanner.value(of: ["SupportedByTask"], in: 0..<bytes.count, bytes) else { return false }
      return bytes[value.lowerBound] == UInt8(ascii: "f")
    }
  }

  /// One rule in Graph's form; folders are named by what Exchange calls them.
  static func graphRule(_ rules: RenderedKind, _ position: Int) -> [UInt8] {
    let line = rules.withObject(position) { Data($0) }
    let rule = (try? JSONSerialization.jsonObject(with: line) as? [String: Any]) ?? [:]
    func flag(_ name: String) -> Bool { (rule[name] as? NSNumber)?.boolValue ?? false }
    var conditions: [(String, JSONTree)] = []
    for (name, graphName) in [
      ("SubjectContainsWords", "subjectContains"), ("FromAddressContainsWords", "senderContains"),
      ("BodyContainsWords", "bodyContains"),
    ] {
      if let words = rule[name] as? [String], !words.isEmpty {
        conditions.append((graphName, .list(words.map { .text($0) })))
      }
    }
    var actions: [(String, JSONTree)] = []
    for (name, graphName) in [("MoveToFolder", "moveToFolder"), ("CopyToFolder", "copyToFolder")] {
      if let folder = rule[name] as? String { actions.append((graphName, .text(Base64URL.text(folder.utf8)))) }
    }
    for (name, graphName) in [
      ("DeleteMessage", "delete"), ("MarkAsRead", "markAsRead"), ("StopProcessingRules", "stopProcessingRules"),
    ]
    where flag(name) { actions.append((graphName, true)) }
    for (name, graphName) in [
      ("ForwardTo", "forwardTo"), ("RedirectTo", "redirectTo"), ("ForwardAsAttachmentTo", "forwardAsAttachmentTo"),
    ] {
      if let people = rule[name] as? [String], !people.isEmpty {
        actions.append((graphName, .list(people.map(recipient))))
      }
    }
    let number = (rule["RuleIdentity"] as? NSNumber)?.uint64Value ?? UInt64(position)
    var members: [(String, JSONTree)] = [
      ("id", .text("AQA" + Base64URL.text(withUnsafeBytes(of: number.bigEndian, Array.init)) + "=")),
      ("displayName", .text(rule["Name"] as? String ?? "")),
      ("sequence", .integer((rule["Priority"] as? NSNumber)?.intValue ?? 1)),
      ("isEnabled", .flag(flag("Enabled"))), ("hasError", .flag(flag("InError"))), ("isReadOnly", false),
    ]
    if !conditions.isEmpty { members.append(("conditions", .object(conditions))) }
    members.append(("actions", .object(actions)))
    return JSONTree.object(members).bytes
  }

  /// `"Name" [SMTP:x@y]` or `"Name" [EX:/o=…]`.
  private static func recipient(_ text: String) -> JSONTree {
    let parts = text.split(separator: "[", maxSplits: 1)
    let name = parts.first.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "\" ")) } ?? text
    let address =
      parts.count > 1 ? parts[1].dropLast().split(separator: ":", maxSplits: 1).last.map(String.init) ?? "" : text
    return .object([("emailAddress", .object([("name", .text(name)), ("address", .text(address))]))])
  }
}
