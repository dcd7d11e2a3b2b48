/// How tenants are named in a configuration: by GUID or by a verified domain.
enum TenantName {
  static func isGUID(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isHexDigit } }
  }

  static func isDomain(_ text: String) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count > 1 && text.utf8.count <= 253
      && labels.allSatisfy { label in
        (1...63).contains(label.count) && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
          && label.first != "-" && label.last != "-"
      }
  }

  /// In lower case; nil when it is neither.
  static func normalized(_ text: String) -> String? {
    isGUID(text) || isDomain(text) ? text.lowercased() : nil
  }

  /// A short name for folders and the command line, made of a display name or a domain.
  static func slug(of text: String) -> String {
    var slug = ""
    for character in text.lowercased() {
      if character.isASCII, character.isLetter || character.isNumber {
        slug.append(character)
      } else if !slug.isEmpty, !slug.hasSuffix("-") {
        slug.append("-")
      }
    }
    while slug.hasSuffix("-") { slug.removeLast() }
    return String(slug.prefix(63))
  }

  /// True for what may name a folder.
  static func isSlug(_ text: String) -> Bool { !text.isEmpty && slug(of: text) == text }
}
