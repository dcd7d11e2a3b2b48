extension TenantRenderer {
  /// The unified audit log of seven days: what stories tell, Microsoft's maintenance, and everybody's work.
  func forEachAuditRecord(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    try withoutActuallyEscaping(body) { body in
      let writer = AuditRecordWriter(plan: plan, night: night, emit: body)
      for event in events { try writeEvent(event, writer) }
      for day in days {
        try writeMaintenance(day: day, writer)
        try writeBackground(day: day, writer)
      }
    }
  }

  private func writeEvent(_ event: PlannedEvent, _ writer: AuditRecordWriter) throws {
    switch event.act {
    case .signIn(let manner):
      let hasSucceeded = manner.errorCode == 0
      try writer.signIn(
        head(event, hasSucceeded ? "UserLoggedIn" : "UserLoginFailed", .signIn, hasSucceeded ? "Success" : "Failed"),
        manner)
    case .readMail: try writer.mailAccess(head(event, "MailItemsAccessed", .aggregated, "Succeeded"), plan.tongue)
    case .newRule, .changeRule, .removeRule, .outlookRule: try writeRuleEvent(event, writer)
    case .setForwarding, .grantFullAccess, .grantSendAs, .grantSendOnBehalf, .grantFolder:
      try writeMailboxEvent(event, writer)
    case .addUser(let person), .inviteGuest(let person):
      try writer.directory(head(event, "Add user.", .directory, "Success"), target: plan.people[person])
    case .deleteUser(let person):
      try writer.directory(head(event, "Delete user.", .directory, "Success"), target: plan.people[person])
    case .addToRole(let person, let role):
      try writer.directory(
        head(event, "Add member to role.", .directory, "Success"), target: plan.people[person],
        change: ("Role.DisplayName", "\(role.name)"))
    case .resetPassword(let person):
      try writer.directory(head(event, "Reset user password.", .directory, "Success"), target: plan.people[person])
      try writer.directory(
        head(event, "Update user.", .directory, "Success", record: 1), target: plan.people[person],
        change: ("Included Updated Properties", "LastPasswordChangeTimestamp"))
    case .changePassword(let person, let succeeded):
      try writer.directory(
        head(event, "Change user password.", .directory, succeeded ? "Success" : "Failure"),
        target: plan.people[person])
    case .selfServiceReset(let person):
      try writer.directory(head(event, "Reset user password.", .directory, "Success"), target: plan.people[person])
    case .synchronizedPassword(let person):
      try writer.directory(head(event, "Change user password.", .directory, "Success"), target: plan.people[person])
    default: try writeFurtherEvent(event, writer)
    }
  }

  private func writeRuleEvent(_ event: PlannedEvent, _ writer: AuditRecordWriter) throws {
    switch event.act {
    case .newRule(let rule, let succeeded):
      let owner = plan.people[rule.owner]
      try writer.exchange(
        head(event, "New-InboxRule", .exchangeAdmin, succeeded ? "True" : "False"),
        object: {
          $0.piece(owner.mailboxID)
          $0.piece("\\\\")
          $0.piece(rule.name.escaped)
        }
      ) { parameters in
        parameters.named("AlwaysDeleteOutlookRulesBlob", "False")
        parameters.named("Force", "False")
        parameters.named("Name") { $0.piece(rule.name.escaped) }
        ruleParameters(rule, &parameters)
      }
    case .changeRule(let rule):
      let owner = plan.people[rule.owner]
      let identity: (inout JSONLine) -> Void = {
        $0.piece(owner.mailboxID)
        $0.piece("\\\\")
        $0.piece(rule.number)
      }
      try writer.exchange(head(event, "Set-InboxRule", .exchangeAdmin, "True"), object: identity) { parameters in
        parameters.named("AlwaysDeleteOutlookRulesBlob", "False")
        parameters.named("Force", "False")
        parameters.named("Identity", identity)
        parameters.named("Name") { $0.piece(rule.name.escaped) }
        ruleParameters(rule, &parameters)
      }
    case .removeRule(let rule):
      let owner = plan.people[rule.owner]
      try writer.exchange(
        head(event, "Remove-InboxRule", .exchangeAdmin, "True"),
        object: {
          $0.piece(owner.mailboxID)
          $0.piece("\\\\")
          $0.piece(rule.name.escaped)
        }
      ) { parameters in
        parameters.named("Force", "True")
        parameters.named("Identity") {
          $0.piece(owner.mailboxID)
          $0.piece("\\\\")
          $0.piece(rule.number)
        }
      }
    case .outlookRule(let rule, let operation):
      try writer.outlookRule(
        head(event, "UpdateInboxRules", .exchangeItem, "Succeeded"), rule, owner: plan.people[rule.owner],
        operation: operation, plan.tongue)
    default: break
    }
  }

  private func ruleParameters(_ rule: PlannedRule, _ parameters: inout JSONLine) {
    let content = rule.content
    func joined(_ words: [String]) -> String { words.joined(separator: ";") }
    if !content.subjectWords.isEmpty {
      parameters.named("SubjectOrBodyContainsWords") { $0.piece(joined(content.subjectWords)) }
    }
    if !content.senderWords.isEmpty {
      parameters.named("FromAddressContainsWords") { $0.piece(joined(content.senderWords)) }
    }
    if !content.forwardTo.isEmpty { parameters.named("ForwardTo") { $0.piece(addresses(content.forwardTo)) } }
    if !content.redirectTo.isEmpty { parameters.named("RedirectTo") { $0.piece(addresses(content.redirectTo)) } }
    if let place = content.moveTo { parameters.named("MoveToFolder") { $0.piece(place.name(in: plan.tongue)) } }
    if content.deletes { parameters.named("DeleteMessage", "True") }
    if content.marksAsRead { parameters.named("MarkAsRead", "True") }
    if content.stops { parameters.named("StopProcessingRules", "True") }
  }

  private func addresses(_ recipients: [PlannedRecipient]) -> String {
    recipients.map { recipient in
      switch recipient {
      case .outside(let mail): mail
      case .colleague(let index), .directoryName(let index): plan.people[index].mail
      }
    }.joined(separator: ";")
  }

  private func writeMailboxEvent(_ event: PlannedEvent, _ writer: AuditRecordWriter) throws {
    switch event.act {
    case .setForwarding(let mailbox, let address, let keepsCopy):
      try writeCmdlet(event, "Set-Mailbox", on: mailbox, writer) { parameters in
        parameters.named("ForwardingSmtpAddress") {
          guard let address else { return }
          $0.piece("smtp:")
          $0.piece(address)
        }
        parameters.named("DeliverToMailboxAndForward", keepsCopy ? "True" : "False")
      }
    case .grantFullAccess(let mailbox, let person, let succeeded):
      try writeCmdlet(event, "Add-MailboxPermission", on: mailbox, succeeded: succeeded, writer) { parameters in
        parameters.named("User") { $0.piece(plan.people[person].principalName) }
        parameters.named("AccessRights", "FullAccess")
        parameters.named("InheritanceType", "All")
        parameters.named("AutoMapping", "False")
      }
    case .grantSendAs(let mailbox, let person):
      try writeCmdlet(event, "Add-RecipientPermission", on: mailbox, writer) { parameters in
        parameters.named("Trustee") { $0.piece(plan.people[person].principalName) }
        parameters.named("AccessRights", "SendAs")
      }
    case .grantSendOnBehalf(let mailbox, let person):
      try writeCmdlet(event, "Set-Mailbox", on: mailbox, writer) { parameters in
        parameters.named("GrantSendOnBehalfTo") { $0.piece(plan.people[person].principalName) }
      }
    case .grantFolder(let mailbox, .calendar, .person(let member), let rights):
      try writer.folderPermission(
        head(event, "AddFolderPermissions", .exchangeItem, "Succeeded"), owner: plan.people[mailbox],
        member: plan.people[member], rights: rights, path: FolderPlace.calendar.name(in: plan.tongue))
    case .grantFolder(let mailbox, let folder, let member, let rights):
      try writeCmdlet(
        event, "Add-MailboxFolderPermission", on: mailbox, folder: folder.name(in: plan.tongue), writer
      ) { parameters in
        parameters.named("User") {
          switch member {
          case .named(let name): $0.piece(name)
          case .person(let person): $0.piece(plan.people[person].principalName)
          }
        }
        parameters.named("AccessRights") { $0.piece(rights) }
      }
    default: break
    }
  }

  /// A cmdlet on one mailbox, or on a folder of it; the identity comes first, as in real records.
  func writeCmdlet(
    _ event: PlannedEvent, _ operation: StaticString, on mailbox: Int, folder: String? = nil, succeeded: Bool = true,
    _ writer: AuditRecordWriter, _ parameters: (inout JSONLine) -> Void
  ) throws {
    let owner = plan.people[mailbox]
    try writer.exchange(
      head(event, operation, .exchangeAdmin, succeeded ? "True" : "False"), object: { $0.piece(owner.id) }
    ) { list in
      list.named("Identity") {
        $0.piece(owner.principalName)
        guard let folder else { return }
        $0.piece(":\\\\")
        $0.piece(folder)
      }
      parameters(&list)
    }
  }

  /// The head of an event's record; an actor with a role counts as an administrator.
  func head(
    _ event: PlannedEvent, _ operation: StaticString, _ type: AuditHead.RecordType, _ result: StaticString?,
    record: Int = 0
  ) -> AuditHead {
    let actor: String
    var actorType = AuditHead.ActorType.regular
    switch event.actor {
    case .person(let person):
      actor = principalName(of: plan.people[person], at: event.time)
      // Cmdlets write Admin whoever ran them.
      if type == .exchangeAdmin { actorType = .administrator }
    case .passwordService: actor = "fim_password_service@support.onmicrosoft.com"
    case .synchronization: actor = synchronizationAccount
    case .outboundFilter:
      actor = "NotAvailable"
      actorType = .system
    }
    return AuditHead(
      id: eventID(event, 20 + record), time: event.time, operation: operation, type: type, result: result,
      actorType: actorType, actor: actor, address: event.address)
  }
}
