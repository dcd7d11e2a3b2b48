/// Something that two findings may have in common although they are about different users or tenants: a trace of one
/// intruder.
package struct Trace: Hashable, Sendable, Comparable {
  package enum Kind: String, CaseIterable, Sendable, Codable {
    /// An outside address that mail is forwarded, redirected or copied to.
    case forwardingTarget = "forwarding_target"
    /// The outside domain of such an address, unless many people have addresses there.
    case outsideDomain = "outside_domain"
    /// The id of an application that was consented to or appeared.
    case application
    /// A phone number that serves as a second factor, digits only with a leading `+`.
    case phone
    /// A client address from which something was done that a check counts.
    case clientAddress = "client_address"
  }

  package let kind: Kind
  /// Lower case.
  package let value: String
  /// The finding that shows it; nil for what is a sign only when others show it too.
  package let findingKey: FindingKey?
  package let userID: UserID?

  package init(_ kind: Kind, _ value: String, of finding: Finding) {
    self.kind = kind
    self.value = value.lowercased()
    findingKey = finding.key
    userID = finding.userID
  }

  /// A trace that is no finding by itself: a phone number that serves as somebody's second factor.
  package init(_ kind: Kind, _ value: String, of user: UserID) {
    self.kind = kind
    self.value = value.lowercased()
    findingKey = nil
    userID = user
  }

  package init(kind: Kind, value: String, findingKey: FindingKey?, userID: UserID?) {
    self.kind = kind
    self.value = value
    self.findingKey = findingKey
    self.userID = userID
  }

  package static func < (left: Trace, right: Trace) -> Bool {
    if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
    if left.value != right.value { return left.value < right.value }
    let (user, other) = (left.userID?.rawValue ?? "", right.userID?.rawValue ?? "")
    return user == other ? left.findingKey?.rawValue ?? "" < right.findingKey?.rawValue ?? "" : user < other
  }
}
