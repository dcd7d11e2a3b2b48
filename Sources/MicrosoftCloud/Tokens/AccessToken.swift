import WireJSON

/// A bearer token of one tenant and service. It never prints itself.
struct AccessToken: Sendable, Equatable, CustomStringConvertible {
  /// The whole `Authorization` header.
  let authorization: String
  /// From then on a new one is asked for.
  let renewAt: Moment
  /// Tells tokens apart without looking into them.
  let serial: UInt64
  /// True when it came in place of one that a service refused.
  let isReplacement: Bool

  var description: String { "token \(serial)" }

  static func == (left: AccessToken, right: AccessToken) -> Bool { left.serial == right.serial }

  /// `roles` or `scp` of the claims, sorted; none when the token cannot be read. For diagnosis only.
  var permissions: [String]? {
    let parts = authorization.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let claims = Base64.decoded(parts[1].utf8) else { return nil }
    return try? JSONParser().parse(claims) { claims in
      var names: [String] = []
      for role in claims["roles"]?.elements ?? claims.elements { if let name = role.string { names.append(name) } }
      if let scopes = claims["scp"]?.string { names += scopes.split(separator: " ").map(String.init) }
      return names.sorted()
    }
  }
}
