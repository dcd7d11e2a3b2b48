import AuditModel

/// One phone number, or one authenticator device, serves several users as second factor.
///
/// Misses: apps on one device that the evidence does not name. May be innocent: two accounts of one person.
struct SharedMFANumberCheck: Check {
  /// As many other users as a finding names; a number may serve thousands.
  private static let namedUsers = 20

  func assessment(of evidence: EvidenceReader) -> Assessment {
    guard let methods = evidence.authenticationMethods else { return Assessment() }
    var assessment = Assessment()
    var masked: Set<UserID> = []
    var holdings: [FactorHolding] = []
    for (user, list) in methods {
      for method in list {
        if let holding = FactorHolding(method, of: user, in: evidence) {
          holdings.append(holding)
        } else if method.kind == .phone, method.detail.map(PhoneNumber.isMasked) ?? true {
          masked.insert(user)
        }
      }
    }
    for audit in evidence.directoryAudits(["update user"]) ?? []
    where audit.hasSucceeded != false && evidence.window.contains(audit.occurredAt) {
      holdings += FactorHolding.holdings(in: audit, evidence: evidence)
    }
    for (factor, list) in Dictionary(grouping: holdings, by: \.factor) {
      let byUser = Dictionary(grouping: list, by: \.user)
      if byUser.count < 2 {
        if factor.isWorldwide, let user = byUser.keys.first {
          assessment.traces.append(Trace(.phone, factor.value, of: user))
        }
        continue
      }
      let group = SharedGroup(factor, byUser, evidence: evidence)
      for user in group.users {
        let finding = finding(about: user, group, byUser[user] ?? [], in: evidence)
        assessment.findings.append(finding)
        if factor.isWorldwide { assessment.traces.append(Trace(.phone, factor.value, of: finding)) }
      }
    }
    if !masked.isEmpty { assessment.gaps.append(Self.hidden(masked)) }
    return assessment
  }

  /// All who share one factor.
  private struct SharedGroup {
    let factor: SharedFactor
    /// Sorted by id.
    let users: [UserID]
    /// Names of the first few, in that order, and of how many they are.
    let names: [String]
    let severity: Severity
    let signals: [Signal]

    init(_ factor: SharedFactor, _ byUser: [UserID: [FactorHolding]], evidence: EvidenceReader) {
      self.factor = factor
      users = byUser.keys.sorted()
      names = users.prefix(SharedMFANumberCheck.namedUsers + 1).map { evidence.people.name(of: $0) }
      var signals = [
        Signal("shared_\(factor.kind.rawValue)", "one \(factor.title) serves \(users.count) users")
      ]
      if factor.kind == .phone, byUser.values.allSatisfy({ $0.allSatisfy(\.isOfficePhone) }) {
        signals.append(Signal("office_phone", "is registered as an office phone by everybody who shares it"))
      }
      if users.count == 2, Self.isOnePerson(users, evidence) {
        signals.append(Signal("one_person", "both accounts bear the name of one person"))
      }
      severity = signals.count > 1 ? .medium : .high
      self.signals = signals
    }

    /// `Ada Example` and `Ada Example (Admin)`: all words of the shorter name, at least two, are in the longer.
    private static func isOnePerson(_ users: [UserID], _ evidence: EvidenceReader) -> Bool {
      let names = users.map { user in
        Set(
          (evidence.directory.user(id: user)?.displayName ?? "").lowercased()
            .split { !$0.isLetter }.map(String.init))
      }
      let (shorter, longer) = names[0].count <= names[1].count ? (names[0], names[1]) : (names[1], names[0])
      return shorter.count >= 2 && shorter.isSubset(of: longer)
    }
  }

  private func finding(
    about user: UserID, _ group: SharedGroup, _ holdings: [FactorHolding], in evidence: EvidenceReader
  ) -> Finding {
    let name = evidence.people.name(of: user)
    let others = group.names.filter { $0 != name }.prefix(Self.namedUsers)
    let count = group.users.count - 1
    var details = [Detail("User", name)]
    details += Set(holdings.map(\.words)).sorted().map { Detail(group.factor.title.capitalizedFirst, $0) }
    details += others.map { Detail("Shared with", $0) }
    if count > others.count { details.append(Detail("Shared with", "\(count) users in all")) }
    let shown = others.prefix(3).joined(separator: ", ")
    let rest = count > 3 ? " and \((count - 3).counted("other user"))" : ""
    return finding(
      about: user, "\(group.factor.kind.rawValue)|\(group.factor.value)", group.severity,
      message: "The second factor of \(name) (\(group.factor.title)) also serves \(shown)\(rest).",
      signals: group.signals, details: details,
      evidence: holdings.map(\.reference).distinct(by: \.self).sorted { $0.recordID < $1.recordID }, in: evidence)
  }

  /// What the run adds where another tenant's user has the same number: it is one intruder's, or an installer's.
  ///
  /// - Parameter known: the finding about the same number within the tenant.
  static func acrossTenants(
    _ campaign: Campaign, about user: UserID, named name: String, known: Finding?, in tenant: TenantID
  ) -> Finding {
    let signal = Signal(
      Signal.numberAcrossTenants, "serves \(campaign.users.counted("user")) in \(campaign.tenants) tenants of this run")
    if var known {
      known.severity = .critical
      known.signals.append(signal)
      return known
    }
    return Finding(
      key: key(of: campaign.value, for: user, in: tenant), checkID: metadata.id, checkRevision: metadata.revision,
      family: metadata.family, kind: metadata.kind, severity: .critical, confidence: .high, userID: user,
      title: metadata.title,
      message:
        "The second factor of \(name) (phone number) also serves \((campaign.users - 1).counted("user")) of other "
        + "tenants of this run.",
      signals: [signal], details: [Detail("User", name), Detail("Phone number", "…" + campaign.value.suffix(4))],
      occurredAt: nil, evidence: [], remediation: metadata.remediation, attack: metadata.attack)
  }

  /// The key of the finding about a number, whether it is shared within the tenant or beyond.
  static func key(of number: String, for user: UserID, in tenant: TenantID) -> FindingKey {
    FindingKey(
      tenant: tenant, check: metadata.id, subject: .user(user),
      discriminator: "\(SharedFactor.Kind.phone.rawValue)|\(number)")
  }

  private static func hidden(_ users: Set<UserID>) -> CollectionGap {
    CollectionGap(
      kind: .authenticationMethods, reason: .permissionGraph,
      message: "The phone numbers of \(users.count.counted("user")) came hidden or not at all, so they could not be "
        + "compared: read them as an application with UserAuthenticationMethod.Read.All.",
      needs: [EvidenceKind.authenticationMethods.permission], missedUsers: users.sorted())
  }
}

extension String {
  /// With its first letter in upper case.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
