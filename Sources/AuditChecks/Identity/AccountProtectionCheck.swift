import AuditModel

/// An account has no second factor, or may have a weak password.
///
/// Misses: whether a second factor is asked for. May be innocent: service accounts that never sign in from outside.
struct AccountProtectionCheck: Check {
  func assessment(of evidence: EvidenceReader) -> Assessment {
    var assessment = Assessment()
    let roles = evidence.roles
    let knowsMailboxes = evidence.mailboxes != nil
    for account in accounts(in: evidence, roles: roles) where account.exemption == nil {
      if evidence.actors.isDirectorySynchronization(evidence.people.name(of: account.id), id: account.id) {
        assessment.setAside.add(.directorySynchronization)
        continue
      }
      let standing = Standing(account, roles: roles, knowsMailboxes: knowsMailboxes, in: evidence)
      switch account.secondFactor {
      case .missing(let source):
        assessment.findings.append(withoutSecondFactor(account, source, standing, in: evidence))
      // What could not be read is a gap of its own.
      case .registered, .unknown: break
      }
      if account.hasPolicy("disablestrongpassword") {
        assessment.findings.append(withWeakPassword(account, standing, in: evidence))
      }
    }
    return assessment
  }

  private func accounts(in evidence: EvidenceReader, roles: DirectoryRoles?) -> [SignInAccount] {
    let registrations = evidence.registrations ?? [:]
    let methods = evidence.authenticationMethods ?? [:]
    var mailboxTypes: [UserID: String] = [:]
    for mailbox in evidence.mailboxes ?? [] {
      if let type = mailbox.recipientType, let owner = evidence.people.owner(of: mailbox.owner) {
        mailboxTypes[owner] = type
      }
    }
    func account(_ id: UserID, _ listed: UserPrincipal?) -> SignInAccount {
      SignInAccount(
        id: id, listed: listed, registration: registrations[id], methods: methods[id] ?? [],
        hasReadMethods: evidence.isComplete(.authenticationMethods, for: id), mailboxType: mailboxTypes[id],
        isPrivileged: roles?.isPrivileged(id) ?? false)
    }
    let users = evidence.users
    var accounts = (users ?? []).map { account($0.id, $0) }
    // Without a whole listing nothing says that somebody of the report is gone.
    if users == nil || evidence.gap(of: .users) != nil {
      for id in registrations.keys.sorted() where !evidence.people.isListed(id) { accounts.append(account(id, nil)) }
    }
    return accounts
  }

  /// What makes a missing protection worse, or less certain.
  private struct Standing {
    let severity: Severity
    let signals: [Signal]
    let details: [Detail]
    let confidence: Confidence

    init(_ account: SignInAccount, roles: DirectoryRoles?, knowsMailboxes: Bool, in evidence: EvidenceReader) {
      var signals: [Signal] = []
      var details = [Detail("User", evidence.people.name(of: account.id))]
      if let roles, roles.isPrivileged(account.id) {
        let names = roles.names(of: account.id)
        signals.append(Signal("privileged", "holds a privileged role (\(names.listed(atMost: 5)))"))
        details += names.map { Detail("Role", $0) }
      } else if account.registration?.isAdministrator == true, roles.map({ $0.names(of: account.id).isEmpty }) ?? true {
        signals.append(Signal("privileged", "is an administrator according to the registration report"))
      } else if !evidence.isComplete(.roleAssignments, for: account.id) {
        signals.append(Signal("roles_unknown", "nothing tells which roles the user holds"))
      }
      if account.isFromOutside {
        signals.append(
          Signal("from_outside", "signs in at another organisation, whose second factor may be trusted here"))
      }
      severity = signals.contains { $0.id == "privileged" } ? .high : .informational
      if !knowsMailboxes {
        signals.append(Signal("mailbox_unknown", "nothing tells whether this is the account of a shared mailbox"))
      }
      if !account.passwordPolicies.isEmpty {
        details.append(Detail("Password policies", account.passwordPolicies.joined(separator: ", ")))
      }
      confidence = knowsMailboxes && !account.isFromOutside ? .high : .medium
      self.signals = signals
      self.details = details
    }
  }

  private func withoutSecondFactor(
    _ account: SignInAccount, _ source: SignInAccount.Source, _ standing: Standing, in evidence: EvidenceReader
  ) -> Finding {
    var details = standing.details
    var told: (kind: EvidenceKind, source: String, words: String)
    switch source {
    case .report(let registration):
      told = (.registrationDetails, "graph:userRegistrationDetails", "according to the registration report")
      details += registration.methods.sorted().map { Detail("Registered", $0) }
      if let updatedAt = registration.updatedAt { details.append(Detail("Reported", updatedAt.iso8601)) }
    case .methods:
      told = (.authenticationMethods, "graph:authenticationMethods", "among the user's sign-in methods")
      details += account.methods.map { Detail("Registered", $0.label) }
    }
    let who = standing.severity == .high ? "The administrator " : ""
    return finding(
      about: account.id, "second_factor", standing.severity, confidence: standing.confidence,
      title: "No second factor is registered",
      message: "\(who)\(evidence.people.name(of: account.id)) has registered no second factor.",
      signals: [Signal("no_second_factor", "has no second factor \(told.words)")] + standing.signals, details: details,
      evidence: [
        EvidenceReference(
          source: told.source, recordID: account.id.rawValue, collectedAt: evidence.collectedAt(told.kind))
      ], in: evidence)
  }

  private func withWeakPassword(
    _ account: SignInAccount, _ standing: Standing, in evidence: EvidenceReader
  ) -> Finding {
    finding(
      about: account.id, "password_complexity", standing.severity, confidence: standing.confidence,
      title: "Password complexity is switched off",
      message:
        "The password of \(evidence.people.name(of: account.id)) need not be strong, because DisableStrongPassword "
        + "is set.",
      signals: [Signal("weak_password_allowed", "may have a weak password (DisableStrongPassword)")] + standing.signals,
      details: standing.details,
      evidence: [
        EvidenceReference(
          source: "graph:users", recordID: account.id.rawValue, collectedAt: evidence.collectedAt(.users))
      ], in: evidence)
  }
}
