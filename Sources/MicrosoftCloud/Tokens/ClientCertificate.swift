import CryptoExtras
import X509

/// The certificate and private key with which assertions are signed.
package struct ClientCertificate: Sendable {
  /// When the certificate ends, in seconds since 1970.
  package let expiresAt: Int64
  /// `x5t#S256`: base64url of SHA-256 over the DER form, without padding.
  package let thumbprint: String
  let key: _RSA.Signing.PrivateKey

  /// - Parameter pem: the certificate and its RSA key (PKCS#8 or PKCS#1), in any order.
  /// - Throws: `CloudFailure` that says what is missing or does not fit.
  package init(pem: String) throws(CloudFailure) { fatalError("…") }
}
