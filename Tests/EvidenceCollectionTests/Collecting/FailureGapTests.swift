import AuditModel
import MicrosoftCloud
import Testing

@testable import EvidenceCollection

/// What a failed request means for what it was to read.
struct FailureGapTests {
  private static func gap(
    _ reason: CloudFailure.Reason, _ service: CloudService, _ kind: EvidenceKind, code: String? = nil
  ) -> CollectionGap {
    CollectionGap(
      CloudFailure(
        reason, service: service, path: "GET /x", message: "GET /x: no.", http: 400, code: code, requestID: "r-1"),
      of: kind)
  }

  @Test(arguments: [
    (CloudFailure.Reason.consentMissing, CloudService.login, EvidenceKind.users, GapReason.consentRevoked),
    (.credentialRejected, .login, .users, .secretExpired), (.credentialExpired, .login, .users, .secretExpired),
    (.conditionalAccess, .login, .users, .conditionalAccessBlock),
    (.partnerAccessMissing, .login, .users, .gdapMissing), (.tenantUnknown, .login, .users, .tenantUnknown),
    (.serviceMissing, .exchange, .mailboxes, .licenceRequired),
    (.serviceMissing, .graph, .managedDevices, .licenceRequired),
    (.permissionMissing, .graph, .users, .permissionGraph),
    (.permissionMissing, .exchange, .mailboxes, .permissionExchangeRole),
    (.roleMissing, .exchange, .mailboxes, .permissionExchangeRole),
    (.licenceMissing, .graph, .signIns, .licenceRequired),
    (.auditingDisabled, .graph, .unifiedAudit, .auditDisabled), (.throttled, .graph, .users, .throttled),
    (.timedOut, .graph, .users, .timeout), (.unreachable, .graph, .users, .serviceError),
    (.serviceError, .graph, .users, .serviceError), (.badRequest, .graph, .users, .serviceError),
    (.notFound, .graph, .users, .serviceError), (.malformedAnswer, .graph, .users, .schemaUnexpected),
    (.foreignLink, .graph, .users, .schemaUnexpected), (.answerTooLarge, .graph, .users, .truncatedPageCap),
    (.endlessPages, .graph, .users, .truncatedPageCap),
  ])
  func `each failure has its reason`(
    _ reason: CloudFailure.Reason, _ service: CloudService, _ kind: EvidenceKind, _ expected: GapReason
  ) {
    #expect(Self.gap(reason, service, kind).reason == expected)
  }

  @Test func `every failure makes a sentence without the request's id`() {
    for reason in CloudFailure.Reason.allCases {
      let gap = Self.gap(reason, .graph, .users, code: "Some")
      #expect(gap.message.hasSuffix("."))
      #expect(!gap.message.contains("r-1"))
      #expect(gap.error?.http == 400)
    }
  }

  @Test func `the words that the synthetic fleet shares`() {
    let consent = Self.gap(.consentMissing, .login, .devices, code: "AADSTS700016")
    #expect(consent.message == "The application has no consent in this tenant (AADSTS700016).")
    #expect(consent.needs == ["Admin consent"])
    let role = Self.gap(.roleMissing, .exchange, .sweepRules)
    #expect(role.message == "The application has no Exchange role in this tenant that lets it read sweep rules.")
    #expect(role.needs == ["Exchange.ManageAsApp", "Mail Recipients"])
    let licence = CollectionGap.licenceMissing(.riskyUsers)
    #expect(licence.message == "Microsoft serves risky users to tenants with Microsoft Entra ID P2 only.")
    #expect(licence.needs == ["Microsoft Entra ID P2"])
    #expect(Self.gap(.permissionMissing, .graph, .devices).needs == ["Device.Read.All"])
  }
}
