import Foundation

/// `POST /{tenant}/oauth2/v2.0/token`: client credentials and refresh tokens, with each tenant's state of consent.
struct TokenEndpoint: Sendable {
  let world: SimulatedWorld
  let mint: TokenMint
  let certificates: [RegisteredCertificate]

  /// The tenant that a request names, whether it is there or not.
  func tenant(of request: WireRequest) -> SimulatedTenant? {
    request.segments.first.flatMap { world.tenant(named: $0) }
  }

  func answer(_ request: WireRequest, now: Double) -> WireAnswer {
    func fail(_ number: Int, _ status: Int, _ error: String, _ message: String, suberror: String? = nil) -> WireAnswer {
      TokenError.answer(number, status, error, message, suberror: suberror, request, now: now)
    }
    let segments = request.segments
    guard segments.count == 4, segments[1...].map({ $0.lowercased() }) == ["oauth2", "v2.0", "token"] else {
      return WireAnswer(404)
    }
    guard request.method == "POST" else {
      return fail(900561, 400, "invalid_request", "The endpoint only accepts POST requests.")
    }
    let form = request.form
    for needed in ["grant_type", "scope"] where form[needed]?.isEmpty ?? true {
      return fail(900144, 400, "invalid_request", "The request body must contain the following parameter: '\(needed)'.")
    }
    let credentials = Credentials(request)
    guard let application = credentials.application else {
      return fail(900144, 400, "invalid_request", "The request body must contain the following parameter: 'client_id'.")
    }
    let authority = segments[0].lowercased()
    if ["common", "organizations", "consumers"].contains(authority) {
      return fail(50059, 400, "invalid_request", "No tenant-identifying information found in the request.")
    }
    guard let tenant = world.tenant(named: authority), tenant.scenario.exists else {
      return fail(
        90002, 400, "invalid_request",
        "Tenant '\(segments[0])' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud."
      )
    }
    if let refusal = refusal(of: credentials, application, request, now: now) { return refusal }
    guard let (service, resource) = TokenEndpoint.resource(of: form["scope"] ?? "") else {
      return fail(
        70011, 400, "invalid_scope",
        "The provided value for the input parameter 'scope' isn't valid. The scope \(form["scope"] ?? "") isn't valid.")
    }
    let isRefresh = form["grant_type"] == "refresh_token"
    guard isRefresh || form["grant_type"] == "client_credentials" else {
      return fail(
        70003, 400, "unsupported_grant_type",
        "The app requested an unsupported grant type '\(form["grant_type"] ?? "")'.")
    }
    if isRefresh,
      !mint.accepts(refreshToken: form["refresh_token"] ?? "", newestOnly: world.scenario.revokesOldRefreshTokens)
    {
      return fail(
        70043, 400, "invalid_grant", "The refresh token has expired or is invalid due to sign-in frequency checks.")
    }
    if let refusal = consentRefusal(tenant, application, isRefresh: isRefresh, service, request, now: now) {
      return refusal
    }
    return issued(tenant, application, service, resource, isRefresh: isRefresh, request, now: now)
  }

  /// What tells who asks.
  private struct Credentials {
    var application: String?
    var secret: String?
    var assertion: String?

    init(_ request: WireRequest) {
      let form = request.form
      application = form["client_id"]
      secret = form["client_secret"]
      if form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" {
        assertion = form["client_assertion"]
      }
      guard let basic = request.headers["authorization"], basic.lowercased().hasPrefix("basic "),
        let pair = Data(base64Encoded: String(basic.dropFirst(6))).map({ String(decoding: $0, as: UTF8.self) }),
        let colon = pair.firstIndex(of: ":")
      else { return }
      application = application ?? String(pair[..<colon]).removingPercentEncoding
      secret = secret ?? String(pair[pair.index(after: colon)...]).removingPercentEncoding
    }
  }

  private func refusal(of credentials: Credentials, _ application: String, _ request: WireRequest, now: Double)
    -> WireAnswer?
  {
    func fail(_ number: Int, _ message: String) -> WireAnswer {
      TokenError.answer(number, 401, "invalid_client", message, request, now: now)
    }
    if application.lowercased() != world.applicationID.lowercased() {
      return TokenError.answer(
        700016, 400, "unauthorized_client",
        "Application with identifier '\(application)' was not found in the directory '\(request.segments[0])'.",
        request,
        now: now)
    }
    if let assertion = credentials.assertion {
      let path = "/\(request.segments[0])/oauth2/v2.0/token".lowercased()
      let hosts = ["login.microsoftonline.com", "login.microsoftonline.us", "login.chinacloudapi.cn"]
      let audiences = Set(hosts.map { "https://\($0)\(path)" } + ["http://\(request.host)\(path)".lowercased()])
      do throws(ClientAssertion.Failure) {
        try ClientAssertion.check(
          assertion, certificates: certificates, application: application, audiences: audiences, now: now)
        return nil
      } catch { return fail(error.number, error.message) }
    }
    guard let secret = credentials.secret else {
      return fail(
        7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")
    }
    switch world.scenario.secretState {
    case .expired:
      return fail(7000222, "The provided client secret keys for app '\(application)' are expired.")
    case .valid where secret == world.secret: return nil
    default:
      return fail(
        7000215,
        "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '\(application)'."
      )
    }
  }

  private func consentRefusal(
    _ tenant: SimulatedTenant, _ application: String, isRefresh: Bool, _ service: WireService, _ request: WireRequest,
    now: Double
  ) -> WireAnswer? {
    func fail(_ number: Int, _ error: String, _ message: String, suberror: String? = nil) -> WireAnswer {
      TokenError.answer(number, 400, error, message, suberror: suberror, request, now: now)
    }
    let unconsented = "The user or administrator has not consented to use the application with ID '\(application)'."
    switch tenant.consent {
    case .missing where !isRefresh:
      return fail(
        700016, "unauthorized_client",
        "Application with identifier '\(application)' was not found in the directory '\(tenant.facts.domain)'.")
    case .missing,
      .delegatedMissing where isRefresh:
      return fail(65001, "invalid_grant", unconsented, suberror: "consent_required")
    case .conditionalAccess:
      return fail(
        53003, "invalid_grant", "Access has been blocked by Conditional Access policies.", suberror: "message_only")
    case .relationshipEnded where isRefresh:
      return fail(
        50177, "invalid_grant",
        "User account from identity provider does not exist in tenant and cannot access the application.")
    default: break
    }
    guard service == .exchange, tenant.exchange == .noService else { return nil }
    return fail(
      500011, "invalid_resource",
      "The resource principal named https://outlook.office365.com was not found in the tenant named \(tenant.facts.domain)."
    )
  }

  private func issued(
    _ tenant: SimulatedTenant, _ application: String, _ service: WireService, _ resource: String, isRefresh: Bool,
    _ request: WireRequest, now: Double
  ) -> WireAnswer {
    let lifetime = tenant.scenario.tokenLifetime ?? world.scenario.tokenLifetime
    let permissions =
      service == .exchange
      ? (tenant.exchange == .noManageAsApp ? [] : [isRefresh ? "Exchange.Manage" : "Exchange.ManageAsApp"])
      : tenant.permissions
    let claims = TokenClaims(
      tenant: tenant.facts.id, service: service, application: application, permissions: permissions,
      isDelegated: isRefresh, expires: now + lifetime)
    let token = mint.token(claims, resource: resource, number: request.number, now: now)
    var members: [(String, JSONTree)] = [
      ("token_type", "Bearer"), ("expires_in", .integer(max(1, Int(lifetime)))),
      ("ext_expires_in", .integer(max(1, Int(lifetime)))), ("access_token", .text(token)),
    ]
    if isRefresh {
      let scopes = permissions.sorted().map { "\(resource)/\($0)" } + ["\(resource)/.default"]
      members.append(("scope", .text(scopes.joined(separator: " "))))
      members.append(
        ("refresh_token", .text(world.scenario.rotatesRefreshTokens ? mint.rotatedRefreshToken() : mint.refreshToken)))
    }
    return WireAnswer(
      200, headers: [("Cache-Control", "no-store")], body: JSONTree.object(members).bytes,
      type: "application/json; charset=utf-8")
  }

  /// The one service whose `/.default` a scope names; nil for anything else.
  static func resource(of scope: String) -> (WireService, String)? {
    let scopes = scope.split(separator: " ").filter { !["offline_access", "openid", "profile"].contains($0) }
    guard scopes.count == 1, let url = scopes.first, url.hasSuffix("/.default") else { return nil }
    let resource = String(url.dropLast("/.default".count))
    let host = resource.replacing("https://", with: "").trimmingCharacters(in: ["/"]).lowercased()
    switch host {
    case "graph.microsoft.com", "graph.microsoft.us", "dod-graph.microsoft.us", "microsoftgraph.chinacloudapi.cn":
      return (.graph, resource)
    case "outlook.office365.com", "outlook.office365.us", "webmail.apps.mil", "partner.outlook.cn":
      return (.exchange, resource)
    default: return nil
    }
  }
}
