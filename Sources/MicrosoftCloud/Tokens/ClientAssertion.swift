import WireJSON

/// The signed statement with which an application shows its certificate to the token endpoint.
struct ClientAssertion {
  /// For ten minutes from `now` on.
  ///
  /// - Parameters:
  ///   - audience: the token URL that it is posted to.
  ///   - now: seconds since 1970.
  ///   - id: fresh for each assertion.
  static func text(
    applicationID: String, certificate: ClientCertificate, audience: String, now: Double, id: String
  ) throws -> String {
    var header = JSONWriter()
    header.beginObject()
    header.member("alg", "PS256")
    header.member("typ", "JWT")
    header.member("x5t#S256", certificate.thumbprint)
    header.endObject()
    let seconds = Int64(now)
    var claims = JSONWriter()
    claims.beginObject()
    claims.member("aud", audience)
    claims.member("iss", applicationID)
    claims.member("sub", applicationID)
    claims.member("jti", id)
    for (name, value) in [("nbf", seconds), ("iat", seconds), ("exp", seconds + 600)] {
      claims.key(name)
      claims.integer(value)
    }
    claims.endObject()
    let signed = Base64.urlEncoded(header.bytes) + "." + Base64.urlEncoded(claims.bytes)
    return signed + "." + Base64.urlEncoded(try certificate.signature(of: signed))
  }

  /// A random UUID (version 4), made of numbers from 0 up to 1.
  static func identifier(random: () -> Double) -> String {
    var bytes = (0..<16).map { _ in UInt8(min(255, random() * 256)) }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text = ""
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text += "-" }
      text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
    return text
  }
}
