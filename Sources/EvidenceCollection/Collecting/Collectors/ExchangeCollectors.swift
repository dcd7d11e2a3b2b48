import AuditModel
import MicrosoftCloud
import WireJSON

/// Reads all mailboxes: what forwards and delegates their mail, and whose rules can be asked for.
struct MailboxCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.mailboxes], source: "`Get-Mailbox`", graphPermissions: [], exchangeRole: "View-Only Recipients",
    licence: nil, cost: "1 per 1,000 mailboxes", gaps: [])

  let context: CollectionContext

  func collect() async throws {
    let command = ExchangeCommand("Get-Mailbox", parameters: ["ResultSize": .string("Unlimited")])
    let gap = try await context.stream(.mailboxes, from: command, fact: Self.owner) { owners, _ in
      await context.facts.add(mailboxes: owners)
    }
    if gap == nil { await context.facts.endMailboxes() }
    try await context.sink.settle(.mailboxes, gap)
  }

  /// Nil for the mailboxes of the system, which nobody reads.
  private static func owner(_ view: JSONView) -> UserReference? {
    let type = view["RecipientTypeDetails"]?.string ?? ""
    if ["DiscoveryMailbox", "ArbitrationMailbox", "AuditLogMailbox", "MonitoringMailbox"].contains(type) { return nil }
    func text(_ name: String) -> String? { view[named: name]?.string.flatMap { $0.isEmpty ? nil : $0 } }
    let name = text("UserPrincipalName") ?? text("PrimarySmtpAddress")
    let id = text("ExternalDirectoryObjectId").map { UserID($0) }
    return id == nil && name == nil ? nil : UserReference(id: id, name: name)
  }
}

/// Reads who may send as whom.
struct RecipientPermissionCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.recipientPermissions], source: "`Get-RecipientPermission`", graphPermissions: [],
    exchangeRole: "View-Only Recipients", licence: nil, cost: "1 per 1,000 permissions", gaps: [])

  let context: CollectionContext

  func collect() async throws {
    try await context.collect(
      .recipientPermissions,
      from: ExchangeCommand("Get-RecipientPermission", parameters: ["ResultSize": .string("Unlimited")]))
  }
}

/// Reads the phones and tablets that synchronise mail.
struct MobileDeviceCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.mobileDevices], source: "`Get-MobileDevice`", graphPermissions: [], exchangeRole: "View-Only Recipients",
    licence: nil, cost: "1 per 1,000 devices", gaps: [])

  let context: CollectionContext

  func collect() async throws {
    try await context.collect(
      .mobileDevices, from: ExchangeCommand("Get-MobileDevice", parameters: ["ResultSize": .string("Unlimited")]))
  }
}

/// Reads the organization's mail settings: six small listings in one batch.
struct MailConfigurationCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.auditConfiguration, .transportRules, .inboundConnectors, .outboundConnectors, .remoteDomains],
    source:
      "`Get-AdminAuditLogConfig`, `Get-TransportRule`, `Get-InboundConnector`, `Get-OutboundConnector`, `Get-RemoteDomain`",
    graphPermissions: [], exchangeRole: "View-Only Configuration", licence: nil, cost: "1 for these and the next",
    gaps: [])
  static let senderStatement = CollectorStatement(
    kinds: [.blockedSenders], source: "`Get-BlockedSenderAddress`", graphPermissions: [],
    exchangeRole: "Security Reader", licence: nil, cost: "with the above", gaps: [])

  private static let cmdlets: [(kind: EvidenceKind, name: String)] = [
    (.auditConfiguration, "Get-AdminAuditLogConfig"), (.blockedSenders, "Get-BlockedSenderAddress"),
    (.transportRules, "Get-TransportRule"), (.inboundConnectors, "Get-InboundConnector"),
    (.outboundConnectors, "Get-OutboundConnector"), (.remoteDomains, "Get-RemoteDomain"),
  ]

  let context: CollectionContext

  func collect() async throws {
    // Whether anything is audited decides whether the audit log is searched.
    let wanted = Self.cmdlets.filter { cmdlet in
      context.plan.kinds.contains(cmdlet.kind)
        || (cmdlet.kind == .auditConfiguration && context.plan.kinds.contains(.unifiedAudit))
    }
    guard let first = wanted.first else { return }
    for cmdlet in wanted { await context.sink.start(cmdlet.kind) }
    do {
      await context.sink.count(requests: 1, for: first.kind)
      try await context.cloud.exchange.listings(wanted.map { ExchangeCommand($0.name) }) {
        try CollectionContext.element($0) { $0["UnifiedAuditLogIngestionEnabled"]?.bool }
      } finished: { index, outcome in
        try await finish(wanted[index].kind, outcome)
      }
    } catch let failure as CloudFailure {
      await context.learnExchangeEnd(failure)
      for cmdlet in wanted where await !context.sink.isSettled(cmdlet.kind) {
        try await context.sink.settle(cmdlet.kind, CollectionGap(kind: cmdlet.kind, failure: failure))
      }
    }
  }

  private func finish(_ kind: EvidenceKind, _ outcome: Result<[CollectionContext.Element<Bool>], CloudFailure>)
    async throws
  {
    switch outcome {
    case .success(let elements):
      try await context.sink.append(elements.map(\.line), to: kind)
      if kind == .auditConfiguration, let isAuditing = elements.compactMap(\.fact).first {
        await context.facts.learn(isAuditing: isAuditing)
      }
      try await context.sink.settle(kind, nil)
    case .failure(let failure):
      await context.learnExchangeEnd(failure)
      try await context.sink.settle(kind, CollectionGap(kind: kind, failure: failure))
    }
  }
}
