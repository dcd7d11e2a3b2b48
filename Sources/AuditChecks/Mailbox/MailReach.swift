package import AuditModel

/// How far mail goes when it is sent to an address.
package enum MailReach: Hashable, Sendable {
  /// One of the tenant's own domains, or a member or mailbox of the tenant named in another way.
  case inside
  /// Outside the tenant's accepted domains, all of which are known.
  case outside
  /// Another domain than the owner's and the known ones; not all accepted domains are known.
  case otherDomain
  /// Outside, to a domain or address that the MSP trusts by configuration.
  case trusted
  /// A recipient object whose address is not known: a name, or an X.500 address that no known account carries.
  ///
  /// It may be a mail contact outside. Inbox rules take it for somebody inside all the same, because Exchange writes
  /// ordinary colleagues so (exports of laboratory tenants show it); forwarding of a whole mailbox does not.
  case unresolved

  /// True when the mail leaves the tenant, or has to be taken to leave it.
  package var leavesTenant: Bool { self == .outside || self == .otherDomain }
}

/// Decides which addresses are the tenant's own.
package struct MailBoundary {
  private let accepted: AcceptedDomains?
  /// True when an address outside the accepted domains is certainly outside.
  let knowsAllDomains: Bool
  private let tenantDomain: String?
  private let settings: CheckSettings
  private let people: PeopleDirectory
  let places: HiddenPlaces

  init(accepted: AcceptedDomains?, reader: EvidenceReader) {
    self.accepted = accepted
    knowsAllDomains = accepted != nil && reader.gap(of: .domains) == nil
    tenantDomain = reader.tenant.defaultDomain?.lowercased()
    settings = reader.settings
    people = reader.people
    places = reader.index.hiddenPlaces
  }

  package func reach(of recipient: MailRecipient, from owner: UserID?) -> MailReach {
    guard let address = recipient.address, let domain = address.mailDomain else {
      return isInside(recipient.address ?? recipient.name ?? "") ? .inside : .unresolved
    }
    if let accepted, accepted.names.contains(domain) { return .inside }
    if !knowsAllDomains {
      if domain == tenantDomain { return .inside }
      if let owner, people.name(of: owner).mailDomain == domain { return .inside }
    }
    if settings.trusts(address: address, domain: domain) { return .trusted }
    if knowsAllDomains { return .outside }
    return people.directory.user(named: address)?.type == .member ? .inside : .otherDomain
  }

  /// Why an address of another domain is not called outside, in words.
  var doubt: String { accepted == nil ? "accepted domains unknown" : "accepted domains only partly known" }

  /// True when a recipient object of that id, alias, principal name or X.500 address is a member or has a mailbox.
  private func isInside(_ name: String) -> Bool {
    guard name.hasPrefix("/") else { return isAccount(name) }
    // `/o=ExchangeLabs/…/cn=Recipients/cn=0123456789abcdef0123456789abcdef-ben`, also with the id written as a GUID;
    // older ones end in the alias itself.
    guard let equals = name.lastIndex(of: "=") else { return false }
    let tail = name[name.index(after: equals)...]
    if isAccount(String(tail)) { return true }
    for length in [32, 36] {
      let id = tail.prefix(length)
      let alias = tail.dropFirst(length)
      guard alias.first == "-", length == 36 ? isGUID(String(id)) : id.utf8.allSatisfy(\.isHexadecimalDigit) else {
        continue
      }
      if isAccount(String(alias.dropFirst())) { return true }
    }
    return false
  }

  private func isAccount(_ name: String) -> Bool {
    if let account = people.account(named: name) {
      return people.directory.user(id: account).map { $0.type == .member } ?? people.hasMailbox(account)
    }
    // Where the users were not collected, a mailbox is known by its whole address only.
    guard let tenantDomain, !name.contains("@"), let id = people.account(named: name + "@" + tenantDomain) else {
      return false
    }
    return people.hasMailbox(id)
  }
}

extension String {
  /// The part behind the last `@`, in lower case; nil when there is none, as in an X.500 address.
  ///
  /// A leading slash alone makes no X.500 address: `/drop@evil.example` is one that mail can be sent to.
  var mailDomain: String? {
    guard let domain = partBehindAt, !domain.isEmpty, !domain.utf8.contains(UInt8(ascii: "/")) else { return nil }
    return String(domain).inLowerCase
  }

  /// What stands behind the last `@`; nil when there is none. Looks at bytes, because every record's actor is asked.
  var partBehindAt: Substring? {
    let bytes = utf8
    let place = bytes.withContiguousStorageIfAvailable { $0.lastIndex(of: UInt8(ascii: "@")) }
    guard let place else { return Substring(self).partBehindAt }
    return place.map { self[bytes.index(bytes.startIndex, offsetBy: $0 + 1)...] }
  }
}

extension UInt8 {
  fileprivate var isHexadecimalDigit: Bool { self &- 48 < 10 || (self | 32) &- 97 < 6 }
}

extension MailRecipient {
  /// Reads the recipients of a cmdlet parameter: addresses, `"Name" [SMTP:a@b.example]`, `[EX:/o=…]`, `smtp:a@b.example`,
  /// separated by semicolons, or by commas where each part is an address or stands in quotes: names hold commas
  /// (`Doe, Ben`).
  static func list(from text: String) -> [MailRecipient] {
    text.unquotedParts(at: ";").flatMap { part in
      let parts = part.unquotedParts(at: ",")
      let areWhole = parts.allSatisfy { part in
        part.trimmed.first == "\"" || part.contains { $0 == "@" || $0 == "/" || $0 == "[" }
      }
      return (areWhole ? parts : [part]).compactMap { MailRecipient(text: $0) }
    }
  }

  /// Reads one recipient, such as `ForwardingAddress` names it; nil when nothing is named.
  init?(text: some StringProtocol) {
    var text = Substring(text).trimmed
    if text.isEmpty { return nil }
    var name: String?
    if text.last == "]", let open = text.lastIndex(of: "[") {
      let before = text[..<open].trimmed
      name = before.isEmpty ? nil : String(before.filter { $0 != "\"" })
      text = text[text.index(after: open)...].dropLast()
    }
    let lowered = text.prefix(5).lowercased()
    if lowered.hasPrefix("smtp:") { text = text.dropFirst(5) }
    if lowered.hasPrefix("ex:") { text = text.dropFirst(3) }
    let bare = String(text.filter { $0 != "\"" && $0 != "<" && $0 != ">" })
    if bare.contains("@") || bare.hasPrefix("/") {
      self.init(name: name, address: bare)
    } else {
      self.init(name: name ?? bare, address: nil)
    }
  }

  /// The address, or the name where there is none.
  var label: String { address ?? name ?? "an unnamed recipient" }
}

extension StringProtocol where SubSequence == Substring {
  /// The parts between separators that stand outside quotes; a quote without an end quotes nothing.
  fileprivate func unquotedParts(at separator: Character) -> [Substring] {
    let quotes = count { $0 == "\"" }
    var isQuoted = false
    return split { character in
      if character == "\"", quotes.isMultiple(of: 2) { isQuoted.toggle() }
      return character == separator && !isQuoted
    }
  }
}

extension Substring {
  /// As that of a string, for one that does not lie in one piece.
  fileprivate var partBehindAt: Substring? {
    utf8.lastIndex(of: UInt8(ascii: "@")).map { self[utf8.index(after: $0)...] }
  }

  var trimmed: Substring {
    // Nearly every text begins and ends with a visible ASCII character, which takes no look at Unicode.
    let visible: ClosedRange<UInt8> = 0x21...0x7E
    if let first = utf8.first, let last = utf8.last, visible ~= first, visible ~= last { return self }
    var text = self
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
