import Foundation
import MicrosoftCloud
import Testing
import WireJSON

/// Assertions, judged by OpenSSL.
@Suite(.enabled(if: OpenSSL.isInstalled, "openssl is not installed"))
struct ClientCertificateTests {
  private let openSSL: OpenSSL

  init() throws {
    openSSL = try OpenSSL()
    try openSSL.makeCertificate()
  }

  private static func bytes(_ base64URL: Substring) -> [UInt8] {
    var text = base64URL.replacing("-", with: "+").replacing("_", with: "/")
    while text.count % 4 != 0 { text += "=" }
    return Array(Data(base64Encoded: String(text)) ?? Data())
  }

  @Test(arguments: [("key.pem", true), ("key1.pem", false)])
  func `an assertion is signed with PS256 and names its certificate, for PKCS#8 and PKCS#1`(
    keyFile: String, isKeyFirst: Bool
  ) async throws {
    let parts = [try openSSL.text(keyFile), try openSSL.text("certificate.pem")]
    #expect(parts[0].contains("BEGIN RSA") == (keyFile == "key1.pem"))
    let certificate = try ClientCertificate(pem: (isKeyFirst ? parts : parts.reversed()).joined())
    let now = Date().timeIntervalSince1970
    let cloud = try await FakeCloud(
      credential: .certificate(applicationID: "app-1", certificate), now: { now },
      service: { _ in .json(Page.text([])) })
    try await cloud.run { cloud in _ = try await cloud.graph.ids(GraphRequest("/users", limit: .directory(units: 1))) }
    let form = TestForm.values(in: try #require(cloud.tokenRequests.first).body)
    #expect(form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
    #expect(form["grant_type"] == "client_credentials")
    #expect(form["client_secret"] == nil)
    let assertion = try #require(form["client_assertion"])
    let segments = assertion.split(separator: ".")
    try #require(segments.count == 3)

    let header = try JSONParser().parse(Self.bytes(segments[0])) {
      ($0["alg"]?.string, $0["typ"]?.string, $0["x5t#S256"]?.string)
    }
    let fingerprint = try openSSL.run("x509", "-in", "certificate.pem", "-noout", "-fingerprint", "-sha256").output
    let expected = fingerprint.split(separator: "=").last?.replacing(":", with: "").trimmingCharacters(in: .newlines)
    #expect(header.0 == "PS256")
    #expect(header.1 == "JWT")
    #expect(Self.bytes(try #require(header.2)[...]).map { String(format: "%02X", $0) }.joined() == expected)

    try JSONParser().parse(Self.bytes(segments[1])) { claims in
      #expect(claims["iss"]?.string == "app-1")
      #expect(claims["sub"]?.string == "app-1")
      let target = "/login/\(FakeCloud.tenantID)/oauth2/v2.0/token"
      #expect(claims["aud"]?.string == "http://127.0.0.1:\(cloud.server.port)\(target)")
      #expect(claims["nbf"]?.int == Int(now))
      #expect(claims["exp"]?.int == Int(now) + 600)
      #expect(claims["jti"]?.string == "80808080-8080-4080-8080-808080808080")
    }

    try openSSL.write(Array((segments[0] + "." + segments[1]).utf8), to: "signed")
    try openSSL.write(Self.bytes(segments[2]), to: "signature")
    try openSSL.write(
      Array(try openSSL.run("x509", "-in", "certificate.pem", "-noout", "-pubkey").output.utf8), to: "public.pem")
    let verdict = try openSSL.run(
      "dgst", "-sha256", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32", "-verify", "public.pem",
      "-signature", "signature", "signed")
    #expect(verdict.isContent)
  }

  @Test func `the end of a certificate is read, and an expired one is told without asking anybody`() async throws {
    let certificate = try ClientCertificate(pem: try openSSL.text("certificate.pem") + openSSL.text("key.pem"))
    let days = Double(certificate.expiresAt) - Date().timeIntervalSince1970
    #expect((29 * 86_400)...(30 * 86_400) ~= Int(days.rounded()))
    let cloud = try await FakeCloud(
      credential: .certificate(applicationID: "app-1", certificate), now: { Double(certificate.expiresAt) + 1 },
      service: { _ in .json(Page.text([])) })
    try await cloud.run { cloud in
      let failure = try await failure {
        _ = try await cloud.graph.ids(GraphRequest("/users", limit: .directory(units: 1)))
      }
      #expect(failure?.reason == .credentialExpired)
      #expect(failure?.concernsEveryTenant == true)
      #expect(cloud.requests.isEmpty)
    }
  }

  @Test func `of a chain the certificate that fits the key is taken`() throws {
    let other = try OpenSSL()
    try other.makeCertificate()
    let own = try openSSL.text("certificate.pem")
    let key = try openSSL.text("key.pem")
    let chained = try ClientCertificate(pem: try other.text("certificate.pem") + own + key)
    #expect(chained.thumbprint == (try ClientCertificate(pem: key + own)).thumbprint)
    expectUnusable(
      try other.text("certificate.pem") + key, "its certificate and its private key do not belong together")
  }

  @Test func `what is missing or unusable in a certificate is said`() throws {
    let certificate = try openSSL.text("certificate.pem")
    let key = try openSSL.text("key.pem")
    expectUnusable("", "it holds no RSA private key (PEM, PKCS#8 or PKCS#1)")
    expectUnusable(certificate, "it holds no RSA private key (PEM, PKCS#8 or PKCS#1)")
    expectUnusable(key, "it holds no certificate (PEM)")
    try openSSL.run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "ec1.pem")
    try openSSL.run("pkcs8", "-topk8", "-nocrypt", "-in", "ec1.pem", "-out", "ec.pem")
    expectUnusable(try openSSL.text("ec.pem") + certificate, "its private key is no RSA key of at least 2048 bits")
    try openSSL.run("pkcs8", "-topk8", "-in", "key.pem", "-passout", "pass:x", "-out", "locked.pem")
    expectUnusable(
      try openSSL.text("locked.pem") + certificate,
      "its private key is encrypted; give it without a passphrase, in a file that only you can read")
    let broken = certificate.replacing("MII", with: "MIJ", maxReplacements: 1)
    expectUnusable(broken + key, "a certificate in it cannot be read")
  }

  private func expectUnusable(_ pem: String, _ problem: String) {
    let failure = #expect(throws: CloudFailure.self) { try ClientCertificate(pem: pem) }
    #expect(failure?.reason == .credentialRejected)
    #expect(failure?.concernsEveryTenant == true)
    #expect(failure?.message == "the client certificate cannot be used: \(problem).")
  }
}
