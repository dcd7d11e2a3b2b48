import Crypto
import CryptoExtras
import Foundation
import SwiftASN1
import X509

/// The certificate and private key with which assertions are signed.
package struct ClientCertificate: Sendable, CustomStringConvertible {
  /// When the certificate ends, in seconds since 1970.
  package let expiresAt: Int64
  /// `x5t#S256`: base64url of SHA-256 over the DER form, without padding.
  package let thumbprint: String
  private let key: _RSA.Signing.PrivateKey

  /// - Parameter pem: the certificate and its RSA key (PKCS#8 or PKCS#1, not encrypted), in any order; of a chain, the one that fits the key is taken.
  /// - Throws: `CloudFailure` that says what is missing or does not fit.
  package init(pem: String) throws(CloudFailure) {
    let blocks = Self.blocks(of: pem)
    guard !blocks.contains(where: { $0.label == "ENCRYPTED PRIVATE KEY" || $0.text.contains("Proc-Type:") }) else {
      throw Self.unusable(
        "its private key is encrypted; give it without a passphrase, in a file that only you can read")
    }
    guard let keyBlock = blocks.first(where: { $0.label == "PRIVATE KEY" || $0.label == "RSA PRIVATE KEY" }) else {
      throw Self.unusable("it holds no RSA private key (PEM, PKCS#8 or PKCS#1)")
    }
    guard let key = try? _RSA.Signing.PrivateKey(pemRepresentation: keyBlock.text) else {
      throw Self.unusable("its private key is no RSA key of at least 2048 bits")
    }
    let certificates = blocks.filter { $0.label == "CERTIFICATE" }
    guard !certificates.isEmpty else { throw Self.unusable("it holds no certificate (PEM)") }
    for block in certificates {
      guard let certificate = try? Certificate(pemEncoded: block.text), let der = Base64.decoded(block.body.utf8) else {
        throw Self.unusable("a certificate in it cannot be read")
      }
      guard let publicKey = _RSA.Signing.PublicKey(certificate.publicKey),
        publicKey.derRepresentation == key.publicKey.derRepresentation
      else { continue }
      expiresAt = Int64(certificate.notValidAfter.timeIntervalSince1970)
      thumbprint = Base64.urlEncoded(Array(SHA256.hash(data: der)))
      self.key = key
      return
    }
    throw Self.unusable("its certificate and its private key do not belong together")
  }

  package var description: String { "certificate \(thumbprint)" }

  /// PS256: RSASSA-PSS with SHA-256 and a salt of 32 bytes.
  func signature(of text: String) throws -> [UInt8] {
    let digest = SHA256.hash(data: Array(text.utf8))
    return Array(try key.signature(for: digest, padding: .PSS).rawRepresentation)
  }

  private struct Block {
    let label: String
    /// With its first and last line.
    let text: String
    /// Between them.
    let body: String
  }

  private static func blocks(of pem: String) -> [Block] {
    var blocks: [Block] = []
    var lines: [Substring] = []
    var label: Substring?
    for line in pem.split(whereSeparator: \.isNewline) {
      let line = Substring(line.trimmingCharacters(in: .whitespaces))
      if line.hasPrefix("-----BEGIN "), line.hasSuffix("-----") {
        label = line.dropFirst(11).dropLast(5)
        lines = []
      } else if let name = label, line == "-----END \(name)-----" {
        let body = lines.joined(separator: "\n")
        blocks.append(
          Block(label: String(name), text: "-----BEGIN \(name)-----\n\(body)\n-----END \(name)-----\n", body: body))
        label = nil
      } else if label != nil {
        lines.append(line)
      }
    }
    return blocks
  }

  private static func unusable(_ problem: String) -> CloudFailure {
    CloudFailure(
      .credentialRejected, service: nil, path: "", message: "the client certificate cannot be used: \(problem).")
  }
}
