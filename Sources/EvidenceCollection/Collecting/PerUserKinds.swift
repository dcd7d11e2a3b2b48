import AuditModel
import Logging
import MicrosoftCloud
import WireJSON

/// Collects what Microsoft lists for one user at a time: rules, folders, authentication methods.
struct PerUserKinds: Sendable {
  let context: TenantContext
  let roster: Roster
  let rotation: Rotation

  /// The kinds that are made of one listing for each user.
  static let all: [EvidenceKind] = [.authenticationMethods, .mailFolders] + rules
  static let rules: [EvidenceKind] = [.inboxRules, .sweepRules]

  private var plan: CollectionPlan { context.plan }

  func collect() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await authenticationMethods() }
      group.addTask { try await rules() }
      try await group.waitForAll()
    }
  }

  // MARK: Authentication methods

  private func authenticationMethods() async throws {
    guard context.wants(.authenticationMethods) else { return }
    if let failure = roster.usersFailure {
      return try await context.note(.prerequisiteFailed(.authenticationMethods, without: .users, failure))
    }
    let people = roster.users.filter { !$0.isGuest }
    let due = people.filter { rotation.isDue($0.id) }
    let requests = due.map { user in
      GraphRequest(
        "/users/\(GraphRequest.segment(user.id.rawValue))/authentication/methods", limit: .authenticationMethods)
    }
    try await listings(
      .authenticationMethods, notDue: people.filter { !rotation.isDue($0.id) }.map(\.id)
    ) { missed in
      try await ask(requests, missed, element: RawObject.line) { index, outcome in
        let user = due[index]
        // The users listing named everybody who is asked for: who is not found is missed, not without methods.
        try await missed.take(outcome, of: user.id, isListed: true) { objects in
          let owner = UserReference(id: user.id, name: user.name)
          try await context.sink.append(objects.map(\.line), of: owner, to: .authenticationMethods)
        }
      }
    }
  }

  // MARK: Rules

  private func rules() async throws {
    guard Self.rules.contains(where: context.wants) else { return }
    switch plan.rulesSource {
    case .graph:
      try await context.note(
        CollectionGap(
          kind: .sweepRules, reason: .notCollected,
          message: "Sweep rules come from Exchange only, and the configuration reads rules from Microsoft Graph."))
    case .automatic, .exchange:
      guard let failure = roster.mailboxesFailure else {
        if try await exchangeRules() { return }
        break
      }
      // What passes by itself must not change the source for a night: a rule has another id in each.
      guard plan.rulesSource == .automatic, failure.isRefusalOfExchange else {
        for kind in Self.rules {
          try await context.note(.prerequisiteFailed(kind, without: .mailboxes, failure))
        }
        return
      }
      try await context.note(CollectionGap(failure, of: .sweepRules))
    }
    try await graphRules()
  }

  /// - Returns: false when Exchange does not let the application read rules here, so that Graph is asked.
  private func exchangeRules() async throws -> Bool {
    let everybody = roster.mailboxes
    let due = everybody.filter { rotation.isDue($0.id) }
    let notDue = everybody.filter { !rotation.isDue($0.id) }.compactMap(\.id)
    // The first mailbox alone tells whether the role is there at all.
    if plan.rulesSource == .automatic, let first = due.first {
      let refusal = try await refusal(of: ExchangeListing.inboxRules(of: first.name))
      if let refusal, refusal.isRefusalOfExchange {
        try await context.note(CollectionGap(refusal, of: .sweepRules))
        return false
      }
    }
    let missedRules = MissedUsers()
    let missedSweeps = MissedUsers()
    let commands = due.flatMap { [ExchangeListing.inboxRules(of: $0.name), ExchangeListing.sweepRules(of: $0.name)] }
    func report(_ index: Int, _ outcome: Result<[RawObject], CloudFailure>) async throws {
      let mailbox = due[index / 2]
      let kind: EvidenceKind = index.isMultiple(of: 2) ? .inboxRules : .sweepRules
      let missed = index.isMultiple(of: 2) ? missedRules : missedSweeps
      // One without an account in the directory is missed by its name.
      let missedID = mailbox.id ?? UserID(userPrincipalName: mailbox.name)
      try await missed.take(outcome, of: missedID, isListed: true) { objects in
        let owner = UserReference(id: mailbox.id, name: mailbox.name)
        try await context.sink.append(objects.map(\.line), of: owner, to: kind)
      }
    }
    var watch = OutageWatch(count: commands.count)
    do {
      try await context.cloud.exchange.listings(commands, element: RawObject.line) { index, outcome in
        try await report(index, outcome)
        try watch.note(index, outcome)
      }
    } catch let outage as OutageWatch.Outage {
      log(outage, open: watch.open.count)
      for index in watch.open { try await report(index, .failure(outage.failure)) }
    } catch let failure as CloudFailure {
      try await context.fail(.inboxRules, failure)
      try await context.fail(.sweepRules, failure)
      return true
    }
    try await settle(.inboxRules, missedRules, notDue: notDue, asked: due.count)
    try await settle(.sweepRules, missedSweeps, notDue: notDue, asked: due.count)
    return true
  }

  private func refusal(of command: ExchangeCommand) async throws -> CloudFailure? {
    do {
      try await context.cloud.exchange.pages(
        of: command, maximumPages: plan.caps.pages, element: RawObject.line
      ) { _ in }
      return nil
    } catch let failure as CloudFailure {
      return failure
    }
  }

  /// Microsoft Graph lists the rules of everybody every night: that is cheap, and it shows no hidden ones.
  private func graphRules() async throws {
    if let failure = roster.usersFailure {
      return try await context.note(.prerequisiteFailed(.inboxRules, without: .users, failure))
    }
    let holders = Set(roster.knowsMailboxes ? roster.mailboxes.compactMap(\.id) : [])
    let people =
      plan.onlyUser == nil ? roster.users.filter { !$0.isGuest } : roster.users.filter { rotation.isDue($0.id) }
    let others = plan.onlyUser == nil ? [] : roster.users.filter { !$0.isGuest && !rotation.isDue($0.id) }.map(\.id)
    let requests = people.map { user in
      GraphRequest(
        "/users/\(GraphRequest.segment(user.id.rawValue))/mailFolders/inbox/messageRules", limit: .outlook,
        mailbox: user.id.rawValue)
    }
    var owners: [Int] = []
    try await listings(.inboxRules, notDue: others) { missed in
      try await ask(
        requests, missed,
        element: { view in
          var object = try RawObject.line(view)
          let actions = view["actions"]
          if actions?["moveToFolder"]?.text != nil || actions?["copyToFolder"]?.text != nil { object.detail = "folder" }
          return object
        }
      ) { index, outcome in
        let user = people[index]
        if case .success(let objects) = outcome, objects.contains(where: { $0.detail != nil }) { owners.append(index) }
        let isListed = user.holdsMailbox || holders.contains(user.id)
        try await missed.take(outcome, of: user.id, isListed: isListed) { objects in
          let owner = UserReference(id: user.id, name: user.name)
          try await context.sink.append(objects.map(\.line), of: owner, to: .inboxRules)
        }
      }
    }
    try await folders(of: owners.sorted().map { people[$0] })
  }

  /// Rules of Graph name folders by id: only whoever has such a rule is asked.
  private func folders(of owners: [Roster.User]) async throws {
    guard context.wants(.mailFolders) else { return }
    let requests = owners.map { user in
      GraphRequest(
        "/users/\(GraphRequest.segment(user.id.rawValue))/mailFolders",
        query: [
          .init("includeHiddenFolders", "true"), .init("$top", "250"),
          .init("$select", "id,displayName,parentFolderId,isHidden,wellKnownName,childFolderCount"),
        ], limit: .outlook, version: plan.caps.mailFoldersVersion, mailbox: user.id.rawValue)
    }
    try await listings(.mailFolders, notDue: []) { missed in
      try await context.cloud.graph.listings(requests, element: RawObject.line) { index, outcome in
        let user = owners[index]
        try await missed.take(outcome, of: user.id, isListed: true) { objects in
          let owner = UserReference(id: user.id, name: user.name)
          try await context.sink.append(objects.map(\.line), of: owner, to: .mailFolders)
        }
      }
    }
  }

  // MARK: What they share

  private func listings(
    _ kind: EvidenceKind, notDue: [UserID], _ body: (MissedUsers) async throws -> Void
  ) async throws {
    let missed = MissedUsers()
    do {
      try await body(missed)
    } catch let failure as CloudFailure {
      return try await context.fail(kind, failure)
    }
    try await settle(kind, missed, notDue: notDue, asked: nil)
  }

  /// Asks Graph for one listing a user; twenty users go ahead, and when all of them are refused nobody else is asked.
  private func ask(
    _ requests: [GraphRequest], _ missed: MissedUsers, element: @escaping @Sendable (JSONView) throws -> RawObject,
    finished: (Int, Result<[RawObject], CloudFailure>) async throws -> Void
  ) async throws {
    let ahead = min(20, requests.count)
    for part in [0..<ahead, ahead..<requests.count] where !part.isEmpty {
      if await missed.isRefused { return }
      var watch = OutageWatch(count: part.count)
      do {
        try await context.cloud.graph.listings(Array(requests[part]), element: element) { index, outcome in
          try await finished(part.lowerBound + index, outcome)
          try watch.note(index, outcome)
        }
      } catch let outage as OutageWatch.Outage {
        log(outage, open: watch.open.count)
        for index in watch.open { try await finished(part.lowerBound + index, .failure(outage.failure)) }
      }
    }
  }

  private func log(_ outage: OutageWatch.Outage, open: Int) {
    context.logger.warning(
      "the service does not answer any more: the rest is not asked for",
      metadata: ["open": "\(open)", "cause": "\(outage.failure.message)"])
  }

  private func settle(_ kind: EvidenceKind, _ missed: MissedUsers, notDue: [UserID], asked: Int?) async throws {
    guard context.wants(kind) else { return }
    var gap = notDue.isEmpty ? nil : CollectionGap.notDue(kind, notDue.sorted(), plan)
    let causes = await missed.causes(in: kind)
    if !causes.isEmpty {
      // Where everybody was refused, nothing was collected of anybody.
      let isRefused = await missed.isRefused
      let isAll = await missed.answered == 0 && (notDue.isEmpty || isRefused)
      if isAll { return try await context.note(CollectionGap(causes, of: kind, missedUsers: nil)) }
      gap = CollectionGap(causes, of: kind, missedUsers: await missed.users).joined(with: gap)
    }
    try await context.sink.settle(kind, at: context.now(), gap: gap)
    if let gap { context.log(gap) }
  }
}

extension CloudFailure {
  /// Exchange does not let the application in, or the tenant has none: that stays so until somebody changes it.
  fileprivate var isRefusalOfExchange: Bool {
    switch reason {
    case .roleMissing, .permissionMissing, .serviceMissing: true
    // Graph was let in, or nobody would have come so far.
    default: mayConcernOneService
    }
  }
}
