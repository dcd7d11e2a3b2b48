/// One or more messages of one subject, as the message trace and the mailbox's own log tell of them.
struct Mailing: Sendable {
  /// Position of the sender in the tenant, or of the recipient when the mail comes from outside.
  let person: Int
  /// Number in the plan, from which the messages' ids are made.
  let number: Int
  /// When the first message was sent, in unix seconds.
  let start: Int64
  let subject: JSONText
  /// An outside address; nil when the person is the sender.
  var sender: String?
  var messages = 1
  /// Seconds from one message to the next.
  var pause: Int64 = 20
  var recipientsEach = 1
  /// The domain of the recipients, all of whom differ.
  var domain = "clients.example"
  /// Of ten recipients, how many never get it.
  var failsOfTen = 0
  var address: ClientAddress

  func time(of message: Int) -> Int64 { start + Int64(message) * pause }

  func recipient(_ message: Int, _ position: Int) -> String {
    "client\(number * 97 + message * recipientsEach + position)@\(domain)"
  }
}

/// Messages that were deleted together.
struct ItemDeletion: Sendable {
  let operation: StaticString
  let folder: FolderPlace
  let items: Items

  enum Items: Sendable {
    /// The copies of what was just sent.
    case copies(of: Mailing)
    /// Messages of those subjects that came from outside.
    case received([Mailing])
    /// That many messages of everyday life.
    case ordinary(Int)
  }
}

/// A mailbox whose content went away.
struct MailCopy: Sendable {
  /// True when a program took whole folders, false when messages were opened one by one.
  let isSync: Bool
  let isThrottled: Bool
  /// As the mailbox's log names a program.
  let client: StaticString
  let applicationID: StaticString
  var folder = FolderPlace.inbox
}

/// A sweep rule of one mailbox and the time for which it is there.
struct PlannedSweep: Sendable {
  let owner: Int
  let number: Int
  let name: JSONText
  let sender: String
  let destination: FolderPlace
  var keepsLatest = false
  let from: Int64
}

/// A rule of the whole tenant's mail flow.
struct MailFlowRule: Sendable {
  let number: Int
  let name: JSONText
  /// An outside address; nil for a harmless notice above every message.
  var blindCopyTo: String?
  let from: Int64
}

/// A way for mail out of the tenant.
struct MailConnector: Sendable {
  let number: Int
  let name: JSONText
  let smartHost: String
  let from: Int64
}

/// A link to a file.
struct FileShare: Sendable {
  /// `AnonymousLinkCreated`, `CompanyLinkCreated` …
  let operation: StaticString
  let file: JSONText
}

/// A user whom the outbound spam filter blocks, and the time for which it does.
struct RestrictedSender: Sendable {
  let person: Int
  let from: Int64
  var until: Int64 = .max
  func isListed(at night: Int64) -> Bool { from < night && night <= until }
}
