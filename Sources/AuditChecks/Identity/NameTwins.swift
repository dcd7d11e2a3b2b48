import AuditModel

/// Whose display name looks like a name that another user has taken.
///
/// - Cost: one pass over all users, and only when somebody's display name was changed.
struct NameTwins {
  private let usersBySkeleton: [String: [UserID]]

  init(of changes: [ProfileChange], in evidence: EvidenceReader) {
    let names = Set(changes.filter { $0.field == .displayName }.map { NameSkeleton.of($0.new) }).subtracting([""])
    var users: [String: [UserID]] = [:]
    if !names.isEmpty {
      // Sorted by id; two are enough, because one of them is not the user itself.
      for user in evidence.users ?? [] {
        guard let name = user.displayName else { continue }
        let skeleton = NameSkeleton.of(name)
        if names.contains(skeleton), (users[skeleton]?.count ?? 0) < 2 { users[skeleton, default: []].append(user.id) }
      }
    }
    usersBySkeleton = users
  }

  /// Another user whose name the change takes; nil for other changes, and when the name looked like that before.
  func user(of change: ProfileChange) -> UserID? {
    guard change.field == .displayName else { return nil }
    let skeleton = NameSkeleton.of(change.new)
    if let old = change.old, NameSkeleton.of(old) == skeleton { return nil }
    return usersBySkeleton[skeleton]?.first { $0 != change.user }
  }
}
