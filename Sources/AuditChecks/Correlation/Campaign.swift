package import AuditModel

/// One trace that findings of several users or tenants have in common.
package struct Campaign: Hashable, Sendable {
  package let kind: Trace.Kind
  package let value: String
  /// Users of all tenants that show it; the tenants themselves, of which findings may be, are none.
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
    let signal = Signal(Self.signalID, "shares \(subject) with \(company(of: finding.userID))")
    if let place = finding.signals.firstIndex(where: { $0.id == Self.signalID }) {
      // One over several tenants is told instead of one within this tenant.
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

  /// With whom that user (nil: the tenant) shares it; another tenant is counted and never named.
  private func company(of user: UserID?) -> String {
    let others = user == nil ? users.counted("user") : (users - 1).counted("other user")
    if tenants == 1 { return "\(others) of this tenant" }
    return users > (user == nil ? 0 : 1)
      ? "\(others) in \(tenants) tenants of this run" : "\((tenants - 1).counted("other tenant")) of this run"
  }

  /// The campaign's own finding about one user (nil: the tenant) of one tenant.
  ///
  /// - Parameter joined: this user's findings that show the trace.
  package func finding(about user: UserID?, named name: String, joined: [Finding], in tenant: TenantID) -> Finding {
    let metadata = SharedInfrastructureCheck.metadata
    let sorted = joined.sorted { ($0.checkID, $0.key) < ($1.checkID, $1.key) }
    let reach =
      switch (tenants, users) {
      case (1, _): "\(users.counted("user")) of this tenant"
      case (_, 0): "\(tenants) tenants of this run"
      default: "\(users.counted("user")) in \(tenants) tenants of this run"
      }
    var signals = [Signal("shared_by_users", "is shared by \(reach)")]
    if tenants > 1 { signals.append(Signal(Signal.sharedAcrossTenants, "crosses from one tenant to another")) }
    return Finding(
      key: FindingKey(
        tenant: tenant, check: metadata.id, subject: user.map { .user($0) } ?? .tenant,
        discriminator: "\(kind.rawValue):\(value)"),
      checkID: metadata.id, checkRevision: metadata.revision, family: metadata.family, kind: metadata.kind,
      severity: tenants > 1 ? .high : .medium, confidence: .medium, userID: user, title: metadata.title,
      message: "\(name) shares \(subject) with \(company(of: user)).", signals: signals,
      details: [Detail("Shared", kind == .phone ? Self.masked(value) : value), Detail("Kind", kind.title)]
        + sorted.map { Detail("Joins", "\($0.checkID): \($0.title)") },
      occurredAt: sorted.compactMap(\.occurredAt).max(),
      evidence: sorted.flatMap(\.evidence).distinct(by: \.self),
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
