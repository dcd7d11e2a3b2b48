extension ServiceDesk {
  /// The Exchange admin API: one cmdlet, or up to ten in a batch.
  func exchange(_ request: WireRequest) async throws -> WireAnswer {
    let segments = request.segments
    let (claims, tenant, refusal) = identified(request, route: "InvokeCommand")
    let isBatch = segments.last?.lowercased() == "$batch"
    var cmdlet: Cmdlet?
    var problem: String?
    if !isBatch {
      do throws(Cmdlet.Failure) { cmdlet = try Cmdlet(body: request.body) } catch { problem = error.message }
    }
    let seen = seen(
      request, isBatch ? "POST /$batch" : cmdlet?.name ?? "InvokeCommand", tenant, claims, cmdlet, isOuterBatch: isBatch
    )
    return try await counted(seen) {
      if let refusal { return refusal }
      guard let claims, let tenant else { return WireAnswer(401) }
      if let answer = exchangeRefusal(request, claims, tenant) { return answer }
      if let answer = try await struck(seen, request, tenant) { return answer }
      let entry = core.referee.enterExchange(tenant.facts.id, seen, at: core.uptime())
      if case .refused(let retryAfter, _) = entry { return throttled(seen, retryAfter, request) }
      defer { core.referee.leaveExchange(tenant.facts.id) }
      if isBatch { return try await exchangeBatch(request, tenant, claims) }
      guard let cmdlet else { return badRequest(problem ?? "") }
      if case .refused(let retryAfter, _) = core.referee.admit(seen, at: core.uptime()) {
        return throttled(seen, retryAfter, request)
      }
      try await pause(tenant)
      return exchangeAnswer(request, tenant, cmdlet)
    }
  }

  /// What is refused before any cmdlet is looked at.
  private func exchangeRefusal(_ request: WireRequest, _ claims: TokenClaims, _ tenant: SimulatedTenant) -> WireAnswer?
  {
    let segments = request.segments
    guard segments.count == 4, segments[0].lowercased() == "adminapi" else { return WireAnswer(404) }
    // The command transport exists in beta only.
    guard segments[1].lowercased() == "beta", request.method == "POST" else { return WireAnswer(405) }
    guard core.world.tenant(named: segments[2])?.facts.id == tenant.facts.id else {
      core.referee.note("token_for_another_tenant", segments[2])
      return WireAnswer(401)
    }
    guard ["invokecommand", "$batch"].contains(segments[3].lowercased()) else { return WireAnswer(404) }
    guard !claims.permissions.isDisjoint(with: ["Exchange.ManageAsApp", "Exchange.Manage"]) else {
      return WireAnswer(401)
    }
    return nil
  }

  private func exchangeBatch(_ request: WireRequest, _ tenant: SimulatedTenant, _ claims: TokenClaims) async throws
    -> WireAnswer
  {
    let batch: BatchItems
    do throws(BatchItems.Failure) { batch = try BatchItems(request.body, largest: 10) } catch {
      return badRequest(error.message)
    }
    try await pause(tenant)
    var answers: [(id: String, answer: WireAnswer)] = []
    for item in batch.items {
      let parts = item.url.split(separator: "?", maxSplits: 1)
      let itemRequest = WireRequest(
        service: .exchange, method: item.method, path: String(parts.first ?? ""),
        rawQuery: parts.count > 1 ? String(parts[1]) : "",
        headers: item.headers, body: item.body, host: request.host, arrival: request.arrival, number: core.nextNumber(),
        isBatchItem: true)
      answers.append((item.id, exchangeItem(itemRequest, tenant, claims)))
    }
    return BatchItems.document(answers, seed: core.world.scenario.seed, number: request.number)
  }

  private func exchangeItem(_ request: WireRequest, _ tenant: SimulatedTenant, _ claims: TokenClaims) -> WireAnswer {
    let cmdlet: Cmdlet
    do throws(Cmdlet.Failure) { cmdlet = try Cmdlet(body: request.body) } catch { return badRequest(error.message) }
    var seen = seen(request, cmdlet.name, tenant, claims, cmdlet, isOuterBatch: false)
    seen.isBatchItem = true
    core.referee.arrived(seen, at: core.uptime())
    let answer: WireAnswer
    if let refusal = exchangeRefusal(request, claims, tenant) {
      answer = refusal
    } else if let rule = strike(seen, request, tenant) {
      answer = FaultAnswers.answer(rule, seen, request, at: core.now())
    } else if case .refused(let retryAfter, _) = core.referee.admit(seen, at: core.uptime()) {
      answer = throttled(seen, retryAfter, request)
    } else {
      answer = exchangeAnswer(request, tenant, cmdlet)
    }
    core.referee.finished(seen, status: answer.status, at: core.uptime())
    return answer
  }

  private func exchangeAnswer(_ request: WireRequest, _ tenant: SimulatedTenant, _ cmdlet: Cmdlet) -> WireAnswer {
    if cmdlet.isWrite { core.referee.note("write", cmdlet.name) }
    let service = ExchangeService(world: core.world, pages: core.pages)
    let call = ExchangeService.Call(request: request, tenant: tenant, cmdlet: cmdlet, now: core.now())
    do { return try service.answer(call) } catch { return unreadable(error, request) }
  }

  private func seen(
    _ request: WireRequest, _ route: String, _ tenant: SimulatedTenant?, _ claims: TokenClaims?, _ cmdlet: Cmdlet?,
    isOuterBatch: Bool
  ) -> SimulatedRequest {
    var seen = SimulatedRequest(
      number: request.number, service: .exchange, route: route, tenant: tenant?.facts.id,
      users: tenant?.facts.userCount ?? 0, application: claims?.application,
      quota: cmdlet?.name.hasPrefix("Get-MessageTrace") == true ? .messageTrace : .exchange)
    seen.isOuterBatch = isOuterBatch
    seen.identity =
      "exchange \(tenant?.facts.id ?? "-") \(request.path)?\(request.rawQuery) \(String(decoding: request.body, as: UTF8.self))"
    return seen
  }

  private func badRequest(_ message: String) -> WireAnswer {
    .document(.object([("error", .object([("code", "BadRequest"), ("message", .text(message))]))]), status: 400)
  }
}
