import AuditModel

/// What `ConsentAction.Permissions` says:
/// `[] => [[Id: …, ClientId: …, PrincipalId: …, ResourceId: …, ConsentType: Principal, Scope: Mail.Read offline_access, …]]`.
///
/// Source: directory audits of Microsoft Graph, and audit exports of laboratory tenants, checked 2026-11.
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
}
