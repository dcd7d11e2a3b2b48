import Crypto
import Foundation
import Synchronization

/// What an access token says.
struct TokenClaims: Sendable {
  let tenant: String
  let service: WireService
  let application: String
  /// Application permissions, or delegated ones.
  let permissions: Set<String>
  let isDelegated: Bool
  /// Unix seconds.
  let expires: Double
}

/// Makes access and refresh tokens, and reads them back; they look like Microsoft's, and only the simulator can make them.
final class TokenMint: Sendable {
  private let key: SymmetricKey
  /// Tokens that were read before, so that a token is checked once.
  private let known = Mutex<[String: TokenClaims]>([:])
  private let refreshes = Mutex(0)

  init(seed: UInt64) { key = SymmetricKey(data: SHA256.hash(data: Data("tokens of the simulator \(seed)".utf8))) }

  // MARK: Access tokens

  func token(_ claims: TokenClaims, resource: String, number: UInt64, now: Double) -> String {
    let permissions = claims.permissions.sorted()
    let payload = JSONTree.object([
      ("aud", .text(resource)), ("iss", .text("https://sts.windows.net/\(claims.tenant)/")),
      ("iat", .integer(Int(now))),
      ("nbf", .integer(Int(now))), ("exp", .integer(Int(claims.expires.rounded(.up)))),
      ("appid", .text(claims.application)),
      ("idtyp", .text(claims.isDelegated ? "user" : "app")), ("tid", .text(claims.tenant)), ("uti", .text("\(number)")),
      claims.isDelegated
        ? ("scp", .text(permissions.joined(separator: " "))) : ("roles", .list(permissions.map { .text($0) })),
      ("x_service", .text(claims.service.rawValue)), ("x_exp", .number(claims.expires)),
    ])
    let head = Base64URL.text(Array(#"{"typ":"JWT","alg":"HS256","kid":"graph-simulator"}"#.utf8))
    return signed(head + "." + Base64URL.text(payload.bytes))
  }

  /// Why a token is not taken.
  enum Refusal: Error { case missing, malformed, expired, foreign(TokenClaims) }

  /// Reads the `Authorization` header of a request to a service.
  func claims(_ header: String?, for service: WireService, now: Double) throws(Refusal) -> TokenClaims {
    guard let header, header.lowercased().hasPrefix("bearer "), header.count > 7 else { throw .missing }
    let token = String(header.dropFirst(7))
    guard let claims = known.withLock({ $0[token] }) ?? read(token) else { throw .malformed }
    if claims.service != service { throw .foreign(claims) }
    if claims.expires <= now { throw .expired }
    return claims
  }

  private func read(_ token: String) -> TokenClaims? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, signed(parts[0] + "." + parts[1]) == token, let payload = Base64URL.bytes(parts[1]),
      let members = try? JSONSerialization.jsonObject(with: Data(payload)) as? [String: Any],
      let service = (members["x_service"] as? String).flatMap(WireService.init), let tenant = members["tid"] as? String,
      let application = members["appid"] as? String, let expires = (members["x_exp"] as? NSNumber)?.doubleValue
    else { return nil }
    let scopes = (members["scp"] as? String)?.split(separator: " ").map(String.init)
    let claims = TokenClaims(
      tenant: tenant, service: service, application: application,
      permissions: Set(scopes ?? members["roles"] as? [String] ?? []), isDelegated: scopes != nil, expires: expires)
    known.withLock { known in
      if known.count > 10_000 { known = [:] }
      known[token] = claims
    }
    return claims
  }

  // MARK: Refresh tokens

  /// The newest refresh token of the partner's user.
  var refreshToken: String { refreshToken(refreshes.withLock { $0 }) }

  /// The next refresh token; the ones before it may go on working.
  func rotatedRefreshToken() -> String {
    refreshToken(
      refreshes.withLock { number in
        number += 1
        return number
      })
  }

  /// True for a token that was given out, or, when old ones are revoked, for the newest.
  func accepts(refreshToken token: String, newestOnly: Bool) -> Bool {
    let newest = refreshes.withLock { $0 }
    if newestOnly { return token == refreshToken(newest) }
    guard let number = token.split(separator: ".").dropFirst().first.flatMap({ Int($0) }), number <= newest else {
      return false
    }
    return token == refreshToken(number)
  }

  /// True for what has the form of a simulator's refresh token, of this key or another; Microsoft's have no number in it.
  static func isRefreshToken(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 3 && parts[0] == "0" && Int(parts[1]) != nil
  }

  private func refreshToken(_ number: Int) -> String { signed("0.\(number)") }

  private func signed(_ text: some StringProtocol) -> String {
    let text = String(text)
    return text + "." + Base64URL.text(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key))
  }
}
