import Crypto
import CryptoExtras
import Foundation

/// A certificate that the application may sign assertions with.
struct RegisteredCertificate: Sendable {
  let key: _RSA.Signing.PublicKey
  /// Base64url of SHA-256 over the certificate.
  let thumbprint: String
  /// Base64url of SHA-1, which older clients send.
  let shortThumbprint: String

  /// Reads the first certificate of a PEM file.
  ///
  /// - Throws: `SimulatorError` when there is none, or its key is not RSA.
  init(file: String) throws {
    let remedy = "name a PEM file with an X.509 certificate of an RSA key"
    guard let data = FileManager.default.contents(atPath: file) else {
      throw SimulatorError("the certificate cannot be read", place: file, remedy: "check the path")
    }
    let text = String(decoding: data, as: UTF8.self)
    guard let begin = text.range(of: "-----BEGIN CERTIFICATE-----"),
      let end = text.range(of: "-----END CERTIFICATE-----", range: begin.upperBound..<text.endIndex),
      let der = Data(base64Encoded: String(text[begin.upperBound..<end.lowerBound].filter { !$0.isWhitespace }))
    else { throw SimulatorError("there is no certificate in this file", place: file, remedy: remedy) }
    guard let spki = RegisteredCertificate.publicKey(in: Array(der)),
      let key = try? _RSA.Signing.PublicKey(derRepresentation: spki)
    else { throw SimulatorError("this certificate has no RSA key of 2048 bits or more", place: file, remedy: remedy) }
    self.key = key
    thumbprint = Base64URL.text(SHA256.hash(data: der))
    shortThumbprint = Base64URL.text(Insecure.SHA1.hash(data: der))
  }

  /// The subject's public key inside a certificate: the seventh part of what is signed (RFC 5280, 4.1).
  private static func publicKey(in der: [UInt8]) -> [UInt8]? {
    guard let certificate = DERPart(der[...]), let signed = DERPart(certificate.content) else { return nil }
    var parts: [DERPart] = []
    var rest = signed.content
    while let part = DERPart(rest), parts.count < 8 {
      parts.append(part)
      rest = rest[part.end...]
    }
    // The version may be left out.
    let first = parts.first?.tag == 0xA0 ? 1 : 0
    return parts.indices.contains(first + 5) ? Array(parts[first + 5].whole) : nil
  }
}

/// One tag, length and content of DER.
private struct DERPart {
  let tag: UInt8
  let content: ArraySlice<UInt8>
  let whole: ArraySlice<UInt8>
  var end: Int { whole.endIndex }

  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count >= 2 else { return nil }
    var at = bytes.startIndex + 1
    var length = Int(bytes[at])
    at += 1
    if length >= 0x80 {
      let digits = length - 0x80
      guard (1...3).contains(digits), bytes.endIndex - at >= digits else { return nil }
      length = bytes[at..<(at + digits)].reduce(0) { $0 << 8 | Int($1) }
      at += digits
    }
    guard bytes.endIndex - at >= length else { return nil }
    tag = bytes[bytes.startIndex]
    content = bytes[at..<(at + length)]
    whole = bytes[bytes.startIndex..<(at + length)]
  }
}
