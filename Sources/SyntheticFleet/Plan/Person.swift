/// A user of an invented tenant: a member, a guest or a shared mailbox.
struct Person: Sendable {
  enum Kind: Sendable { case member, guest, sharedMailbox }

  /// Position in the tenant; the first is the administrator, the second the help desk.
  let index: Int
  let id: SyntheticID
  let mailboxID: SyntheticID
  var kind: Kind
  var displayName: JSONText
  let givenName: String
  let surname: String
  /// ASCII, as the directory spells it.
  let principalName: String
  /// The same in the letter case that some services write.
  let otherCase: String
  /// ASCII; for guests their address at home.
  let mail: String
  /// Unix seconds.
  var createdAt: Int64
  /// Unix seconds; far in the future for those who stay.
  var deletedAt: Int64 = .max
  /// The last change of the password before everything that the plan tells.
  var passwordSetAt: Int64

  /// The part of the principal name before the `@`.
  var alias: String { String(principalName.prefix { $0 != "@" }) }

  var hasMailbox: Bool { kind != .guest }

  /// True when the account may sign in: nobody signs in to a shared mailbox, and a few have left.
  var isEnabled: Bool { kind != .sharedMailbox && index % 31 != 17 }

  func exists(at night: Int64) -> Bool { createdAt < night && night <= deletedAt }
}
