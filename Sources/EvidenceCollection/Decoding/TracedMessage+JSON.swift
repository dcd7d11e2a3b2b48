package import AuditModel
package import WireJSON

/// Reads Exchange `Get-MessageTraceV2` rows. One decoder a task.
package final class TracedMessageDecoder {
  private let since: Timestamp?
  private let pool = TextPool(slots: 4096)

  package init(since: Timestamp? = nil) { self.since = since }

  /// Nil when the row is older than `since`.
  package func message(json view: JSONView) throws -> TracedMessage? {
    try view.requireObject()
    var traceID: String?
    var messageID: String?
    var receivedAt: Timestamp?
    var sender = ""
    var recipient: String?
    var subject: String?
    var status: String?
    var address: String?
    for (key, value) in view.members {
      switch key {
      case "MessageTraceId": traceID = try value.nonEmptyString()
      case "MessageId": messageID = try value.nonEmptyString()
      case "Received":
        receivedAt = try value.optionalTimestamp()
        if let since, let receivedAt, receivedAt < since { return nil }
      case "SenderAddress": sender = try pool.nonEmptyString(value).map(Self.folded) ?? ""
      case "RecipientAddress": recipient = try pool.nonEmptyString(value).map(Self.folded)
      case "Subject": subject = try pool.nonEmptyString(value)
      case "Status": status = try pool.nonEmptyString(value)
      case "FromIP": address = try value.optionalText().flatMap(NetworkAddress.normalized)
      default: break
      }
    }
    guard let receivedAt else { throw view.missing("Received") }
    guard let recipient else { throw view.missing("RecipientAddress") }
    guard let id = traceID ?? messageID else { throw view.missing("MessageTraceId") }
    return TracedMessage(
      traceID: id, messageID: messageID, receivedAt: receivedAt, sender: sender, recipient: recipient,
      subject: subject, status: status, fromAddress: address)
  }

  /// Mostly it is in lower case already, and then the shared copy is kept.
  private static func folded(_ address: String) -> String {
    address.utf8.allSatisfy { $0 < 0x80 && $0 &- 65 >= 26 } ? address : address.lowercased()
  }
}
