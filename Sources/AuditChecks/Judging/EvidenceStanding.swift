import AuditModel

/// What the evidence at hand allows one check to say, before it has looked.
struct EvidenceStanding {
  enum Verdict { case judge, refuse(CheckResult) }

  let verdict: Verdict
  /// The most limiting first.
  let gaps: [CollectionGap]
  let unavailableHints: [EvidenceKind]

  init(metadata: CheckMetadata, evidence: TenantEvidence) {
    var blocking: [CollectionGap] = []
    var limiting: [CollectionGap] = []
    var dispensable: [CollectionGap] = []
    var hints: [EvidenceKind] = []
    var hasEssential = false
    var contributing = (declared: 0, available: 0)
    for need in metadata.needs.sorted(by: { $0.kind < $1.kind }) {
      let gap = evidence.gap(of: need.kind)
      let isAvailable = evidence.isAvailable(need.kind)
      switch need {
      case .essential:
        hasEssential = true
        if let gap { if isAvailable { limiting.append(gap) } else { blocking.append(gap) } }
      case .contributing, .alternative, .licensed:
        contributing.declared += 1
        if isAvailable { contributing.available += 1 }
        guard let gap else { continue }
        if need.isDispensable(gap, in: evidence) {
          hints.append(need.kind)
          dispensable.append(gap)
        } else {
          limiting.append(isAvailable ? gap : gap.concerningAnybody)
        }
      case .context:
        if let gap { limiting.append(isAvailable ? gap : gap.concerningAnybody) }
      case .hint:
        if gap != nil { hints.append(need.kind) }
      }
    }
    if !hasEssential, contributing.declared > 0, contributing.available == 0 {
      blocking = limiting + dispensable
      limiting = []
    }
    unavailableHints = hints
    // Whole kinds that are gone limit more than kinds of which a part is missing.
    gaps =
      blocking + limiting.filter { !evidence.isAvailable($0.kind) } + limiting.filter { evidence.isAvailable($0.kind) }
    if blocking.isEmpty {
      verdict = .judge
    } else {
      verdict = .refuse(blocking.allSatisfy { $0.reason == .licenceRequired } ? .notLicensed : .notAssessed)
    }
  }
}

extension EvidenceNeed {
  /// True when the answer lacks nothing by that gap.
  fileprivate func isDispensable(_ gap: CollectionGap, in evidence: TenantEvidence) -> Bool {
    switch self {
    case .alternative(_, let other): evidence.isAvailable(other) && evidence.gap(of: other) == nil
    case .licensed: gap.reason == .licenceRequired
    case .essential, .contributing, .context, .hint: false
    }
  }
}

extension CollectionGap {
  /// A kind that is wholly missing concerns everybody, whatever users its gap names.
  fileprivate var concerningAnybody: CollectionGap {
    if missedUsers == nil { return self }
    return CollectionGap(kind: kind, reason: reason, message: message, needs: needs, missedUsers: nil, error: error)
  }
}

extension [CollectionGap] {
  /// The users that all these gaps together concern, sorted; nil as soon as one may concern anybody.
  var missedUsers: [UserID]? {
    var users: Set<UserID> = []
    for gap in self {
      guard let missed = gap.missedUsers else { return nil }
      users.formUnion(missed)
    }
    return users.sorted()
  }
}
