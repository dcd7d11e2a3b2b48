/// Messages of which a story tells, in the message trace.
extension TenantRenderer {
  /// One row a recipient of one message.
  func forEachRow(
    of mailing: Mailing, _ message: Int, _ body: ((inout JSONLine) -> Void) throws -> Void
  ) throws {
    let id = plan.messageID(of: mailing, message)
    for position in 0..<mailing.recipientsEach {
      let hasFailed = (message * mailing.recipientsEach + position) % 10 < mailing.failsOfTen
      try body { line in
        line.object { row in
          row.text("MessageId") {
            $0.piece("<")
            $0.piece(id)
            $0.piece("@")
            $0.piece(mailing.sender == nil ? plan.domain : "mail.partner1.example")
            $0.piece(">")
          }
          row.member("MessageTraceId", id)
          row.moment("Received", mailing.time(of: message), .sevenDigitsWithoutZone)
          if let sender = mailing.sender {
            row.member("SenderAddress", safe: sender)
            row.member("RecipientAddress", safe: plan.people[mailing.person].mail)
          } else {
            row.member("SenderAddress", safe: plan.people[mailing.person].mail)
            row.member("RecipientAddress", safe: mailing.recipient(message, position))
          }
          row.member("Subject", mailing.subject)
          row.member("Status", hasFailed ? "Failed" : "Delivered")
          row.text("FromIP") {
            if mailing.sender == nil { mailing.address.write(to: &$0) } else { $0.piece("198.18.1.25") }
          }
          row.null("ToIP")
          row.count("Size", 24_000)
        }
      }
    }
  }
}

extension TenantPlan {
  /// By which the trace and the mailbox's own log know a message.
  func messageID(of mailing: Mailing, _ message: Int) -> SyntheticID {
    SyntheticID(seed: seed, .trace, index, 1_000_000 + mailing.number, message)
  }
}
