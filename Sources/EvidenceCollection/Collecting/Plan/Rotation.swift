import AuditModel

/// Who did something, or whom something was done to, and who may do much.
struct UserActivity: Hashable, Sendable {
  /// Object ids, user principal names and addresses, in lower case.
  var names: Set<String> = []
  var administrators: Set<UserID> = []
}

/// Decides whose per-user kinds are read tonight.
struct Rotation: Sendable {
  private let plan: CollectionPlan
  private let activity: UserActivity
  let isForEverybody: Bool

  init(plan: CollectionPlan, userCount: Int, activity: UserActivity) {
    self.plan = plan
    self.activity = activity
    isForEverybody = Self.isForEverybody(plan: plan, userCount: userCount)
  }

  /// True when nobody has to wait: a small tenant, a first audit, a rotation of one night.
  static func isForEverybody(plan: CollectionPlan, userCount: Int) -> Bool {
    plan.onlyUser == nil
      && (plan.isFirstAudit || plan.refresh.nights == 1 || userCount <= plan.refresh.everybodyUpTo)
  }

  /// True when the user is read tonight: everybody's turn, an event, a role, a flag, or the turn of the rotation.
  func isDue(_ user: UserReference) -> Bool {
    guard let id = user.subject else { return true }
    let name = user.name?.lowercased()
    if let only = plan.onlyUser?.lowercased() { return id.rawValue == only || name == only }
    if isForEverybody || plan.flagged.contains(id) || activity.administrators.contains(id) { return true }
    if activity.names.contains(id.rawValue) || name.map(activity.names.contains) == true { return true }
    return Self.night(of: id, among: plan.refresh.nights) == plan.night % plan.refresh.nights
  }

  /// The user's night of the rotation: the same in every run (FNV-1a over the id).
  static func night(of id: UserID, among nights: Int) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in id.rawValue.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    // The low bits alone of FNV are weak for small differences.
    return Int((hash ^ hash >> 32) % UInt64(max(1, nights)))
  }

  /// What is said of those whose turn it is not.
  var explanation: String {
    if plan.onlyUser != nil { return "This run refreshes one user only (--user)." }
    return "Users without events, roles or flags are refreshed once in \(plan.refresh.nights) nights."
  }
}
