import AuditModel
import MicrosoftCloud
import WireJSON

/// Reads inbox rules and sweep rules of every mailbox: through Exchange where that is granted, else inbox rules through Graph.
///
/// A rule has another id in each service, so a mailbox keeps one source over the nights, and rotation never mixes them.
struct RuleCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.inboxRules],
    source:
      "`Get-InboxRule` in Exchange's `$batch`; without the role `GET /users/{id}/mailFolders/inbox/messageRules` in `$batch`",
    graphPermissions: ["MailboxSettings.Read"], exchangeRole: "Mail Recipients", licence: nil,
    cost: "1 per 5 mailboxes, sweep rules included; through Graph 1 per 20",
    gaps: [
      "Graph does not show hidden rules, nor what client-side rules do.",
      "A mailbox keeps one source, as a rule has another id in each: in rotation through Exchange only those whose turn it is are read, "
        + "and changes of the others' rules are seen in the unified audit log, which makes it their turn.",
    ])
  static let sweepStatement = CollectorStatement(
    kinds: [.sweepRules], source: "`Get-SweepRule` in the same batches", graphPermissions: [],
    exchangeRole: "Mail Recipients", licence: nil, cost: "with the inbox rules", gaps: ["Graph does not show them."])
  static let folderStatement = CollectorStatement(
    kinds: [.mailFolders], source: "beta `GET /users/{id}/mailFolders` in `$batch`",
    graphPermissions: ["Mail.ReadBasic.All"], exchangeRole: nil, licence: nil,
    cost: "1 per 20 users whose rules, read through Graph, name a folder",
    gaps: ["Folders below the first level keep their ids only."])

  let context: CollectionContext

  func collect() async throws {
    let kinds = context.plan.kinds
    var exchangeKinds: [EvidenceKind] = []
    if kinds.contains(.inboxRules), context.plan.rulesSource != .graph { exchangeKinds.append(.inboxRules) }
    if kinds.contains(.sweepRules) { exchangeKinds.append(.sweepRules) }
    let refusal = try await ExchangeRules(context: context, kinds: exchangeKinds).collect()
    guard kinds.contains(.inboxRules) else { return }
    switch context.plan.rulesSource {
    case .exchange: if let refusal { try await context.sink.settle(.inboxRules, refusal) }
    case .graph: try await GraphRules(context: context).collect()
    case .automatic: if refusal != nil { try await GraphRules(context: context).collect() }
    }
  }
}

/// Inbox rules through Graph, for everybody, and the folders that they name.
struct GraphRules: Sendable {
  let context: CollectionContext

  func collect() async throws {
    let owners = await owners()
    let rotation = await context.rotation()
    var outcome = OwnedOutcome(.inboxRules, rotation)
    if await context.facts.mailboxes == nil { outcome.prerequisite = await context.facts.usersGap }
    // Cheap enough for everybody every night; `--user` is what it says.
    let asked = context.plan.onlyUser == nil ? owners : owners.filter(rotation.isDue)
    if asked.count < owners.count { outcome.notDue = owners.filter { !rotation.isDue($0) }.compactMap(\.subject) }
    let namingFolders = try await context.listings(
      of: asked.map { request($0, "mailFolders/inbox/messageRules") }, &outcome, fact: Self.namesFolder)
    try await context.settle(outcome)
    if context.plan.kinds.contains(.mailFolders) {
      try await collectFolders(of: asked.filter(namingFolders.contains), rotation, outcome.refusal)
    }
  }

  /// The users with mailboxes; where Exchange does not list them all members, of whom some will answer that they have none.
  private func owners() async -> [UserReference] {
    if let mailboxes = await context.facts.mailboxes { return mailboxes }
    return (await context.facts.users ?? []).filter { !$0.isGuest }.map(\.reference)
  }

  private func collectFolders(of owners: [UserReference], _ rotation: Rotation, _ refusal: CloudFailure?) async throws {
    if let refusal {
      let cause = CollectionGap(kind: .inboxRules, failure: refusal)
      let gap = CollectionGap(
        kind: .mailFolders, reason: .prerequisiteFailed,
        message: "Without the inbox rules nobody knows which folders they name.", needs: cause.needs)
      return try await context.sink.settle(.mailFolders, gap)
    }
    var outcome = OwnedOutcome(.mailFolders, rotation)
    let query = [
      GraphRequest.Parameter("includeHiddenFolders", "true"), GraphRequest.Parameter("$top", "250"),
      GraphRequest.Parameter("$select", "id,displayName,parentFolderId,isHidden,wellKnownName,childFolderCount"),
    ]
    let version = context.plan.caps.mailFoldersVersion
    _ = try await context.listings(
      of: owners.map { request($0, "mailFolders", query, version) }, &outcome)
    try await context.settle(outcome)
  }

  private func request(
    _ owner: UserReference, _ path: String, _ query: [GraphRequest.Parameter] = [],
    _ version: GraphRequest.Version = .v1
  ) -> CollectionContext.OwnedRequest<GraphRequest> {
    let name = owner.id?.rawValue ?? owner.name ?? ""
    return CollectionContext.OwnedRequest(
      owner: owner,
      request: GraphRequest(
        "/users/\(GraphRequest.segment(name))/\(path)", query: query, limit: .outlook, version: version, mailbox: name))
  }

  /// True for a rule that moves or copies into a folder, which Graph gives by id.
  @Sendable private static func namesFolder(_ view: JSONView) -> Bool {
    guard let actions = view["actions"], actions.isObject else { return false }
    return ["moveToFolder", "copyToFolder"].contains { actions[named: $0]?.text?.isEmpty == false }
  }
}
