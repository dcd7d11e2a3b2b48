package import AuditModel

/// One trace that findings of several users or tenants have in common.
package struct Campaign: Hashable, Sendable {
  package let kind: Trace.Kind
  package let value: String
  /// Users of all tenants that show it.
  package let users: Int
  package let tenants: Int

  package init(kind: Trace.Kind, value: String, users: Int, tenants: Int) {
    self.kind = kind
    self.value = value
    self.users = users
    self.tenants = tenants
  }

  package static let check: CheckID = "shared-infrastructure"
  private static let signalID = "shared_infrastructure"

  /// Whether a trace of a finding that severe may join a campaign.
  ///
  /// Addresses and applications are shared by ordinary work, so they count only from what is bad by itself.
  package static func admits(_ kind: Trace.Kind, of severity: Severity) -> Bool {
    switch kind {
    case .clientAddress, .application: severity >= .medium
    case .forwardingTarget, .outsideDomain, .phone: severity >= .low
    }
  }

  /// The same finding one step more severe, saying why; once only, however many campaigns join it.
  package func joining(_ finding: Finding) -> Finding {
    var finding = finding
    let signal = Signal(Self.signalID, "shares \(subject) with \(company)")
    if let place = finding.signals.firstIndex(where: { $0.id == Self.signalID }) {
      // Of several campaigns the one over more tenants and users is told.
      if tenants > 1 { finding.signals[place] = signal }
      return finding
    }
    finding.severity = finding.severity.raised(by: 1)
    finding.signals.append(signal)
    return finding
  }

  /// What it is, in words with the value.
  package var subject: String {
    switch kind {
    case .forwardingTarget: "the outside address \(value)"
    case .outsideDomain: "the outside domain \(value)"
    case .application: "the application \(value)"
    case .phone: "a second factor's phone number"
    case .clientAddress: "the client address \(value)"
    }
  }

  /// With whom it is shared; another tenant is counted and never named.
  private var company: String {
    tenants > 1
      ? "\((users - 1).counted("other user")) in \(tenants) tenants of this run"
      : "\((users - 1).counted("other user")) of this tenant"
  }

  /// The campaign's own finding about one user (nil: the tenant) of one tenant.
  ///
  /// - Parameter joined: this user's findings that show the trace.
  package func finding(about user: UserID?, named name: String, joined: [Finding], in tenant: TenantID) -> Finding {
    let metadata = SharedInfrastructureCheck.metadata
    let sorted = joined.sorted { ($0.checkID, $0.key) < ($1.checkID, $1.key) }
    let reach =
      tenants > 1
      ? "\(users.counted("user")) in \(tenants) tenants of this run" : "\(users.counted("user")) of this tenant"
    var signals = [Signal("shared_by_users", "is shared by \(reach)")]
    if tenants > 1 { signals.append(Signal(Signal.sharedAcrossTenants, "crosses from one tenant to another")) }
    return Finding(
      key: FindingKey(
        tenant: tenant, check: metadata.id, subject: user.map { .user($0) } ?? .tenant,
        discriminator: "\(kind.rawValue):\(value)"),
      checkID: metadata.id, checkRevision: metadata.revision, family: metadata.family, kind: metadata.kind,
      severity: tenants > 1 ? .high : .medium, confidence: .medium, userID: user, title: metadata.title,
      message: "\(name) shares \(subject) with \(company).", signals: signals,
      details: [Detail("Shared", kind == .phone ? Self.masked(value) : value), Detail("Kind", kind.title)]
        + sorted.map { Detail("Joins", "\($0.checkID): \($0.title)") },
      occurredAt: sorted.compactMap(\.occurredAt).max(),
      evidence: sorted.flatMap(\.evidence).reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
      remediation: metadata.remediation, attack: metadata.attack)
  }

  /// A telephone number is personal: its last digits tell numbers apart.
  private static func masked(_ number: String) -> String {
    "…" + number.suffix(4)
  }
}

extension Trace.Kind {
  package var title: String {
    switch self {
    case .forwardingTarget: "forwarding target"
    case .outsideDomain: "outside domain"
    case .application: "application"
    case .phone: "phone number"
    case .clientAddress: "client address"
    }
  }
}
