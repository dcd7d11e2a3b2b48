import CryptoExtras
import Foundation

/// A signed JWT by which the application proves who it is.
struct ClientAssertion {
  /// What is wrong with it: number and words of the token endpoint's error.
  struct Failure: Error {
    let number: Int
    let message: String
  }

  /// Checks signature, certificate, audience, issuer, subject and times.
  ///
  /// - Parameter audiences: the addresses of the token endpoint that the assertion may name.
  static func check(
    _ assertion: String, certificates: [RegisteredCertificate], application: String, audiences: Set<String>, now: Double
  ) throws(Failure) {
    let parts = assertion.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let head = object(parts[0]), let payload = object(parts[1]),
      let signature = Base64URL.bytes(parts[2])
    else { throw Failure(number: 50027, message: "JWT token is invalid or malformed.") }
    let thumbprint = head["x5t#S256"] as? String
    let short = head["x5t"] as? String
    guard let certificate = certificates.first(where: { $0.thumbprint == thumbprint || $0.shortThumbprint == short })
    else {
      throw Failure(
        number: 700027,
        message: "The certificate with identifier used to sign the client assertion is not registered on application.")
    }
    let padding: _RSA.Signing.Padding
    switch head["alg"] as? String {
    case "PS256": padding = .PSS
    case "RS256": padding = .insecurePKCS1v1_5
    default: throw Failure(number: 5002730, message: "Invalid JWT token. Unsupported key for the signing algorithm.")
    }
    guard
      certificate.key.isValidSignature(
        _RSA.Signing.RSASignature(rawRepresentation: Data(signature)), for: Data((parts[0] + "." + parts[1]).utf8),
        padding: padding)
    else { throw Failure(number: 700027, message: "Client assertion failed signature validation.") }
    guard let audience = payload["aud"] as? String, audiences.contains(audience.lowercased()) else {
      throw Failure(
        number: 700023,
        message: "Client assertion audience claim does not match Realm issuer. The audience must be the token endpoint."
      )
    }
    guard payload["iss"] as? String == application, payload["sub"] as? String == application else {
      throw Failure(
        number: 700021, message: "Client assertion application identifier doesn't match 'client_id' parameter.")
    }
    guard let expires = (payload["exp"] as? NSNumber)?.doubleValue,
      let begins = (payload["nbf"] as? NSNumber)?.doubleValue,
      expires > now, begins <= now + 5
    else { throw Failure(number: 700024, message: "Client assertion is not within its valid time range.") }
  }

  private static func object(_ part: Substring) -> [String: Any]? {
    Base64URL.bytes(part).flatMap { try? JSONSerialization.jsonObject(with: Data($0)) as? [String: Any] }
  }
}
