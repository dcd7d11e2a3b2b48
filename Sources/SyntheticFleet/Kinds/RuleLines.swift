extension TenantRenderer {
  /// The rules that are there on this night, as far as the tenant's source lists them.
  var currentRules: some Sequence<PlannedRule> {
    plan.rules.lazy.filter {
      $0.exists(at: night) && plan.people[$0.owner].exists(at: night)
        && (plan.rulesComeFromExchange || !$0.content.isSystemRule)
    }
  }

  /// The same without those of mailboxes that did not answer.
  var listedRules: some Sequence<PlannedRule> {
    currentRules.lazy.filter { !missedRuleOwners.contains(plan.people[$0.owner].id.text) }
  }

  /// One rule with its owner, in the form of the tenant's source.
  func inboxRule(_ rule: PlannedRule, _ line: inout JSONLine) {
    let person = plan.people[rule.owner]
    line.object {
      owner(person, &$0)
      $0.object("item") {
        if plan.rulesComeFromExchange { exchangeRule(rule, of: person, &$0) } else { graphRule(rule, of: person, &$0) }
      }
    }
  }

  // MARK: Microsoft Graph messageRule

  private func graphRule(_ rule: PlannedRule, of person: Person, _ item: inout JSONLine) {
    let content = rule.content
    item.text("id") { $0.pieceGraphRuleID(rule.number) }
    item.member("displayName", rule.name)
    item.member("sequence", Int(rule.number % 6) + 1)
    item.member("isEnabled", content.isEnabled)
    item.member("hasError", false)
    item.member("isReadOnly", content.isUnreadable)
    if content.isUnreadable { return }
    if !content.actsOnAllMail {
      item.object("conditions") {
        $0.words("subjectContains", content.subjectWords)
        $0.words("senderContains", content.senderWords)
      }
    }
    item.object("actions") { actions in
      if let place = content.moveTo { actions.text("moveToFolder") { $0.pieceFolderID(place, of: person) } }
      if let place = content.copyTo { actions.text("copyToFolder") { $0.pieceFolderID(place, of: person) } }
      if content.deletes { actions.member("delete", true) }
      if content.marksAsRead { actions.member("markAsRead", true) }
      if let category = content.category {
        actions.array("assignCategories") { $0.element(JSONText(category)) }
      }
      graphRecipients("forwardTo", content.forwardTo, &actions)
      graphRecipients("redirectTo", content.redirectTo, &actions)
      if content.stops { actions.member("stopProcessingRules", true) }
    }
  }

  private func graphRecipients(_ key: StaticString, _ recipients: [PlannedRecipient], _ actions: inout JSONLine) {
    guard !recipients.isEmpty else { return }
    actions.array(key) { list in
      for recipient in recipients {
        list.object {
          $0.object("emailAddress") { address in
            switch recipient {
            case .outside(let mail):
              address.member("name", safe: mail)
              address.member("address", safe: mail)
            case .colleague(let index):
              address.member("name", plan.people[index].displayName)
              address.member("address", safe: plan.people[index].mail)
            case .directoryName(let index):
              address.member("name", plan.people[index].displayName)
              address.text("address") { $0.pieceDirectoryName(of: plan.people[index]) }
            }
          }
        }
      }
    }
  }

  // MARK: Exchange Get-InboxRule

  private func exchangeRule(_ rule: PlannedRule, of person: Person, _ item: inout JSONLine) {
    let content = rule.content
    item.member("Description", "")
    item.flag("Enabled", content.isEnabled)
    item.text("Identity") {
      $0.piece(person.mailboxID)
      $0.piece("\\\\")
      $0.piece(rule.number)
    }
    item.flag("InError", false)
    item.member("ErrorType", "NoError")
    item.member("Name", rule.name)
    item.member("Priority@data.type", "System.Int32")
    item.member("Priority", Int(rule.number % 6) + 1)
    item.member("RuleIdentity@data.type", "System.UInt64")
    item.member("RuleIdentity", rule.number)
    item.flag("SupportedByTask", !content.isSystemRule)
    item.null("From")
    item.exchangeWords("SubjectContainsWords", content.subjectWords)
    item.exchangeWords("FromAddressContainsWords", content.senderWords)
    exchangeRecipients("ForwardTo", content.forwardTo, &item)
    item.null("ForwardAsAttachmentTo")
    exchangeRecipients("RedirectTo", content.redirectTo, &item)
    item.folderName("MoveToFolder", content.moveTo, plan.tongue)
    item.folderName("CopyToFolder", content.copyTo, plan.tongue)
    item.flag("DeleteMessage", content.deletes)
    item.flag("SoftDeleteMessage", false)
    item.flag("MarkAsRead", content.marksAsRead)
    item.flag("StopProcessingRules", content.stops)
    if let category = content.category { item.exchangeWords("ApplyCategory", [category]) }
    item.member("MailboxOwnerId", safe: person.alias)
    item.flag("IsValid", true)
  }

  private func exchangeRecipients(_ key: StaticString, _ recipients: [PlannedRecipient], _ item: inout JSONLine) {
    guard !recipients.isEmpty else { return item.null(key) }
    item.array(key) { list in
      for recipient in recipients {
        list.element { text in
          text.piece("\\\"")
          switch recipient {
          case .outside(let mail):
            text.piece(mail)
            text.piece("\\\" [SMTP:")
            text.piece(mail)
          case .colleague(let index):
            text.piece(plan.people[index].displayName.escaped)
            text.piece("\\\" [SMTP:")
            text.piece(plan.people[index].mail)
          case .directoryName(let index):
            text.piece(plan.people[index].displayName.escaped)
            text.piece("\\\" [EX:")
            text.pieceDirectoryName(of: plan.people[index])
          }
          text.piece("]")
        }
      }
    }
  }

  // MARK: Folders

  /// All top-level folders of the mailboxes whose rules name one: nobody else's folders are worth a request.
  func forEachFolder(_ body: (Person, FolderPlace) throws -> Void) throws {
    var own: [Int: Set<String>] = [:]
    for rule in listedRules where !rule.content.isUnreadable {
      for place in [rule.content.moveTo, rule.content.copyTo] {
        guard let place else { continue }
        var names = own[rule.owner] ?? []
        if case .own(let name) = place { names.insert(name) }
        own[rule.owner] = names
      }
    }
    for (owner, names) in own.sorted(by: { $0.key < $1.key }) {
      for place in FolderPlace.standard { try body(plan.people[owner], place) }
      for name in names.sorted() { try body(plan.people[owner], .own(name)) }
    }
  }

  /// Graph `mailFolder` with its owner.
  func mailFolder(_ place: FolderPlace, of person: Person, _ line: inout JSONLine) {
    line.object {
      owner(person, &$0)
      $0.object("item") { item in
        item.text("id") { $0.pieceFolderID(place, of: person) }
        item.member("displayName", JSONText(place.name(in: plan.tongue)))
        item.text("parentFolderId") { $0.pieceFolderID(.own("Top of Information Store"), of: person) }
        if let name = place.wellKnownName { item.member("wellKnownName", name) }
        item.member("childFolderCount", 0)
        item.member("unreadItemCount", person.index % 40)
        item.member("totalItemCount", person.index % 40 + 200)
        item.member("isHidden", false)
      }
    }
  }
}

extension JSONLine {
  /// The id that Graph gives a rule.
  mutating func pieceGraphRuleID(_ number: UInt64) {
    piece("AQAAA")
    piece(number)
    piece("=")
  }

  /// The id that Graph gives a folder of one mailbox.
  mutating func pieceFolderID(_ place: FolderPlace, of person: Person) {
    piece("AQMkAG")
    piece(person.mailboxID)
    piece("LgAAA")
    piece(place.number, digits: 10)
    piece("AAAA=")
  }

  /// The X.500 address of somebody inside.
  mutating func pieceDirectoryName(of person: Person) {
    piece("/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=")
    piece(person.mailboxID)
    piece("-")
    piece(person.alias)
  }

  fileprivate mutating func words(_ key: StaticString, _ words: [String]) {
    guard !words.isEmpty else { return }
    array(key) { for word in words { $0.element(JSONText(word)) } }
  }

  fileprivate mutating func exchangeWords(_ key: StaticString, _ words: [String]) {
    if words.isEmpty { null(key) } else { self.words(key, words) }
  }

  fileprivate mutating func folderName(_ key: StaticString, _ place: FolderPlace?, _ tongue: Tongue) {
    if let place { member(key, JSONText(place.name(in: tongue))) } else { null(key) }
  }
}
