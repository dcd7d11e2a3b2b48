import AuditModel
import MicrosoftCloud
import WireJSON

extension CollectionContext {
  /// A listing of one user.
  struct OwnedRequest<Request: Sendable>: Sendable {
    let owner: UserReference
    let request: Request
  }

  /// Who is read tonight, as far as it is known now.
  func rotation() async -> Rotation {
    Rotation(plan: plan, userCount: await facts.users?.count ?? 0, activity: await facts.activity)
  }

  /// Asks Graph for a per-user kind, twenty users a request, and writes what comes.
  ///
  /// The first twenty go ahead: when all are refused for want of a permission, nobody else is asked.
  /// - Returns: the owners in whose objects `fact` found something.
  func listings(
    of owned: [OwnedRequest<GraphRequest>], _ outcome: inout OwnedOutcome,
    fact: @escaping @Sendable (JSONView) -> Bool = { _ in false }
  ) async throws -> Set<UserReference> {
    let kind = outcome.kind
    var found: Set<UserReference> = []
    await sink.start(kind)
    for part in [owned.prefix(20), owned.dropFirst(20)].map(Array.init) where !part.isEmpty && outcome.refusal == nil {
      await sink.count(requests: (part.count + 19) / 20, for: kind)
      try await cloud.graph.listings(part.map(\.request)) {
        try Self.element($0) { fact($0) ? true : nil }
      } finished: { index, result in
        let owner = part[index].owner
        switch result {
        case .success(let elements):
          outcome.answer()
          try await sink.append(elements.map(\.line), of: owner, to: kind)
          if elements.contains(where: { $0.fact != nil }) { found.insert(owner) }
        case .failure(let failure):
          if failure.concernsWholeTenant { throw failure }
          outcome.fail(owner, failure)
        }
      }
    }
    return found
  }

  /// Ends a per-user kind with the gap that its outcome makes.
  func settle(_ outcome: OwnedOutcome) async throws {
    try await sink.settle(outcome.kind, outcome.gap, isPartlyThere: outcome.answered > 0)
  }
}
