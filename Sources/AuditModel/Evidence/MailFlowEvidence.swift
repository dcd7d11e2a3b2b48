/// A sweep rule: mail of one sender is moved away as it gets old.
///
/// Source: Exchange Online `Get-SweepRule` (Mail Recipients), checked 2026-11. It carries no time.
package struct SweepRule: Hashable, Sendable {
  package var owner: UserReference
  package var id: String
  package var name: String
  package var isEnabled: Bool?
  package var sender: String?
  package var sourceFolder: String?
  /// Deleted Items when Exchange names none.
  package var destinationFolder: String?
  package var keepForDays: Int?
  package var keepsLatest: Bool?

  package init(
    owner: UserReference, id: String, name: String, isEnabled: Bool? = nil, sender: String? = nil,
    sourceFolder: String? = nil, destinationFolder: String? = nil, keepForDays: Int? = nil, keepsLatest: Bool? = nil
  ) {
    self.owner = owner
    self.id = id
    self.name = name
    self.isEnabled = isEnabled
    self.sender = sender
    self.sourceFolder = sourceFolder
    self.destinationFolder = destinationFolder
    self.keepForDays = keepForDays
    self.keepsLatest = keepsLatest
  }
}

/// Who may send as a recipient.
///
/// Source: Exchange Online `Get-RecipientPermission -ResultSize Unlimited` (View-Only Recipients), checked 2026-11.
package struct RecipientPermission: Hashable, Sendable {
  /// The recipient as Exchange names it.
  package let recipient: String
  package let trustee: String
  package let rights: [String]
  package var isInherited: Bool?
  /// False for a denial.
  package var isAllowed: Bool

  package init(
    recipient: String, trustee: String, rights: [String], isInherited: Bool? = nil, isAllowed: Bool = true
  ) {
    self.recipient = recipient
    self.trustee = trustee
    self.rights = rights
    self.isInherited = isInherited
    self.isAllowed = isAllowed
  }
}

/// An address that Exchange keeps from sending.
///
/// Source: Exchange Online `Get-BlockedSenderAddress` (Security Reader), checked 2026-11.
package struct BlockedSender: Hashable, Sendable {
  package let address: String
  /// `ExceedingLimitType=…;InternalRecipientCountToday=…;…`, as Exchange writes it.
  package var reason: String?
  package var createdAt: Timestamp?

  package init(address: String, reason: String? = nil, createdAt: Timestamp? = nil) {
    self.address = address
    self.reason = reason
    self.createdAt = createdAt
  }
}

/// Whether the tenant records what happens in it.
///
/// Source: Exchange Online `Get-AdminAuditLogConfig` (View-Only Configuration), checked 2026-11.
package struct AuditConfiguration: Hashable, Sendable {
  package var isUnifiedAuditEnabled: Bool?
  package var isAdminAuditEnabled: Bool?
  package var changedAt: Timestamp?

  package init(
    isUnifiedAuditEnabled: Bool? = nil, isAdminAuditEnabled: Bool? = nil, changedAt: Timestamp? = nil
  ) {
    self.isUnifiedAuditEnabled = isUnifiedAuditEnabled
    self.isAdminAuditEnabled = isAdminAuditEnabled
    self.changedAt = changedAt
  }
}

/// One message to one recipient, as the transport saw it.
///
/// Source: Exchange Online `Get-MessageTraceV2` (Message Tracking), checked 2026-11.
package struct TracedMessage: Hashable, Sendable {
  /// The same for all recipients of one message (`MessageTraceId`).
  package let traceID: String
  /// The internet message id, with its angle brackets.
  package var messageID: String?
  package let receivedAt: Timestamp
  /// Lower case; empty for bounces.
  package let sender: String
  /// Lower case.
  package let recipient: String
  package var subject: String?
  /// `Delivered`, `Failed`, `Pending`, `Quarantined`, `FilteredAsSpam`, `Expanded`, `GettingStatus` …
  package var status: String?
  package var fromAddress: String?

  package init(
    traceID: String, messageID: String? = nil, receivedAt: Timestamp, sender: String, recipient: String,
    subject: String? = nil, status: String? = nil, fromAddress: String? = nil
  ) {
    self.traceID = traceID
    self.messageID = messageID
    self.receivedAt = receivedAt
    self.sender = sender
    self.recipient = recipient
    self.subject = subject
    self.status = status
    self.fromAddress = fromAddress
  }
}

/// A rule that acts on all mail of the tenant.
///
/// Source: Exchange Online `Get-TransportRule` (View-Only Configuration), checked 2026-11.
package struct TransportRule: Hashable, Sendable {
  package var id: String
  package var name: String
  /// `Enabled` or `Disabled`; nil when the source did not say.
  package var isEnabled: Bool?
  /// `Enforce`, `Audit`, `AuditAndNotify`.
  package var mode: String?
  package var changedAt: Timestamp?
  package var blindCopyTo: [String]
  package var copyTo: [String]
  package var redirectTo: [String]
  package var addTo: [String]
  package var deletes: Bool
  package var quarantines: Bool
  /// The outbound connector that it sends mail to.
  package var connector: String?
  /// The spam confidence level that it sets; -1 takes mail past the filter.
  package var spamConfidence: String?

  package init(
    id: String, name: String, isEnabled: Bool? = nil, mode: String? = nil, changedAt: Timestamp? = nil,
    blindCopyTo: [String] = [], copyTo: [String] = [], redirectTo: [String] = [], addTo: [String] = [],
    deletes: Bool = false, quarantines: Bool = false, connector: String? = nil, spamConfidence: String? = nil
  ) {
    self.id = id
    self.name = name
    self.isEnabled = isEnabled
    self.mode = mode
    self.changedAt = changedAt
    self.blindCopyTo = blindCopyTo
    self.copyTo = copyTo
    self.redirectTo = redirectTo
    self.addTo = addTo
    self.deletes = deletes
    self.quarantines = quarantines
    self.connector = connector
    self.spamConfidence = spamConfidence
  }
}

/// A way by which mail comes into the tenant or leaves it, other than the usual one.
///
/// Source: Exchange Online `Get-InboundConnector`, `Get-OutboundConnector` (View-Only Configuration), checked 2026-11.
package struct MailConnector: Hashable, Sendable {
  package let id: String
  package let name: String
  package var isEnabled: Bool?
  /// `OnPremises` or `Partner`.
  package var type: String?
  package var createdAt: Timestamp?
  package var changedAt: Timestamp?
  /// Sender domains (inbound) or recipient domains (outbound), as Exchange writes them: `smtp:*;1`, `partner.example`.
  package var domains: [String]
  /// Sender addresses (inbound) or smart hosts (outbound).
  package var hosts: [String]

  package init(
    id: String, name: String, isEnabled: Bool? = nil, type: String? = nil, createdAt: Timestamp? = nil,
    changedAt: Timestamp? = nil, domains: [String] = [], hosts: [String] = []
  ) {
    self.id = id
    self.name = name
    self.isEnabled = isEnabled
    self.type = type
    self.createdAt = createdAt
    self.changedAt = changedAt
    self.domains = domains
    self.hosts = hosts
  }
}

/// What may go automatically to an outside domain.
///
/// Source: Exchange Online `Get-RemoteDomain` (View-Only Configuration), checked 2026-11.
package struct RemoteDomain: Hashable, Sendable {
  package let id: String
  package let name: String
  /// `*` for all others.
  package let domain: String
  package var allowsForwarding: Bool?
  package var changedAt: Timestamp?

  package init(
    id: String, name: String, domain: String, allowsForwarding: Bool? = nil, changedAt: Timestamp? = nil
  ) {
    self.id = id
    self.name = name
    self.domain = domain
    self.allowsForwarding = allowsForwarding
    self.changedAt = changedAt
  }
}
