import Testing
import WireJSON

@testable import MicrosoftCloud

/// Errors of the token endpoint, by word and number (MICROSOFT365.md 1.4).
struct TokenRefusalTests {
  @Test(arguments: [
    (7_000_215, 401, "invalid_client", TokenRefusal.final(.credentialRejected)),
    (7_000_222, 401, "invalid_client", .final(.credentialExpired)),
    (700_027, 401, "invalid_client", .unknownCertificate),
    (700_016, 400, "unauthorized_client", .final(.consentMissing)),
    (7_000_229, 401, "invalid_client", .final(.consentMissing)),
    (65_001, 400, "invalid_grant", .final(.consentMissing)),
    (90_002, 400, "invalid_request", .final(.tenantUnknown)), (90_002, 400, "invalid_tenant", .final(.tenantUnknown)),
    (900_023, 400, "invalid_request", .final(.tenantUnknown)),
    (5_000_224, 400, "invalid_request", .final(.tenantUnknown)),
    (70_011, 400, "invalid_scope", .final(.badRequest)), (500_011, 400, "invalid_resource", .final(.serviceMissing)),
    (650_056, 400, "invalid_client", .final(.permissionMissing)),
    (650_057, 400, "invalid_resource", .final(.permissionMissing)),
    (50_020, 400, "invalid_grant", .final(.partnerAccessMissing)),
    (50_177, 400, "invalid_grant", .final(.partnerAccessMissing)),
    (53_003, 400, "interaction_required", .final(.conditionalAccess)),
    (50_076, 400, "invalid_grant", .final(.conditionalAccess)),
    (50_079, 400, "invalid_grant", .final(.conditionalAccess)),
    (700_082, 400, "invalid_grant", .final(.credentialExpired)),
    (70_008, 400, "invalid_grant", .final(.credentialExpired)),
    (70_043, 400, "invalid_grant", .final(.conditionalAccess)),
    (50_173, 400, "invalid_grant", .final(.credentialExpired)),
    (90_033, 400, "temporarily_unavailable", .transient), (90_006, 503, "temporarily_unavailable", .transient),
    (90_012, 400, "x", .transient), (90_055, 400, "x", .transient),
    (900_144, 400, "invalid_request", .final(.badRequest)),
    (90_038, 400, "invalid_request", .final(.tenantUnknown)), (1, 503, "x", .transient), (1, 429, "x", .transient),
    (1, 400, "temporarily_unavailable", .transient), (1, 400, "invalid_client", .final(.signInRefused)),
    (1, 400, "invalid_grant", .final(.signInRefused)), (50_105, 400, "invalid_grant", .final(.signInRefused)),
    (530_003, 400, "invalid_grant", .final(.conditionalAccess)),
    (53_002, 400, "invalid_grant", .final(.conditionalAccess)),
    (50_072, 400, "invalid_grant", .final(.conditionalAccess)),
    (50_097, 400, "invalid_grant", .final(.conditionalAccess)),
  ])
  func `each published number has its meaning`(code: Int, status: Int, error: String, meaning: TokenRefusal) {
    #expect(TokenRefusal(error: error, codes: [code], suberror: nil, status: status) == meaning)
  }

  @Test func `without a number the word and its sub-word decide`() {
    #expect(
      TokenRefusal(error: "invalid_grant", codes: [], suberror: "consent_required", status: 400)
        == .final(.consentMissing))
    #expect(TokenRefusal(error: nil, codes: [], suberror: nil, status: 400) == .final(.badRequest))
  }

  @Test func `the published error sample is read`() throws {
    guard let text = try SharedSamples.text("oauth-error-70011-invalid-scope") else { return }
    let said = try JSONParser().parse(text) { try TokenAnswer($0) }
    #expect(said.error == "invalid_scope")
    #expect(said.codes == [70_011])
    #expect(said.accessToken == nil)
  }

  @Test(arguments: ["oauth-token-client-credentials", "oauth-token-refresh-gdap"])
  func `the published grants are read`(name: String) throws {
    guard let text = try SharedSamples.text(name) else { return }
    let said = try JSONParser().parse(text) { try TokenAnswer($0) }
    #expect(said.accessToken?.hasPrefix("eyJ0") == true)
    #expect(said.lifetime == (name.contains("gdap") ? 4_821 : 3_599))
    #expect((said.refreshToken != nil) == name.contains("gdap"))
  }
}
