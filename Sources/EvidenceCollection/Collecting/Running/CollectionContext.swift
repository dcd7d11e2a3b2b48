import AuditModel
import Logging
import MicrosoftCloud
import WireJSON

/// What every collector works with: the plan, the tenant's services, the archive, and what others found out.
struct CollectionContext: Sendable {
  let plan: CollectionPlan
  let cloud: TenantCloud
  let sink: EvidenceSink
  let facts: TenantFacts
  let now: @Sendable () -> Timestamp
  let random: @Sendable () -> Double
  let sleep: @Sendable (Duration) async throws -> Void

  /// An object of an answer: its line, and what was read from it on the way.
  struct Element<Fact: Sendable>: Sendable {
    let line: [UInt8]
    let fact: Fact?
  }

  /// Nothing is read from these elements.
  typealias NoFact = Never

  /// The untouched object in compact JSON, and what `fact` reads in it.
  static func element<Fact: Sendable>(
    _ view: JSONView, _ fact: @Sendable (JSONView) -> Fact?
  ) throws -> Element<Fact> {
    try view.requireObject()
    var writer = JSONWriter()
    writer.value(view)
    return Element(line: writer.bytes, fact: fact(view))
  }

  /// Streams a listing of Graph into the archive, page by page, and hands on what was read; does not end the kind.
  ///
  /// - Returns: why it ended early; nil when it was whole.
  func stream<Fact: Sendable>(
    _ kind: EvidenceKind, from request: GraphRequest, fact: @escaping @Sendable (JSONView) -> Fact?,
    gather: ([Fact], [[UInt8]]) async -> Void
  ) async throws -> CollectionGap? {
    await sink.start(kind)
    var pages = 0
    do {
      try await cloud.graph.pages(of: request, maximumPages: plan.caps.pages) {
        try Self.element($0, fact)
      } page: { elements in
        pages += 1
        await sink.count(requests: 1, for: kind)
        try await sink.append(elements.map(\.line), to: kind)
        await gather(elements.compactMap(\.fact), elements.map(\.line))
      }
      return nil
    } catch let failure as CloudFailure {
      if failure.concernsWholeTenant { throw failure }
      return CollectionGap(kind: kind, failure: failure, reachedCap: pages >= plan.caps.pages)
    }
  }

  /// Streams a listing of Exchange. See the other.
  func stream<Fact: Sendable>(
    _ kind: EvidenceKind, from command: ExchangeCommand, fact: @escaping @Sendable (JSONView) -> Fact?,
    gather: ([Fact], [[UInt8]]) async -> Void
  ) async throws -> CollectionGap? {
    await sink.start(kind)
    if let end = await facts.exchangeEnd { return CollectionGap(kind: kind, failure: end) }
    var pages = 0
    do {
      try await cloud.exchange.pages(of: command, maximumPages: plan.caps.pages) {
        try Self.element($0, fact)
      } page: { elements in
        pages += 1
        await sink.count(requests: 1, for: kind)
        try await sink.append(elements.map(\.line), to: kind)
        await gather(elements.compactMap(\.fact), elements.map(\.line))
      }
      return nil
    } catch let failure as CloudFailure {
      await learnExchangeEnd(failure)
      return CollectionGap(kind: kind, failure: failure, reachedCap: pages >= plan.caps.pages)
    }
  }

  /// Takes note when a failure means that Exchange has nothing for us in this tenant, whatever is asked.
  ///
  /// A missing consent for Exchange does not concern Graph, which was asked before.
  func learnExchangeEnd(_ failure: CloudFailure) async {
    let isRefusedToken = failure.service == .login && failure.reason == .permissionMissing
    if failure.concernsWholeTenant || failure.reason == .serviceMissing || isRefusedToken {
      await facts.endExchange(failure)
    }
  }

  /// Streams a whole kind from Graph and ends it. Nobody is asked when the licences rule it out.
  func collect(_ kind: EvidenceKind, from request: GraphRequest) async throws {
    try await collect(kind, from: request, fact: { _ in nil as NoFact? }, gather: { _ in })
  }

  /// Streams a whole kind from Graph, hands on what was read, and ends it.
  func collect<Fact: Sendable>(
    _ kind: EvidenceKind, from request: GraphRequest, fact: @escaping @Sendable (JSONView) -> Fact?,
    gather: ([Fact]) async -> Void
  ) async throws {
    if let gap = await licenceGap(kind) { return try await sink.settle(kind, gap) }
    let gap = try await stream(kind, from: request, fact: fact) { facts, _ in await gather(facts) }
    try await sink.settle(kind, gap)
  }

  /// Streams a whole kind from Exchange and ends it.
  func collect(_ kind: EvidenceKind, from command: ExchangeCommand) async throws {
    let gap = try await stream(kind, from: command, fact: { _ in nil as NoFact? }, gather: { _, _ in })
    try await sink.settle(kind, gap)
  }

  /// The gap that the tenant's licences make of a kind; nil when it is to be asked for.
  func licenceGap(_ kind: EvidenceKind) async -> CollectionGap? {
    guard let licences = await facts.licences, !licences.allows(kind) else { return nil }
    return CollectionGap(unlicensed: kind)
  }

  /// A filter on a time: `name ge A and name le B`.
  static func between(_ name: String, _ time: AuditWindow) -> GraphRequest.Parameter {
    GraphRequest.Parameter(
      "$filter", "\(name) ge \(time.from.iso8601) and \(name) le \(time.to.iso8601)")
  }
}
