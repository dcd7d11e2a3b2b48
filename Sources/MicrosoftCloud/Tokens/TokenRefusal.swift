/// What an error of the token endpoint means, by `error` and AADSTS number, never by its text (MICROSOFT365.md 1.4).
///
/// Only a number that is known to be about the credential itself speaks for every tenant: a refusal that is not
/// understood is the one tenant's.
enum TokenRefusal: Hashable {
  case final(CloudFailure.Reason)
  /// Passes by itself.
  case transient
  /// The certificate is not known, which passes within minutes of a rotation.
  case unknownCertificate

  init(error: String?, codes: [Int], suberror: String?, status: Int) {
    for code in codes {
      if let known = Self.known(code) {
        self = known
        return
      }
    }
    if status == 429 || status >= 500 {
      self = .transient
      return
    }
    switch error {
    case "temporarily_unavailable", "server_error": self = .transient
    case "invalid_client": self = .final(.signInRefused)
    case "unauthorized_client": self = .final(.consentMissing)
    case "invalid_resource": self = .final(.serviceMissing)
    case "invalid_tenant": self = .final(.tenantUnknown)
    case "interaction_required": self = .final(.conditionalAccess)
    case "invalid_grant": self = .final(suberror == "consent_required" ? .consentMissing : .signInRefused)
    default: self = .final(.badRequest)
    }
  }

  private static func known(_ code: Int) -> TokenRefusal? {
    switch code {
    case 7_000_215, 7_000_216, 700_024, 50_012: .final(.credentialRejected)
    case 7_000_222: .final(.credentialExpired)
    case 700_027: .unknownCertificate
    case 700_016, 7_000_229, 65_001, 7_000_112: .final(.consentMissing)
    case 90_002, 900_023, 5_000_224, 90_038: .final(.tenantUnknown)
    case 70_011: .final(.badRequest)
    case 500_011: .final(.serviceMissing)
    case 650_056, 650_057: .final(.permissionMissing)
    case 50_020, 50_177: .final(.partnerAccessMissing)
    // Also the sign-in frequency, which in partner mode the customer's policy sets (70043).
    // https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes, checked 2026-11
    case 53_000...53_011, 530_000...530_099, 50_072, 50_074, 50_076, 50_079, 50_097, 50_158, 70_043:
      .final(.conditionalAccess)
    case 700_082, 70_008, 50_173, 700_084: .final(.credentialExpired)
    case 90_033, 90_006, 90_012, 90_055: .transient
    case 900_144: .final(.badRequest)
    default: nil
    }
  }
}
