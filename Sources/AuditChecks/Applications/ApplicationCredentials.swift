import AuditModel

// A new secret or certificate lets its owner come in as the application, with all that it may do.
extension ApplicationConsentsCheck {
  /// One finding an application and actor.
  func addCredentials(
    to assessment: inout Assessment, _ riskyByApplication: [String: [String]], in evidence: EvidenceReader
  ) {
    var groups: [String: [ApplicationEvent]] = [:]
    let events =
      ApplicationEvent.directoryEvents(of: [.credentials], in: evidence)
      + ApplicationEvent.auditEvents(in: evidence).filter { $0.kind == .credentials }
    for event in events {
      guard let key = event.key(in: evidence.applications) else { continue }
      let application = JudgedApplication(key: key, applicationID: event.applicationID, in: evidence)
      if let cause = event.actor.setAsideCause ?? application.trustedCause {
        assessment.setAside.add(cause)
        continue
      }
      groups[key + "|" + (event.actor.userID?.rawValue ?? event.actor.name.lowercased()), default: []].append(event)
    }
    for (discriminator, list) in groups {
      let list = list.inFixedOrder { ($0.at, $0.reference.recordID) < ($1.at, $1.reference.recordID) }
      assessment.findings.append(credentials(discriminator, list, riskyByApplication, in: evidence))
    }
  }

  private func credentials(
    _ discriminator: String, _ events: [ApplicationEvent], _ riskyByApplication: [String: [String]],
    in evidence: EvidenceReader
  ) -> Finding {
    let last = events[events.count - 1]
    let key = last.key(in: evidence.applications) ?? ""
    let application = JudgedApplication(key: key, applicationID: last.applicationID, name: last.name, in: evidence)
    let risky = (riskyByApplication[key] ?? riskyByApplication[application.principal?.id ?? ""] ?? []).distinct(
      by: \.self)
    var signals = [
      Signal("new_credentials", "got a new secret or certificate \(last.at.iso8601) by \(last.actor.name)")
    ]
    if !risky.isEmpty {
      signals.append(Signal("risky_permissions", "may do what intruders want (\(risky.listed(atMost: 4)))"))
    }
    if application.publisher == .microsoft {
      signals.append(Signal("microsoft_application", "is Microsoft's own, which customers give no credentials"))
    }
    let isHigh = !risky.isEmpty || application.publisher == .microsoft || application.abuse != nil
    var details = application.details
    for event in events.suffix(10) {
      details.append(Detail("Changed", "\(event.at.iso8601) \(event.activity) by \(event.actor.name)"))
      if let address = event.address { details.append(Detail("Client address", address)) }
    }
    return finding(
      about: last.actor.userID, "credentials:" + discriminator, isHigh ? .high : .medium, kind: .event,
      title: "New credentials of an application",
      message:
        "The application \(application.label) got a new secret or certificate \(last.at.iso8601) by \(last.actor.name).",
      signals: signals, details: details, occurredAt: last.at, evidence: events.suffix(20).map(\.reference),
      in: evidence)
  }
}

extension JudgedApplication {
  /// Why its credentials are the MSP's business; credentials of Microsoft's own applications never are.
  fileprivate var trustedCause: SetAside.Cause? {
    if case .trusted(let cause) = publisher { cause } else { nil }
  }
}
