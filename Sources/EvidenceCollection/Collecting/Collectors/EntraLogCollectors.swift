import AuditModel
import MicrosoftCloud
import WireJSON

/// Reads the directory's audit log of the window, and who is named in it.
struct DirectoryAuditCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.directoryAudits], source: "`GET /auditLogs/directoryAudits`", graphPermissions: ["AuditLog.Read.All"],
    exchangeRole: nil, licence: nil, cost: "1 per 1,000 events",
    gaps: ["Kept for 7 days without a premium licence, 30 days with one; events may be hours late."])

  let context: CollectionContext

  func collect() async throws {
    let request = GraphRequest(
      "/auditLogs/directoryAudits",
      query: [
        CollectionContext.between("activityDateTime", context.plan.eventTime), GraphRequest.Parameter("$top", "1000"),
      ], limit: .reports)
    try await context.collect(.directoryAudits, from: request, fact: Self.names) { names in
      await context.facts.add(active: names.reduce(into: Set()) { $0.formUnion($1) })
    }
  }

  /// The users who did it and to whom it was done.
  private static func names(_ view: JSONView) -> Set<String>? {
    var names: Set<String> = []
    func add(_ user: JSONView?) {
      guard let user, user.isObject else { return }
      for name in ["id", "userPrincipalName"] {
        if let text = user[named: name]?.string, !text.isEmpty { names.insert(text.lowercased()) }
      }
    }
    if let initiator = view["initiatedBy"], initiator.isObject { add(initiator["user"]) }
    if let targets = view["targetResources"], targets.isArray {
      for target in targets.elements where target.isObject && target["type"]?.text?.isEqualIgnoringCase("user") == true
      {
        add(target)
      }
    }
    return names.isEmpty ? nil : names
  }
}

/// Reads the interactive sign-ins of the window; in large tenants a day at a time, as wide queries time out.
struct SignInCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.signIns], source: "`GET /auditLogs/signIns`", graphPermissions: ["AuditLog.Read.All"], exchangeRole: nil,
    licence: EvidenceKind.signIns.licence,
    cost: "1 per 1,000 sign-ins; at least 1 a day in tenants of more than 500 users",
    gaps: ["Interactive sign-ins of users only."])

  let context: CollectionContext

  func collect() async throws {
    if let gap = await context.licenceGap(.signIns) { return try await context.sink.settle(.signIns, gap) }
    let isLarge = (await context.facts.users?.count ?? 0) > context.plan.caps.signInsWholeUpTo
    var gap: CollectionGap?
    for time in isLarge ? context.plan.eventTime.days : [context.plan.eventTime] {
      let request = GraphRequest(
        "/auditLogs/signIns",
        query: [CollectionContext.between("createdDateTime", time), GraphRequest.Parameter("$top", "1000")],
        limit: .reports)
      gap = try await context.stream(
        .signIns, from: request, fact: { _ in nil as CollectionContext.NoFact? }, gather: { _, _ in })
      // What refuses one day refuses the others; the days that came are kept.
      if gap != nil { break }
    }
    try await context.sink.settle(.signIns, gap)
  }
}

extension AuditWindow {
  /// The window in pieces of a day, the first one first.
  var days: [AuditWindow] { pieces(ofSeconds: 86_400) }

  /// The window in pieces of that length, the last one shorter.
  func pieces(ofSeconds length: Int64) -> [AuditWindow] {
    var pieces: [AuditWindow] = []
    var start = from
    while start < to {
      let end = min(to, start.advanced(bySeconds: length))
      pieces.append(AuditWindow(from: start, to: end))
      start = end
    }
    return pieces
  }

  /// The window's first and second half, in whole seconds.
  var halves: [AuditWindow] {
    let middle = from.advanced(bySeconds: to.seconds(since: from) / 2)
    return [AuditWindow(from: from, to: middle), AuditWindow(from: middle, to: to)]
  }
}

/// Reads which users Identity Protection holds to be at risk; they are refreshed every night.
struct RiskyUserCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.riskyUsers], source: "`GET /identityProtection/riskyUsers`",
    graphPermissions: ["IdentityRiskyUser.Read.All"], exchangeRole: nil, licence: EvidenceKind.riskyUsers.licence,
    cost: "1 per 500 risky users", gaps: [])

  let context: CollectionContext

  func collect() async throws {
    let request = GraphRequest(
      "/identityProtection/riskyUsers", query: [GraphRequest.Parameter("$top", "500")], limit: .identityProtection)
    try await context.collect(.riskyUsers, from: request) {
      $0["id"]?.string?.lowercased()
    } gather: { ids in
      await context.facts.add(active: Set(ids))
    }
  }
}

/// Reads the risk detections since the window's beginning.
struct RiskDetectionCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.riskDetections], source: "`GET /identityProtection/riskDetections`",
    graphPermissions: ["IdentityRiskEvent.Read.All"], exchangeRole: nil, licence: EvidenceKind.riskDetections.licence,
    cost: "1 per 500 detections",
    gaps: ["The few detections that Microsoft shows to tenants with P1 are not read."])

  let context: CollectionContext

  func collect() async throws {
    let time = context.plan.eventTime
    let request = GraphRequest(
      "/identityProtection/riskDetections",
      query: [
        GraphRequest.Parameter("$filter", "detectedDateTime ge \(time.from.iso8601)"),
        GraphRequest.Parameter("$top", "500"),
      ], limit: .identityProtection)
    try await context.collect(.riskDetections, from: request)
  }
}
