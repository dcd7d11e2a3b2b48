extension GraphService {
  /// Rules, folders and settings of a person's mailbox, or why there is none.
  func mailbox(_ call: Call) throws -> WireAnswer {
    guard let name = call.route.mailbox else { return WireAnswer(500) }
    let people = try world.store.kind("users", of: call.tenant.facts)
    guard let person = people.positions(of: name).first else {
      return call.error(404, "ErrorInvalidUser", "The requested user '\(name)' is invalid.")
    }
    let owner = people.text(["id"], of: person) ?? name
    if let refusal = try refusal(of: owner, person, people, call) { return refusal }
    switch call.route.action {
    case .rules:
      let rules = try world.store.kind("inbox_rules", of: call.tenant.facts)
      let positions = rules.positions(of: owner)
      // A tenant's rules are kept in Exchange's form; Graph shows its own, without the hidden ones.
      guard call.tenant.facts.rulesComeFromExchange else { return try listing(.messageRules, call, among: positions) }
      let shown = positions.filter { !RuleForms.isHidden(rules, $0) }
      return try listing(.messageRules, call, among: shown, form: .graphRule)
    case .rule(_, let id):
      let rules = try world.store.kind("inbox_rules", of: call.tenant.facts)
      guard let position = rules.positions(of: owner).first(where: { rules.text(["id"], of: $0) == id }) else {
        return noItem(call)
      }
      return WireAnswer(200, body: rules.withObject(position) { Array($0) })
    case .folders:
      return try listing(
        .mailFolders, call, among: try world.store.kind("mail_folders", of: call.tenant.facts).positions(of: owner))
    case .folder(_, let id):
      let folders = try world.store.kind("mail_folders", of: call.tenant.facts)
      let found = folders.positions(of: owner).first { position in
        folders.text(["id"], of: position) == id
          || folders.text(["wellKnownName"], of: position)?.lowercased() == id.lowercased()
      }
      guard let found else { return noItem(call) }
      return WireAnswer(200, body: folders.withObject(found) { Array($0) })
    case .childFolders: return try listing(.mailFolders, call, among: [])
    case .mailboxSettings:
      let isShared = people.text(["passwordPolicies"], of: person) == "DisablePasswordExpiration"
      return .document(
        .object([
          ("timeZone", "UTC"), ("userPurpose", isShared ? "shared" : "user"),
          ("automaticRepliesSetting", .object([("status", "disabled"), ("externalAudience", "none")])),
        ]))
    default: return WireAnswer(500)
    }
  }

  private func noItem(_ call: Call) -> WireAnswer {
    call.error(404, "ErrorItemNotFound", "The specified object was not found in the store.")
  }

  private func refusal(of owner: String, _ person: Int, _ people: RenderedKind, _ call: Call) throws -> WireAnswer? {
    let gone = "The mailbox is either inactive, soft-deleted, or is hosted on-premise."
    if isDeleted(owner, call) { return call.error(404, "MailboxNotEnabledForRESTAPI", gone) }
    if people.text(["userType"], of: person) == "Guest" {
      return call.error(404, "ResourceNotFound", "Resource could not be discovered.")
    }
    if try selects(call.tenant.scenario.mailboxes.onPremises, owner, call) {
      return call.error(404, "MailboxNotEnabledForRESTAPI", "REST API is not yet supported for this mailbox.")
    }
    if try call.tenant.exchange == .noService || !hasMailbox(owner, call) {
      return call.error(404, "MailboxNotEnabledForRESTAPI", gone)
    }
    if try selects(call.tenant.scenario.mailboxes.blockedByPolicy, owner, call) {
      return call.error(
        403, "ErrorAccessDenied",
        "Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.")
    }
    let isSlow =
      try call.tenant.facts.slowMailboxes.contains(owner) || selects(call.tenant.scenario.mailboxes.slow, owner, call)
    return isSlow ? call.error(504, "UnknownError", "") : nil
  }

  /// False for a member whom a complete list of mailboxes does not name.
  private func hasMailbox(_ owner: String, _ call: Call) throws -> Bool {
    let mailboxes = try world.store.kind("mailboxes", of: call.tenant.facts)
    return mailboxes.count == 0 || !mailboxes.positions(of: owner).isEmpty
  }

  /// True for somebody who is listed, but gone when asked for.
  func isDeleted(_ user: String, _ call: Call) -> Bool {
    (try? selects(call.tenant.scenario.mailboxes.softDeleted, user, call)) ?? false
  }

  private func selects(_ selection: MailboxSelection, _ user: String, _ call: Call) throws -> Bool {
    if case .first(0) = selection { return false }
    let people = try world.store.kind("users", of: call.tenant.facts)
    guard let person = people.positions(of: user).first else { return false }
    switch selection {
    case .named(let names):
      return [people.text(["id"], of: person), people.text(["userPrincipalName"], of: person)]
        .contains { $0.map { names.contains($0.lowercased()) } ?? false }
    case .first(let count):
      var members = 0
      for position in 0...person where people.text(["userType"], of: position) != "Guest" { members += 1 }
      return members <= count && people.text(["userType"], of: person) != "Guest"
    }
  }
}
