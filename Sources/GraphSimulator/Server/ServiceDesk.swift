import Foundation
import Synchronization

/// Takes one HTTP request of a service through token, faults, quotas and answer.
struct ServiceDesk: Sendable {
  let core: SimulatorCore
  let service: WireService

  /// - Throws: `CancellationError` when the connection went away during a wait.
  func answer(_ request: WireRequest) async throws -> WireAnswer {
    switch service {
    case .login: try await login(request)
    case .graph: try await graph(request)
    case .exchange: try await exchange(request)
    }
  }

  // MARK: The login service

  private func login(_ request: WireRequest) async throws -> WireAnswer {
    if let answer = ControlPanel(core: core).answer(request) { return answer }
    let tenant = core.tokens.tenant(of: request)
    var seen = SimulatedRequest(
      number: request.number, service: .login, route: "token", tenant: tenant?.facts.id,
      application: request.form["client_id"])
    let resource = TokenEndpoint.resource(of: request.form["scope"] ?? "")?.0.rawValue ?? "?"
    seen.identity = "login \(request.path) \(resource)"
    return try await counted(seen) {
      if let answer = try await struck(seen, request, tenant) { return answer }
      try await pause(tenant)
      return core.tokens.answer(request, now: core.now())
    }
  }

  // MARK: Microsoft Graph

  private func graph(_ request: WireRequest) async throws -> WireAnswer {
    let route = GraphRoute(request, methodsClass: core.world.scenario.quotas.authenticationMethods)
    let (claims, tenant, refusal) = identified(request, route: route.name)
    var seen = seen(request, route, tenant, claims)
    if case .batch = route.action { seen.isOuterBatch = true }
    return try await counted(seen) {
      if let refusal { return refusal }
      guard let claims, let tenant else { return WireAnswer(401) }
      if let answer = try await struck(seen, request, tenant) { return answer }
      if case .batch = route.action {
        return try await GraphBatch(desk: self, tenant: tenant, claims: claims).answer(request)
      }
      return try await withMailbox(seen, request) {
        let ruling = core.referee.admit(seen, at: core.uptime())
        if case .refused(let retryAfter, _) = ruling { return throttled(seen, retryAfter, request) }
        try await pause(tenant)
        return try graphAnswer(request, route, tenant, claims, ruling, seen)
      }
    }
  }

  /// One item of a batch; its batch has waited and entered the mailboxes already.
  func graphItem(_ request: WireRequest, _ tenant: SimulatedTenant, _ claims: TokenClaims, isMailboxFull: Bool)
    -> WireAnswer
  {
    let route = GraphRoute(request, methodsClass: core.world.scenario.quotas.authenticationMethods)
    var seen = seen(request, route, tenant, claims)
    seen.isBatchItem = true
    core.referee.arrived(seen, at: core.uptime())
    let answer = itemAnswer(request, route, tenant, claims, seen, isMailboxFull: isMailboxFull)
    core.referee.finished(seen, status: answer.status, at: core.uptime())
    return answer
  }

  private func itemAnswer(
    _ request: WireRequest, _ route: GraphRoute, _ tenant: SimulatedTenant, _ claims: TokenClaims,
    _ seen: SimulatedRequest, isMailboxFull: Bool
  ) -> WireAnswer {
    if let rule = strike(seen, request, tenant) { return FaultAnswers.answer(rule, seen, request, at: core.now()) }
    if isMailboxFull { return throttled(seen, 1, request) }
    let ruling = core.referee.admit(seen, at: core.uptime())
    if case .refused(let retryAfter, _) = ruling { return throttled(seen, retryAfter, request) }
    do { return try graphAnswer(request, route, tenant, claims, ruling, seen) } catch {
      return unreadable(error, request)
    }
  }

  private func graphAnswer(
    _ request: WireRequest, _ route: GraphRoute, _ tenant: SimulatedTenant, _ claims: TokenClaims,
    _ ruling: Referee.Ruling, _ seen: SimulatedRequest
  ) throws -> WireAnswer {
    if case .write = route.action { core.referee.note("write", route.name) }
    let ports = core.ports.withLock { $0 }
    let service = GraphService(world: core.world, pages: core.pages, otherPort: ports?.exchange ?? 1)
    let call = GraphService.Call(request: request, route: route, tenant: tenant, claims: claims, now: core.now())
    var answer: WireAnswer
    do { answer = try service.answer(call) } catch { return unreadable(error, request) }
    if case .served(let fullness) = ruling, case .directory(let units) = seen.quota {
      answer.headers.append(("x-ms-resource-unit", "\(units)"))
      if fullness >= 0.8 {
        answer.headers.append(("x-ms-throttle-limit-percentage", "\((fullness * 100).rounded() / 100)"))
      }
    }
    return answer
  }

  // MARK: What both data services do

  /// Counts a request in flight from here until its answer is made.
  func counted(_ seen: SimulatedRequest, _ body: () async throws -> WireAnswer) async throws -> WireAnswer {
    core.referee.arrived(seen, at: core.uptime())
    do {
      let answer = try await body()
      core.referee.finished(seen, status: answer.breakage == nil ? answer.status : 0, at: core.uptime())
      return answer
    } catch {
      core.referee.finished(seen, status: 0, at: core.uptime())
      throw error
    }
  }

  /// Whose token it is, and the tenant; or the 401 of a request without a good one.
  func identified(_ request: WireRequest, route: String) -> (TokenClaims?, SimulatedTenant?, WireAnswer?) {
    func refused(_ message: String) -> WireAnswer {
      var answer = WireAnswer.graphError(401, "InvalidAuthenticationToken", message, request, at: core.now())
      answer.headers.append(("WWW-Authenticate", "Bearer realm=\"\", error=\"invalid_token\""))
      return answer
    }
    do throws(TokenMint.Refusal) {
      let claims = try core.mint.claims(request.headers["authorization"], for: service, now: core.now())
      return (claims, core.world.tenant(named: claims.tenant), nil)
    } catch {
      switch error {
      case .missing: return (nil, nil, refused("Access token is empty."))
      case .malformed: return (nil, nil, refused("IDX14100: JWT is not well formed."))
      case .expired: return (nil, nil, refused("Lifetime validation failed, the token is expired."))
      case .foreign(let claims):
        core.referee.note("token_for_another_service", "\(service.rawValue) \(route)")
        return (
          nil, core.world.tenant(named: claims.tenant), refused("Access token validation failure. Invalid audience.")
        )
      }
    }
  }

  private func seen(_ request: WireRequest, _ route: GraphRoute, _ tenant: SimulatedTenant?, _ claims: TokenClaims?)
    -> SimulatedRequest
  {
    var seen = SimulatedRequest(
      number: request.number, service: service, route: route.name, tenant: tenant?.facts.id,
      users: tenant?.facts.userCount ?? 0, application: claims?.application, quota: route.quota)
    if let mailbox = route.mailbox, let tenant { seen.mailbox = "\(tenant.facts.id)/\(mailbox.lowercased())" }
    seen.identity = "graph \(tenant?.facts.id ?? "-") \(request.method) \(request.path)?\(request.rawQuery)"
    return seen
  }

  /// Waits as long as the network and the tenant take.
  func pause(_ tenant: SimulatedTenant?) async throws {
    let seconds = max(core.settings.latency, tenant?.scenario.latency ?? 0)
    if seconds > 0 { try await Task.sleep(for: .seconds(seconds)) }
  }

  /// Enters the mailbox that a request reads, for as long as it takes.
  private func withMailbox(_ seen: SimulatedRequest, _ request: WireRequest, _ body: () async throws -> WireAnswer)
    async throws -> WireAnswer
  {
    guard let mailbox = seen.mailbox else { return try await body() }
    if case .refused(let retryAfter, _) = core.referee.enterMailbox(mailbox, seen, at: core.uptime()) {
      return throttled(seen, retryAfter, request)
    }
    defer { core.referee.leaveMailbox(mailbox) }
    return try await body()
  }

  func strike(_ seen: SimulatedRequest, _ request: WireRequest, _ tenant: SimulatedTenant?) -> FaultRule? {
    guard let tenant,
      let rule = core.faults.strike(
        tenant.faults, request, tenant: tenant.facts.id, identity: seen.identity, now: core.uptime())
    else { return nil }
    core.referee.struck(rule, seen, at: core.uptime())
    return rule
  }

  /// The answer of a fault that strikes an HTTP request; a truncated answer is made by whoever answers.
  func struck(_ seen: SimulatedRequest, _ request: WireRequest, _ tenant: SimulatedTenant?) async throws -> WireAnswer?
  {
    guard let rule = strike(seen, request, tenant) else { return nil }
    if rule.kind == .hang { try await Task.sleep(for: .seconds(rule.seconds)) } else { try await pause(tenant) }
    return FaultAnswers.answer(rule, seen, request, at: core.now())
  }

  func throttled(_ seen: SimulatedRequest, _ retryAfter: Double?, _ request: WireRequest) -> WireAnswer {
    FaultAnswers.throttled(seen, retryAfter: retryAfter, request, at: core.now())
  }

  func unreadable(_ error: any Error, _ request: WireRequest) -> WireAnswer {
    .graphError(500, "InternalServerError", "The simulator cannot read its evidence: \(error)", request, at: core.now())
  }
}
