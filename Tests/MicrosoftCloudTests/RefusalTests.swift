import Foundation
import Testing
import WireJSON

@testable import MicrosoftCloud

/// What refusals mean, by their codes.
struct RefusalTests {
  private static let call = ServiceCall(
    service: .graph, http: HTTPCall(target: "/v1.0/x"), place: "GET /v1.0/x", limit: .directory(units: 1),
    mailbox: nil, isRepeatable: true, batchTarget: "/v1.0/$batch", batchPrefix: "/v1.0")

  private static func refusal(
    _ status: Int, _ body: String, service: CloudService = .graph, limit: ServiceLimit = .directory(units: 1),
    mailbox: String? = nil, token: AccessToken? = nil, headers: [String: String] = [:]
  ) throws -> Refusal {
    let call = ServiceCall(
      service: service, http: HTTPCall(target: "/v1.0/x"), place: "GET /v1.0/x", limit: limit, mailbox: mailbox,
      isRepeatable: true, batchTarget: "/v1.0/$batch", batchPrefix: "/v1.0")
    var body = body
    let error = body.withUTF8 { ServiceError(body: $0, parser: JSONParser()) }
    return Refusal(
      status: status, error: error, call: call, token: token, now: 0, base: try BaseURL("https://graph.example")
    ) { headers[$0] }
  }

  @Test(arguments: [
    ("error-400-auditingdisabledtenant", 400, CloudFailure.Reason.auditingDisabled),
    ("error-400-count-without-consistencylevel", 400, .badRequest),
    ("error-400-directory-expiredpagetoken", 400, .pageTokenExpired),
    ("error-400-endswith-unsupportedquery", 400, .badRequest),
    ("error-400-filter-property-not-indexed", 400, .badRequest),
    ("error-400-search-without-consistencylevel", 400, .badRequest),
    ("error-403-authorization-requestdenied", 403, .permissionMissing),
    ("error-410-syncstatenotfound", 410, .pageTokenExpired), ("error-429-applicationthrottled", 429, .throttled),
    ("error-429-toomanyrequests", 429, .throttled), ("error-graph-example", 400, .badRequest),
    ("error-graph-shape", 500, .serviceError),
  ])
  func `published errors of Graph are classified`(name: String, status: Int, reason: CloudFailure.Reason) throws {
    guard let text = try SharedSamples.text(name) else { return }
    let refusal = try Self.refusal(status, text)
    #expect(refusal.failure.reason == reason)
    #expect(refusal.isTransient == (reason == .throttled || reason == .serviceError))
    #expect(refusal.failure.code != nil)
  }

  @Test func `no published error is left out above`() throws {
    let known = 12 + 2 + 1
    guard let names = try SharedSamples.names() else { return }
    #expect(names.filter { $0.hasPrefix("error-") || $0.contains("-error-") }.count == known)
  }

  @Test(arguments: [
    (
      403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant", ServiceLimit.reports,
      CloudFailure.Reason.licenceMissing
    ),
    (403, "Authentication_RequestFromUnsupportedUserRole", .reports, .permissionMissing),
    (403, "ErrorAccessDenied", .outlook, .permissionMissing),
    (404, "MailboxNotEnabledForRESTAPI", .outlook, .mailboxMissing),
    (404, "MailboxNotSupportedForRESTAPI", .outlook, .mailboxElsewhere),
    (404, "MailboxNotHostedInExchangeOnline", .outlook, .mailboxElsewhere),
    (404, "ResourceNotFound", .outlook, .mailboxMissing), (404, "ResourceNotFound", .directory(units: 1), .notFound),
    (404, "ErrorInvalidUser", .outlook, .mailboxMissing), (404, "ErrorItemNotFound", .outlook, .notFound),
    (401, "UnknownError", .outlook, .mailboxMissing), (401, "UnknownError", .deviceManagement, .serviceMissing),
    (401, "InvalidAuthenticationToken", .reports, .permissionMissing),
    (404, "Request_ResourceNotFound", .directory(units: 1), .notFound), (502, "BadGateway", .reports, .serviceError),
    (504, "UnknownError", .reports, .timedOut), (429, "ApplicationThrottled", .outlook, .throttled),
  ])
  func `codes decide, with the class of the request`(
    status: Int, code: String, limit: ServiceLimit, reason: CloudFailure.Reason
  ) throws {
    #expect(try Self.refusal(status, Page.error(code), limit: limit).failure.reason == reason)
  }

  @Test(arguments: [
    ("IdentityRiskyUser.Read.All", CloudFailure.Reason.licenceMissing), ("User.Read.All", .permissionMissing),
  ])
  func `Identity Protection's one code is told apart by what the token grants`(
    permission: String, reason: CloudFailure.Reason
  ) throws {
    let claims = Base64.urlEncoded(#"{"roles":["\#(permission)"]}"#.utf8)
    let token = AccessToken(
      authorization: "Bearer e30.\(claims).x", renewAt: Moment(nanoseconds: 0), serial: 1, isReplacement: false)
    let refusal = try Self.refusal(403, Page.error("Forbidden"), limit: .identityProtection, token: token)
    #expect(refusal.failure.reason == reason)
  }

  @Test(arguments: [
    (404, "exo-error-objectnotfound", "adele@contoso.example" as String?, CloudFailure.Reason.mailboxMissing),
    (404, "exo-error-objectnotfound", nil, .notFound), (429, "exo-error-throttled-text", nil, .throttled),
    (400, "exo-error-throttled-text", nil, .throttled),
  ])
  func `published errors of Exchange are classified by their exception's type`(
    status: Int, name: String, mailbox: String?, reason: CloudFailure.Reason
  ) throws {
    guard let text = try SharedSamples.text(name) else { return }
    let refusal = try Self.refusal(status, text, service: .exchange, limit: .exchange, mailbox: mailbox)
    #expect(refusal.failure.reason == reason)
    #expect(!refusal.failure.message.contains("nobody@contoso.com"))
    #expect(!refusal.failure.message.contains("DB0PR01A000DC01"))
  }

  @Test(arguments: [
    (403, "\0\0", CloudFailure.Reason.roleMissing), (403, "", .roleMissing), (401, "", .permissionMissing),
  ])
  func `Exchange refuses without words`(status: Int, body: String, reason: CloudFailure.Reason) throws {
    #expect(try Self.refusal(status, body, service: .exchange, limit: .exchange).failure.reason == reason)
  }

  @Test(arguments: [
    ("Application/ReadWrite/app/tenant", PauseScope.application), ("Tenant_Application/ReadWrite/app/tenant", .tenant),
    ("Tenant/Read/app/tenant", .tenant), ("", .tenant),
  ])
  func `the scope of a refusal is the one that the service names`(header: String, scope: PauseScope) throws {
    #expect(try Self.refusal(429, "", limit: .reports, headers: ["x-ms-throttle-scope": header]).scope == scope)
  }

  @Test func `a mailbox over its limit concerns that mailbox only`() throws {
    #expect(try Self.refusal(429, "", limit: .outlook, mailbox: "m").scope == .mailbox("m"))
  }

  @Test func `hostile codes are not repeated`() throws {
    let refusal = try Self.refusal(400, Page.error("</script> token=abc \\u001b[31m"))
    #expect(refusal.failure.code == nil)
    #expect(refusal.failure.message == "GET /v1.0/x: Microsoft Graph answered 400.")
  }
}
