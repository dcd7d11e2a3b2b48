/// An inbox rule of one mailbox and the time for which it is there.
struct PlannedRule: Sendable {
  /// Position of the owner in the tenant.
  let owner: Int
  /// Exchange's rule identity, beyond Int64 in most rules; Graph's id is made from it.
  let number: UInt64
  var name: JSONText
  var content: RuleContent
  /// Unix seconds, inclusive.
  var from: Int64
  /// Unix seconds; the night at or after it no longer has the rule.
  var until: Int64 = .max

  func exists(at night: Int64) -> Bool { from < night && night <= until }
}

/// What a rule looks for and does, in no source's form.
struct RuleContent: Sendable {
  var isEnabled = true
  /// Exchange's own rule (junk filter, out of office): only Get-InboxRule lists it.
  var isSystemRule = false
  /// A client-side rule, of which Graph gives the name and nothing else.
  var isUnreadable = false
  var subjectWords: [String] = []
  var senderWords: [String] = []
  var forwardTo: [PlannedRecipient] = []
  var redirectTo: [PlannedRecipient] = []
  var moveTo: FolderPlace?
  var copyTo: FolderPlace?
  var deletes = false
  var marksAsRead = false
  var stops = false
  var category: String?

  var actsOnAllMail: Bool { subjectWords.isEmpty && senderWords.isEmpty }
}

/// Whom a rule sends mail to.
enum PlannedRecipient: Sendable {
  /// An outside address.
  case outside(String)
  /// A colleague by SMTP address.
  case colleague(Int)
  /// A colleague by X.500 address, as Exchange often writes insiders.
  case directoryName(Int)
}
