import AuditModel

extension TenantEvidence {
  /// Collected longer than this before the window's end, a kind says nothing about the rest of the window. Seconds.
  ///
  /// A day, because a nightly audit judges what the last night collected.
  static let staleSeconds: Int64 = 86_400

  /// The same evidence, in which every kind that does not reach the window's end says so by a gap for everybody.
  func measured(against window: AuditWindow) -> TenantEvidence {
    var evidence = self
    for kind in EvidenceKind.allCases {
      guard isAvailable(kind), let missing = missingPart(of: kind, in: window) else { continue }
      evidence.change(kind, by: Limitation(kind: kind, missing: missing))
    }
    return evidence
  }

  /// What of the window a kind does not tell, in words without a full stop; nil when it reaches the window's end.
  private func missingPart(of kind: EvidenceKind, in window: AuditWindow) -> String? {
    guard let moment = collectedAt[kind] else {
      return "Nothing says when the \(kind.title) were collected, so what they tell of the window "
        + "\(window.from.iso8601) to \(window.to.iso8601) is unknown: collect them again"
    }
    if window.to.seconds(since: moment) <= Self.staleSeconds { return nil }
    return "The \(kind.title) were collected \(moment.iso8601), so nothing tells of the part of the window from "
      + "\(max(moment, window.from).iso8601) to \(window.to.iso8601): collect them again, or audit the window that "
      + "ended then"
  }
}

/// Leaves a kind as it is, but says that a part is missing for everybody.
private struct Limitation: CollectedChange {
  let kind: EvidenceKind
  let missing: String

  func callAsFunction<Value>(_ collected: Collected<Value>) -> Collected<Value> {
    guard let value = collected.value else { return collected }
    return .partial(value, CollectionGap(kind: kind, missing: missing, besides: collected.gap))
  }
}

extension CollectionGap {
  /// A gap for everybody, told together with the one that was there already.
  fileprivate init(kind: EvidenceKind, missing: String, besides other: CollectionGap?) {
    guard let other else {
      self.init(kind: kind, reason: .windowTooShort, message: missing + ".")
      return
    }
    let told = other.message.hasSuffix(".") ? String(other.message.dropLast()) : other.message
    self.init(
      kind: kind, reason: other.missedUsers == nil ? other.reason : .windowTooShort,
      message: "\(missing); besides: \(told).", needs: other.needs, missedUsers: nil, error: other.error)
  }
}
