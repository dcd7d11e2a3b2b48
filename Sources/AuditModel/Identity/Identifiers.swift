/// A permanent name of something, kept as a type so that one kind of name is never taken for another.
package protocol Identifier: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible
where RawValue == String {
  init(rawValue: String)
}

extension Identifier {
  package init(_ text: String) { self.init(rawValue: text) }
  package var description: String { rawValue }
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  package init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// A tenant's directory id (a GUID in lower case), or the name an import was given when the id is unknown.
package struct TenantID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue.inLowerCase }
}

/// A user's object id (a GUID in lower case), or `upn:` and the lower-case user principal name when no directory says the id.
package struct UserID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue.inLowerCase }

  /// The stand-in id of a user that only events name.
  package init(userPrincipalName: String) { self.init(rawValue: "upn:" + userPrincipalName) }

  /// False for the stand-in id of a user that no directory listing was there for.
  package var isObjectID: Bool { !rawValue.hasPrefix("upn:") }
}

/// The permanent kebab-case name of a check, such as `mailbox-rules`.
package struct CheckID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// The name of one audit run, handed in by the executable.
package struct RunID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

extension String {
  /// The text in lower case; itself when it is plain ASCII without capitals, as nearly every id and address is.
  package var inLowerCase: String {
    let isLower = utf8.withContiguousStorageIfAvailable { $0.allSatisfy { $0 < 0x80 && $0 &- 65 > 25 } }
    return isLower == true ? self : lowercased()
  }
}
