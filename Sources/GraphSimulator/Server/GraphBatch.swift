/// `POST /$batch` of Microsoft Graph: up to twenty requests, each counted and judged by itself.
struct GraphBatch {
  let desk: ServiceDesk
  let tenant: SimulatedTenant
  let claims: TokenClaims

  /// - Throws: `CancellationError` during the wait.
  func answer(_ request: WireRequest) async throws -> WireAnswer {
    let core = desk.core
    let batch: BatchItems
    do throws(BatchItems.Failure) { batch = try BatchItems(request.body, largest: 20) } catch {
      return .graphError(400, "BadRequest", error.message, request, at: core.now())
    }
    let version = request.segments.first ?? "v1.0"
    let requests = batch.items.map { item in
      let parts = item.url.split(separator: "?", maxSplits: 1)
      return WireRequest(
        service: .graph, method: item.method, path: "/\(version)\(parts.first ?? "")",
        rawQuery: parts.count > 1 ? String(parts[1]) : "",
        headers: item.headers, body: item.body, host: request.host, arrival: request.arrival, number: core.nextNumber(),
        isBatchItem: true)
    }
    // Items of one mailbox run after each other; the batch holds its place while it runs.
    var entered: Set<String> = []
    var full: Set<String> = []
    for item in requests {
      let route = GraphRoute(item, methodsClass: core.world.scenario.quotas.authenticationMethods)
      guard let name = route.mailbox else { continue }
      let mailbox = "\(tenant.facts.id)/\(name.lowercased())"
      if entered.contains(mailbox) || full.contains(mailbox) { continue }
      let seen = SimulatedRequest(
        number: item.number, service: .graph, route: route.name, mailbox: mailbox, quota: .outlook)
      if case .refused = core.referee.enterMailbox(mailbox, seen, at: core.uptime()) {
        full.insert(mailbox)
      } else {
        entered.insert(mailbox)
      }
    }
    defer { for mailbox in entered { core.referee.leaveMailbox(mailbox) } }
    try await desk.pause(tenant)
    var answers: [(id: String, answer: WireAnswer)] = []
    var failed: Set<String> = []
    for (item, itemRequest) in zip(batch.items, requests) {
      if item.dependsOn.contains(where: { failed.contains($0) }) {
        failed.insert(item.id)
        answers.append(
          (
            item.id,
            .graphError(
              424, "FailedDependency", "The request failed because a request it depends on failed.", itemRequest,
              at: core.now())
          ))
        continue
      }
      let isFull =
        GraphRoute(itemRequest, methodsClass: .directory).mailbox
        .map { full.contains("\(tenant.facts.id)/\($0.lowercased())") } ?? false
      let answer = desk.graphItem(itemRequest, tenant, claims, isMailboxFull: isFull)
      if !answer.isSuccess { failed.insert(item.id) }
      answers.append((item.id, answer))
    }
    return BatchItems.document(answers, seed: core.world.scenario.seed, number: request.number)
  }
}
