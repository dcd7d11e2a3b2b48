import AuditModel
import MicrosoftCloud

/// Inbox rules and sweep rules through Exchange, in shared batches, for those whose turn it is.
struct ExchangeRules: Sendable {
  let context: CollectionContext
  /// Those of the two that are asked for.
  let kinds: [EvidenceKind]

  private struct Item: Sendable {
    let owner: UserReference
    let kind: EvidenceKind
    let command: ExchangeCommand
  }

  /// What came of it so far, by kind.
  private final class Progress {
    var outcomes: [EvidenceKind: OwnedOutcome] = [:]
  }

  /// Ends the kinds that could be read, and those that no other service has.
  ///
  /// - Returns: why inbox rules cannot be read through Exchange in this tenant, so that they are asked for elsewhere.
  func collect() async throws -> CollectionGap? {
    guard !kinds.isEmpty else { return nil }
    for kind in kinds { await context.sink.start(kind) }
    if let end = await context.facts.exchangeEnd { return try await refuse(end) }
    let rotation = await context.rotation()
    let owners = await owners()
    let due = owners.filter(rotation.isDue)
    let progress = Progress()
    for kind in kinds {
      var outcome = OwnedOutcome(kind, rotation)
      outcome.notDue = owners.filter { !rotation.isDue($0) }.compactMap(\.subject)
      if await context.facts.mailboxes == nil { outcome.prerequisite = await context.facts.usersGap }
      progress.outcomes[kind] = outcome
    }
    // One batch goes ahead: who is refused there is refused everywhere.
    let ahead = 10 / kinds.count
    try await ask(items(of: due.prefix(ahead), kinds), progress)
    if let end = await context.facts.exchangeEnd { return try await refuse(end) }
    let granted = kinds.filter { progress.outcomes[$0]?.refusal == nil }
    if !granted.isEmpty { try await ask(items(of: due.dropFirst(ahead), granted), progress) }

    var refusal: CollectionGap?
    for kind in kinds {
      guard let outcome = progress.outcomes[kind] else { continue }
      if kind == .inboxRules, let refused = outcome.refusal {
        refusal = CollectionGap(kind: kind, failure: refused)
      } else {
        try await context.settle(outcome)
      }
    }
    return refusal
  }

  /// Nothing is to be had from Exchange.
  private func refuse(_ failure: CloudFailure) async throws -> CollectionGap? {
    if kinds.contains(.sweepRules) {
      try await context.sink.settle(.sweepRules, CollectionGap(kind: .sweepRules, failure: failure))
    }
    guard kinds.contains(.inboxRules) else { return nil }
    let gap = CollectionGap(kind: .inboxRules, failure: failure)
    // Without Exchange Online there are no mailboxes that Graph could show.
    guard failure.reason == .serviceMissing else { return gap }
    try await context.sink.settle(.inboxRules, gap)
    return nil
  }

  private func owners() async -> [UserReference] {
    if let mailboxes = await context.facts.mailboxes { return mailboxes }
    return (await context.facts.users ?? []).filter { !$0.isGuest }.map(\.reference)
  }

  private func items(of owners: some Sequence<UserReference>, _ kinds: [EvidenceKind]) -> [Item] {
    owners.flatMap { owner -> [Item] in
      guard let mailbox = owner.name ?? owner.id?.rawValue else { return [] }
      return kinds.map { kind in
        var parameters: [String: ExchangeCommand.Value] = ["Mailbox": .string(mailbox)]
        if kind == .inboxRules { parameters["IncludeHidden"] = .bool(true) }
        return Item(
          owner: owner, kind: kind,
          command: ExchangeCommand(
            kind == .inboxRules ? "Get-InboxRule" : "Get-SweepRule", parameters: parameters, anchor: .user(mailbox)))
      }
    }
  }

  private func ask(_ items: [Item], _ progress: Progress) async throws {
    guard let first = items.first else { return }
    await context.sink.count(requests: (items.count + 9) / 10, for: first.kind)
    var open = Set(items.indices)
    do {
      try await context.cloud.exchange.listings(items.map(\.command)) {
        try CollectionContext.element($0) { _ in nil as CollectionContext.NoFact? }
      } finished: { index, result in
        let item = items[index]
        open.remove(index)
        switch result {
        case .success(let elements):
          progress.outcomes[item.kind]?.answer()
          try await context.sink.append(elements.map(\.line), of: item.owner, to: item.kind)
        case .failure(let failure):
          progress.outcomes[item.kind]?.fail(item.owner, failure)
          await context.learnExchangeEnd(failure)
          if await context.facts.exchangeEnd != nil { throw failure }
        }
      }
    } catch let failure as CloudFailure {
      // Nothing more is asked; those who were not reached are missing for the same reason.
      for index in open { progress.outcomes[items[index].kind]?.fail(items[index].owner, failure) }
    }
  }
}
