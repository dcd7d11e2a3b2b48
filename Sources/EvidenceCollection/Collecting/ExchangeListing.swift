import AuditModel
import MicrosoftCloud
import WireJSON

/// The cmdlets of Exchange Online that list one kind for the whole tenant.
enum ExchangeListing {
  static let mailboxes = ExchangeCommand("Get-Mailbox", parameters: ["ResultSize": .string("Unlimited")])
  static let recipientPermissions = ExchangeCommand(
    "Get-RecipientPermission", parameters: ["ResultSize": .string("Unlimited")])
  static let mobileDevices = ExchangeCommand("Get-MobileDevice", parameters: ["ResultSize": .string("Unlimited")])

  /// Short lists that one batch asks for together.
  static let small: [(kind: EvidenceKind, command: ExchangeCommand)] = [
    (.auditConfiguration, ExchangeCommand("Get-AdminAuditLogConfig")),
    (.blockedSenders, ExchangeCommand("Get-BlockedSenderAddress")),
    (.transportRules, ExchangeCommand("Get-TransportRule", parameters: ["ResultSize": .string("Unlimited")])),
    (.inboundConnectors, ExchangeCommand("Get-InboundConnector")),
    (.outboundConnectors, ExchangeCommand("Get-OutboundConnector")),
    (.remoteDomains, ExchangeCommand("Get-RemoteDomain")),
  ]

  static func inboxRules(of mailbox: String) -> ExchangeCommand {
    ExchangeCommand(
      "Get-InboxRule", parameters: ["Mailbox": .string(mailbox), "IncludeHidden": .bool(true)], anchor: .user(mailbox))
  }

  static func sweepRules(of mailbox: String) -> ExchangeCommand {
    ExchangeCommand("Get-SweepRule", parameters: ["Mailbox": .string(mailbox)], anchor: .user(mailbox))
  }
}

extension TenantContext {
  /// Collects a kind by one cmdlet and its further pages.
  @discardableResult
  func collect(
    _ kind: EvidenceKind, by command: ExchangeCommand, isNeeded: Bool = false,
    element: @escaping @Sendable (JSONView) throws -> RawObject = RawObject.line,
    watch: ([RawObject]) async throws -> Void = { _ in }
  ) async throws -> CloudFailure? {
    try await collect(kind, isNeeded: isNeeded) { page in
      try await cloud.exchange.pages(of: command, maximumPages: plan.caps.pages, element: element) { objects in
        try await watch(objects)
        try await page(objects)
      }
    }
  }

  /// Collects the short lists of Exchange in one batch.
  ///
  /// - Returns: false when the tenant says that its unified audit log is switched off.
  func collectSmallExchangeLists() async throws -> Bool {
    let small = ExchangeListing.small.filter { wants($0.kind) }
    guard !small.isEmpty else { return true }
    var isAuditing = true
    do {
      try await cloud.exchange.listings(
        small.map(\.command),
        element: { view in
          var object = try RawObject.line(view)
          object.detail = (try? view["UnifiedAuditLogIngestionEnabled"]?.optionalBool()).map { $0 ? "on" : "off" }
          return object
        }
      ) { index, outcome in
        let kind = small[index].kind
        switch outcome {
        case .success(let objects):
          if kind == .auditConfiguration, objects.contains(where: { $0.detail == "off" }) { isAuditing = false }
          try await sink.append(objects.map(\.line), to: kind)
          try await sink.settle(kind, at: now())
        case .failure(let failure): try await fail(kind, failure)
        }
      }
    } catch let failure as CloudFailure {
      if failure.concernsWholeTenant, !failure.mayConcernOneService { throw WholeTenantFailure(failure: failure) }
      let kinds = Set(small.map(\.kind))
      try await sink.fail(allOf: kinds, at: now()) { CollectionGap(failure, of: $0) }
    }
    return isAuditing
  }
}
