import AuditModel

/// An enterprise application appeared in the window.
///
/// Misses: applications that were there before. May be innocent: companies try products every week.
struct NewApplicationsCheck: Check {
  func assessment(of evidence: EvidenceReader) -> Assessment {
    let arrivals = Arrivals(evidence)
    var assessment = Assessment()
    var undated = 0
    var judged: Set<String> = []
    func report(_ application: JudgedApplication, at moment: Timestamp, isListed: Bool?) {
      judged.insert(application.key)
      let acts = arrivals.acts[application.key] ?? []
      let cause = application.setAsideCause ?? arrivals.setAsideCause(of: application)
      if let cause {
        assessment.setAside.add(cause)
        return
      }
      let permissions = arrivals.permissions[application.key] ?? []
      let finding = finding(
        for: application, at: moment, acts: acts, permissions: permissions, isListed: isListed, in: evidence)
      assessment.findings.append(finding)
      if let id = application.applicationID, finding.severity >= .medium, !application.isVouchedFor {
        assessment.traces.append(Trace(.application, id, of: finding))
      }
    }
    for principal in evidence.applications?.all ?? [] {
      let key = principal.id.lowercased()
      guard let moment = principal.createdAt ?? arrivals.addedAt[key] else {
        if !arrivals.isComplete, !MicrosoftApplications.ownerTenants.contains(principal.ownerTenantID ?? "") {
          undated += 1
        }
        continue
      }
      if evidence.window.contains(moment) {
        report(JudgedApplication(key: key, in: evidence), at: moment, isListed: true)
      }
    }
    for (key, moment) in arrivals.addedAt
    where !judged.contains(key) && evidence.applications?.principal(id: key) == nil {
      let first = arrivals.acts[key]?.first
      report(
        JudgedApplication(key: key, applicationID: first?.applicationID, name: first?.name, in: evidence), at: moment,
        isListed: evidence.gap(of: .servicePrincipals) == nil ? false : nil)
    }
    if undated > 0 { assessment.gaps.append(Self.withoutDate(undated)) }
    return assessment
  }

  private func finding(
    for application: JudgedApplication, at moment: Timestamp, acts: [ApplicationEvent], permissions: Set<String>,
    isListed: Bool?, in evidence: EvidenceReader
  ) -> Finding {
    let risky = permissions.sorted().compactMap { name in RiskyPermissions.entry(ofScope: name).map { (name, $0) } }
    var signals = application.signals(in: evidence)
    if !risky.isEmpty {
      let words = risky.map { "\($0.0): \($0.1.reason)" }
      signals.append(Signal("risky_permissions", "may do what intruders want (\(words.listed(atMost: 4)))"))
    }
    if isListed == false { signals.append(Signal("no_longer_listed", "is no longer among the applications")) }
    // A person before a service: consent makes the service add the application.
    let act = acts.first { $0.actor.userID != nil } ?? acts.first { !$0.actor.isSetAside }
    var details = application.details
    if !permissions.isEmpty { details.append(Detail("Permissions", permissions.sorted().listed(atMost: 40))) }
    for act in acts.suffix(10) {
      details.append(Detail("Record", "\(act.at.iso8601) \(act.activity) by \(act.actor.name) (\(act.actor.kind))"))
      if let address = act.address { details.append(Detail("Client address", address)) }
    }
    var references = acts.suffix(20).map(\.reference)
    if let principal = application.principal {
      references.append(
        EvidenceReference(
          source: "graph:servicePrincipals", recordID: principal.id,
          collectedAt: evidence.collectedAt(.servicePrincipals)))
    }
    let by = act.map { " by \($0.actor.name)" } ?? ""
    return finding(
      about: act?.actor.userID, "added:" + application.key,
      Self.severity(
        of: application, hasRisky: risky.contains { $0.1.area != .chats }, isGone: isListed == false, in: evidence),
      confidence: application.publisher == .unknown ? .medium : .high,
      title: application.abuse == nil ? nil : "New application that intruders use",
      message: "The application \(application.label) appeared in the tenant \(moment.iso8601)\(by).", signals: signals,
      details: details, occurredAt: moment, evidence: references, in: evidence)
  }

  private static func severity(
    of application: JudgedApplication, hasRisky: Bool, isGone: Bool, in evidence: EvidenceReader
  ) -> Severity {
    if application.abuse != nil { return .critical }
    if application.isUnverified, hasRisky { return .high }
    var severity: Severity = application.isUnverified ? .medium : .low
    let isOdd = application.principal?.disabledByMicrosoft != nil || !application.oddities(in: evidence).isEmpty
    if isOdd { severity = severity.raised(by: 1) }
    if isGone { severity = severity.raised(by: 1) }
    return min(severity, .high)
  }

  private static func withoutDate(_ count: Int) -> CollectionGap {
    CollectionGap(
      kind: .servicePrincipals, reason: .schemaUnexpected,
      message:
        "\(count.counted("application")) came without the date of creation, and the directory audit log does not "
        + "cover the window: collect service principals with createdDateTime.")
  }
}

/// Who brought which application into the tenant within the window, and what it got.
private struct Arrivals {
  private(set) var acts: [String: [ApplicationEvent]] = [:]
  private(set) var addedAt: [String: Timestamp] = [:]
  private(set) var permissions: [String: Set<String>] = [:]
  /// True when the log covers the whole window.
  let isComplete: Bool

  init(_ evidence: EvidenceReader) {
    isComplete = evidence.gap(of: .directoryAudits) == nil
    let applications = evidence.applications
    let kinds: Set<ApplicationEvent.Kind> = [.addition, .consent, .delegatedGrant, .applicationPermission]
    for event in ApplicationEvent.directoryEvents(of: kinds, in: evidence) {
      guard let key = event.key(in: applications) else { continue }
      permissions[key, default: []].formUnion(event.permissions)
      switch event.kind {
      case .addition:
        acts[key, default: []].append(event)
        addedAt[key] = min(addedAt[key] ?? event.at, event.at)
      case .consent: acts[key, default: []].append(event)
      default: break
      }
    }
    for grant in evidence.permissionGrants ?? [] {
      permissions[grant.clientID.lowercased(), default: []].formUnion(grant.scopes)
    }
    for assignment in evidence.appRoleAssignments ?? []
    where assignment.principalType.lowercased() == "serviceprincipal" {
      if let name = RiskyPermissions.name(ofRole: assignment.roleID) {
        permissions[assignment.principalID.lowercased(), default: []].insert(name)
      }
    }
  }

  /// Why an arrival does not count: only the MSP or services had a hand in it.
  ///
  /// A service of Microsoft adds whatever somebody consented to, so it excuses no application that intruders use.
  func setAsideCause(of application: JudgedApplication) -> SetAside.Cause? {
    guard let acts = acts[application.key], acts.allSatisfy(\.actor.isSetAside) else { return nil }
    let causes = acts.compactMap(\.actor.setAsideCause)
    return causes.filter { application.abuse == nil || $0 != .microsoftService }.min()
  }
}

extension JudgedApplication {
  /// True when Microsoft, the tenant or the MSP knows whose it is.
  var isVouchedFor: Bool {
    if abuse != nil { return false }
    switch publisher {
    case .verified, .ownTenant, .microsoft, .trusted: return true
    case .unverified, .unknown: return false
    }
  }
}
