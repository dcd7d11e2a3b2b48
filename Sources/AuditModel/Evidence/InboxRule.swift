/// One inbox rule, from Microsoft Graph `messageRules` or Exchange `Get-InboxRule`.
///
/// Rules carry no timestamps in either source. Hidden rules come from Exchange only.
package struct InboxRule: Hashable, Sendable {
  package enum Source: String, Sendable { case graph = "graph:messageRules", exchange = "exchange:Get-InboxRule" }

  package let source: Source
  /// Graph's rule id, or Exchange's RuleIdentity (an unsigned 64-bit number) as text.
  package let id: String
  package let owner: UserReference
  package var name: String
  package var isEnabled: Bool
  package var isHidden: Bool
  /// The source holds the rule but not what it does (client-side rules through Graph): it cannot be judged.
  package var isContentUnreadable: Bool
  package var conditions: Conditions
  package var actions: Actions

  package struct Conditions: Hashable, Sendable {
    /// Words that subject, body, header or sender must hold, as written in the rule.
    package var words: [String]
    /// Names of all predicates that are set (`subjectContains`, `hasAttachments` …), sorted.
    package var predicates: [String]
    package init(words: [String] = [], predicates: [String] = []) {
      self.words = words
      self.predicates = predicates
    }
    /// True when the rule acts on every message.
    package var isEmpty: Bool { predicates.isEmpty }
  }

  package struct Actions: Hashable, Sendable {
    package var forwardsTo: [MailRecipient] = []
    package var forwardsAsAttachmentTo: [MailRecipient] = []
    package var redirectsTo: [MailRecipient] = []
    package var textsTo: [String] = []
    package var movesTo: FolderReference?
    package var copiesTo: FolderReference?
    package var deletes = false
    package var deletesPermanently = false
    package var marksAsRead = false
    package var stopsProcessing = false
    package init() {}
    package var allRecipients: [MailRecipient] { forwardsTo + forwardsAsAttachmentTo + redirectsTo }
  }

  package init(
    source: Source, id: String, owner: UserReference, name: String, isEnabled: Bool = true, isHidden: Bool = false,
    isContentUnreadable: Bool = false, conditions: Conditions = Conditions(), actions: Actions = Actions()
  ) {
    self.source = source
    self.id = id
    self.owner = owner
    self.name = name
    self.isEnabled = isEnabled
    self.isHidden = isHidden
    self.isContentUnreadable = isContentUnreadable
    self.conditions = conditions
    self.actions = actions
  }
}

/// A recipient as a rule or a mailbox names it.
package struct MailRecipient: Hashable, Sendable {
  package let name: String?
  /// An SMTP address, or an X.500 address (`/o=ExchangeLabs/…`) of a recipient object, inside or a contact; nil when only a name is given.
  package let address: String?

  package init(name: String? = nil, address: String?) {
    self.name = name
    self.address = address
  }

  /// The part behind the `@`, in lower case; nil for X.500 addresses and names.
  package var domain: String? {
    guard let address, !address.hasPrefix("/"), let at = address.lastIndex(of: "@") else { return nil }
    let domain = address[address.index(after: at)...].lowercased()
    return domain.isEmpty ? nil : domain
  }
}

/// A mail folder as a source names it: Graph gives an id, Exchange and the audit log a (localised) name.
package struct FolderReference: Hashable, Sendable {
  package let id: String?
  package let name: String?
  package init(id: String? = nil, name: String? = nil) {
    self.id = id
    self.name = name
  }
}

/// A mail folder of one mailbox, to turn ids into names and well-known places.
package struct MailFolder: Hashable, Sendable {
  package let owner: UserReference
  package let id: String
  package let displayName: String
  /// Graph's well-known name (`deleteditems`, `junkemail` …); nil for folders that have none.
  package let wellKnownName: String?

  package init(owner: UserReference, id: String, displayName: String, wellKnownName: String? = nil) {
    self.owner = owner
    self.id = id
    self.displayName = displayName
    self.wellKnownName = wellKnownName
  }
}

/// A user as one record names it: by object id, by address, or both.
package struct UserReference: Hashable, Sendable {
  package let id: UserID?
  package let name: String?
  package init(id: UserID? = nil, name: String? = nil) {
    self.id = id
    self.name = name
  }
}
