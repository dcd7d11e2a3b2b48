/// One mailbox with what forwards or delegates its mail.
///
/// Source: Exchange Online `Get-Mailbox -ResultSize Unlimited` (View-Only Recipients), checked 2026-08.
package struct Mailbox: Hashable, Sendable {
  package let owner: UserReference
  package var primaryAddress: String?
  package var displayName: String?
  /// `UserMailbox`, `SharedMailbox`, `RoomMailbox` …, as Exchange writes it.
  package var recipientType: String?
  /// The outside or inside address mail is forwarded to, without its `smtp:` prefix.
  package var forwardingSMTPAddress: String?
  /// The recipient object mail is forwarded to: a name, a distinguished name or an address.
  package var forwardingAddress: String?
  /// True when the mailbox keeps a copy; nil when the source does not say.
  package var keepsCopy: Bool?
  package var grantSendOnBehalfTo: [String]
  package var isAudited: Bool?

  package init(
    owner: UserReference, primaryAddress: String? = nil, displayName: String? = nil, recipientType: String? = nil,
    forwardingSMTPAddress: String? = nil, forwardingAddress: String? = nil, keepsCopy: Bool? = nil,
    grantSendOnBehalfTo: [String] = [], isAudited: Bool? = nil
  ) {
    self.owner = owner
    self.primaryAddress = primaryAddress
    self.displayName = displayName
    self.recipientType = recipientType
    self.forwardingSMTPAddress = forwardingSMTPAddress
    self.forwardingAddress = forwardingAddress
    self.keepsCopy = keepsCopy
    self.grantSendOnBehalfTo = grantSendOnBehalfTo
    self.isAudited = isAudited
  }
}
