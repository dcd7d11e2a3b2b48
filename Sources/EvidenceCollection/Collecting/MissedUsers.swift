import AuditModel
import MicrosoftCloud

/// Whose listing failed, and why.
actor MissedUsers {
  private var failures: [UserID: CloudFailure] = [:]
  private(set) var answered = 0

  /// Keeps what came, or remembers who was missed.
  ///
  /// - Parameter isListed: true when it is a failure that the service knows no such mailbox, because a listing holds it.
  func take(
    _ outcome: Result<[RawObject], CloudFailure>, of user: UserID?, isListed: Bool,
    keep: @Sendable ([RawObject]) async throws -> Void
  ) async throws {
    switch outcome {
    case .success(let objects):
      answered += 1
      if !objects.isEmpty { try await keep(objects) }
    case .failure(let failure):
      // Somebody without a mailbox has no rules; one that lies elsewhere may have.
      if !isListed, failure.reason == .mailboxMissing { return answered += 1 }
      // Nothing more is asked of a tenant that lets nobody in.
      if failure.concernsWholeTenant { throw WholeTenantFailure(failure: failure) }
      if let user { failures[user] = failure }
    }
  }

  /// True when all were refused for what concerns everybody alike.
  var isRefused: Bool {
    guard answered == 0, !failures.isEmpty else { return false }
    return failures.values.allSatisfy { failure in
      [.permissionMissing, .roleMissing, .licenceMissing].contains(failure.reason)
    }
  }

  /// Everybody who was missed, sorted.
  var users: [UserID] { failures.keys.sorted() }

  /// Why, the cause of most users first; nothing when nobody was missed.
  func causes(in kind: EvidenceKind) -> [MissedCause] {
    var found: [MissedCause.Words: MissedCause] = [:]
    // In the order of ids, so that the same failure speaks for a cause whatever came first.
    for user in users {
      guard let failure = failures[user] else { continue }
      found[MissedCause.Words(failure, of: kind), default: MissedCause(failure: failure)].count += 1
    }
    return found.sorted { left, right in
      (-left.value.count, left.key.text, left.key.reason.rawValue)
        < (-right.value.count, right.key.text, right.key.reason.rawValue)
    }.map(\.value)
  }
}
