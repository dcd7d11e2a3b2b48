import AuditModel

/// An application may do what an intruder wants, for a user or for everybody.
///
/// Misses: what the application did with it. May be innocent: products that the company uses.
struct ApplicationConsentsCheck: Check {
  func assessment(of evidence: EvidenceReader) -> Assessment {
    var assessment = Assessment()
    var riskyByApplication: [String: [String]] = [:]
    for granted in GrantedPermissions.all(in: evidence) {
      let risky = granted.risky
      if !risky.isEmpty { riskyByApplication[granted.application.key, default: []] += risky.map(\.name) }
      guard granted.application.abuse != nil || !risky.isEmpty else { continue }
      if let cause = granted.application.setAsideCause {
        assessment.setAside.add(cause)
        continue
      }
      if !granted.isStanding, granted.acts.isEmpty {
        if let cause = granted.agreedActs.compactMap(\.actor.setAsideCause).min() { assessment.setAside.add(cause) }
        continue
      }
      let finding = finding(for: granted, risky: risky, in: evidence)
      assessment.add(
        finding, addresses: isOfNobodyKnown(granted) ? granted.acts.map(\.address) : [], in: evidence)
      if isOfNobodyKnown(granted), let id = granted.application.applicationID {
        assessment.traces.append(Trace(.application, id, of: finding))
      }
      assessment.findings += actorFindings(granted, like: finding, in: evidence)
    }
    addCredentials(to: &assessment, riskyByApplication, in: evidence)
    return assessment
  }

  private func severity(of granted: GrantedPermissions) -> Severity {
    let isFresh = granted.isFresh
    if granted.application.abuse != nil { return isFresh ? .critical : .high }
    let severity: Severity = granted.application.isUnverified ? .high : .medium
    return isFresh ? severity : severity.raised(by: -1)
  }

  private func finding(
    for granted: GrantedPermissions, risky: [(name: String, entry: RiskyPermissions.Entry)], in evidence: EvidenceReader
  ) -> Finding {
    let application = granted.application
    var signals = application.signals(in: evidence)
    if !risky.isEmpty {
      let words = risky.map { "\($0.name): \($0.entry.reason)" }
      signals.append(Signal("risky_permissions", "may do what intruders want (\(words.listed(atMost: 4)))"))
    }
    if granted.user == nil { signals.append(Signal("for_everybody", "holds for everybody in the tenant")) }
    if !risky.isEmpty, granted.permissions.contains(where: { $0.lowercased() == "offline_access" }) {
      signals.append(Signal("offline_access", "keeps its access when the user has signed out (offline_access)"))
    }
    if let moment = granted.lastActAt {
      let by = granted.acts.last.map { " by \($0.actor.name)" } ?? ""
      signals.append(Signal("given_in_window", "was given \(moment.iso8601)\(by)"))
    } else {
      signals.append(Signal("standing", "was given before the window, or nothing tells when: standing exposure"))
    }
    if !granted.isStanding, evidence.gap(of: .oauth2PermissionGrants) == nil {
      signals.append(Signal("gone_again", "is no longer listed"))
    }
    let who = granted.user.map { evidence.people.name(of: $0) } ?? "everybody"
    let what = risky.isEmpty ? "was consented to" : "may use \(risky.map(\.name).listed(atMost: 3))"
    let since = granted.lastActAt.map { ", given \($0.iso8601)" } ?? ""
    return finding(
      about: granted.user, (granted.isStanding ? "grant:" : "consent:") + application.key, severity(of: granted),
      confidence: application.publisher == .unknown ? .medium : .high, kind: granted.isStanding ? .state : .event,
      title: application.abuse == nil ? nil : "Application that intruders use",
      message: "The application \(application.label) \(what) for \(who)\(since).", signals: signals,
      details: details(of: granted, who: who), occurredAt: granted.lastActAt,
      evidence: granted.references + granted.acts.suffix(20).map(\.reference), in: evidence)
  }

  private func details(of granted: GrantedPermissions, who: String) -> [Detail] {
    var details = granted.application.details
    details.append(Detail("For", who))
    details.append(Detail("Permissions", granted.permissions.sorted().listed(atMost: 40)))
    for act in granted.acts.suffix(10) {
      details.append(Detail("Given", "\(act.at.iso8601) \(act.activity) by \(act.actor.name)"))
      if let address = act.address { details.append(Detail("Client address", address)) }
    }
    for act in granted.agreedActs.suffix(5) {
      details.append(Detail("Given", "\(act.at.iso8601) \(act.activity) by \(act.actor.name) (\(act.actor.kind))"))
    }
    return details
  }

  /// Ids of products that many customers use tell nothing: only what nobody vouches for is a trace.
  private func isOfNobodyKnown(_ granted: GrantedPermissions) -> Bool {
    let application = granted.application
    return application.abuse != nil
      || granted.isFresh && (application.isUnverified || application.publisher == .unknown)
  }

  /// Who consents for everybody gains by it: the tenant's finding is told about them as well.
  private func actorFindings(
    _ granted: GrantedPermissions, like finding: Finding, in evidence: EvidenceReader
  ) -> [Finding] {
    guard granted.user == nil else { return [] }
    let actors = Set(granted.acts.compactMap(\.actor.userID)).sorted()
    return actors.map { actor in
      let acts = granted.acts.filter { $0.actor.userID == actor }
      let last = acts[acts.count - 1]
      return self.finding(
        about: actor, "gave:" + granted.application.key, finding.severity, confidence: finding.confidence, kind: .event,
        title: "Gave an application access for everybody",
        message:
          "\(evidence.people.name(of: actor)) gave the application \(granted.application.label) access for everybody, "
          + "last \(last.at.iso8601).",
        signals: finding.signals, details: finding.details, occurredAt: last.at, evidence: acts.map(\.reference),
        in: evidence)
    }
  }
}

extension JudgedApplication {
  /// The name for a message: its full stops could end the sentence.
  var label: String {
    let text = name.split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing(". ", with: " ")
    return text.isEmpty ? key : text
  }
}
