import AuditModel
import Foundation

/// What an `@odata.context` says: the kind of a page's items and, for per-user listings, whose they are.
struct PageContext: Hashable {
  enum Content: Hashable {
    case kind(EvidenceKind)
    /// The context names no entity set that tells: the items must speak for themselves.
    case untold
    /// A listing of something else; its name.
    case other(String)
  }

  let content: Content
  let owner: UserReference?
  /// True for one object of a listing, or one type of its objects: the listing as a whole was not read.
  let isPart: Bool
  /// The type that all methods of the page have: `phoneAuthenticationMethod` for `…/authentication/phoneMethods`.
  let methodType: String?

  /// - Parameter context: such as `…/$metadata#users('0a00…')/mailFolders('inbox')/messageRules`; nil is untold.
  init(_ context: String?) {
    guard let context, let hash = context.firstIndex(of: "#") else {
      (content, owner, isPart, methodType) = (.untold, nil, false, nil)
      return
    }
    var path = String(context[context.index(after: hash)...])
    let isSingle = path.hasSuffix("/$entity")
    if isSingle { path.removeLast("/$entity".count) }
    let segments = Self.segments(path)
    owner = Self.owner(segments)
    methodType = Self.methodType(segments.map(\.name))
    isPart = isSingle || methodType != nil
    content = Self.content(segments.map { $0.name.lowercased() })
  }

  private static func content(_ names: [String]) -> Content {
    guard let last = names.last else { return .untold }
    let parent = names.dropLast().last ?? ""
    if last.hasSuffix("methods"), parent == "authentication" { return .kind(.authenticationMethods) }
    if last == "records", names.contains("auditlog") { return .kind(.unifiedAudit) }
    if let kind = listings[last], names.count == 1 || !topLevel.contains(last) { return .kind(kind) }
    return last.hasPrefix("collection") || last == "directoryobjects" ? .untold : .other(names.joined(separator: "/"))
  }

  /// Entity sets by the last name of their path, in lower case; Microsoft's own slip of the pen among them.
  private static let listings: [String: EvidenceKind] = [
    "users": .users, "messagerules": .inboxRules, "mailfolders": .mailFolders, "childfolders": .mailFolders,
    "directoryaudits": .directoryAudits, "signins": .signIns, "riskdetections": .riskDetections,
    "serviceprincipals": .servicePrincipals, "oauth2permissiongrants": .oauth2PermissionGrants, "domains": .domains,
    "organization": .organization, "serviceprinciples": .servicePrincipals, "roleassignments": .roleAssignments,
  ]

  /// Names that mean a listing only at the top of the path: `roleManagement/…/x/users` is another thing.
  private static let topLevel: Set<String> = ["users", "serviceprincipals", "domains", "organization"]

  private static func methodType(_ names: [String]) -> String? {
    guard let last = names.last, last.hasSuffix("Methods"), names.dropLast().last?.lowercased() == "authentication"
    else {
      return nil
    }
    let type = last.dropLast("Methods".count)
    return type.hasSuffix("Authentication") ? type + "Method" : type + "AuthenticationMethod"
  }

  private static func owner(_ segments: [(name: String, key: String?)]) -> UserReference? {
    guard segments.count > 1, segments[0].name.lowercased() == "users", let key = segments[0].key else { return nil }
    return UserReference(written: key.removingPercentEncoding ?? key)
  }

  /// The names of a path with the text in quotes behind them; selections such as `users(id,mail)` are left out.
  private static func segments(_ path: String) -> [(name: String, key: String?)] {
    var segments: [(name: String, key: String?)] = []
    var rest = Substring(path)
    while !rest.isEmpty {
      let end = rest.firstIndex { $0 == "/" || $0 == "(" } ?? rest.endIndex
      let name = String(rest[..<end])
      rest = rest[end...]
      var key: String?
      if rest.first == "(" {
        // Names in quotes may hold brackets and slashes; a quote inside is doubled.
        if rest.hasPrefix("('"), let close = rest.range(of: "')") {
          key = String(rest[rest.index(rest.startIndex, offsetBy: 2)..<close.lowerBound]).replacing("''", with: "'")
          rest = rest[close.upperBound...]
        } else {
          let close = closingBracket(rest)
          rest = rest[close...]
        }
      }
      segments.append((name, key))
      if rest.first == "/" { rest.removeFirst() } else if !rest.isEmpty { break }
    }
    return segments
  }

  private static func closingBracket(_ text: Substring) -> Substring.Index {
    var depth = 0
    for index in text.indices {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" {
        depth -= 1
        if depth == 0 { return text.index(after: index) }
      }
    }
    return text.endIndex
  }
}
