import AuditModel

/// An account whose protection is judged: listed, or known from the registration report alone.
struct SignInAccount {
  /// What the evidence says of a second factor.
  enum SecondFactor { case registered, missing(Source), unknown }
  enum Source { case report(RegistrationDetails), methods }

  let id: UserID
  let listed: UserPrincipal?
  let registration: RegistrationDetails?
  let methods: [AuthenticationMethod]
  /// True when the user's methods were read, so that none means none.
  let hasReadMethods: Bool
  let mailboxType: String?
  let isPrivileged: Bool

  /// A guest, or somebody from outside who was made a member: the second factor is registered at home.
  var isFromOutside: Bool { listed?.type == .guest || listed?.userPrincipalName.isGuestName == true }

  /// Why nobody signs in with it, or signs in elsewhere; nil for the account of a person.
  var exemption: String? {
    if listed?.isEnabled == false { return "disabled" }
    if isFromOutside, !isPrivileged { return "guest" }
    guard let type = mailboxType?.lowercased(), type.hasSuffix("mailbox") else { return nil }
    return Self.personalMailboxes.contains(type) ? nil : "mailbox of no person"
  }

  /// Source: Exchange Online `RecipientTypeDetails`, checked 2026-11.
  private static let personalMailboxes: Set<String> = [
    "usermailbox", "legacymailbox", "linkedmailbox", "remoteusermailbox",
  ]

  /// The report lags by hours: a method that was read since then counts.
  var secondFactor: SecondFactor {
    if registration?.isMFARegistered == true || methods.contains(where: \.kind.isSecondFactor) { return .registered }
    if let registration {
      if registration.methods.contains(where: { SignInMethodKind(registered: $0).isSecondFactor }) {
        return .registered
      }
      if registration.isMFARegistered == false { return .missing(.report(registration)) }
    }
    return hasReadMethods ? .missing(.methods) : .unknown
  }

  /// Names of `passwordPolicies`, as written.
  var passwordPolicies: [String] {
    (listed?.passwordPolicies ?? "").split { $0 == "," || $0 == " " }.map(String.init)
  }

  func hasPolicy(_ name: String) -> Bool { passwordPolicies.contains { $0.lowercased() == name } }
}
