import AuditModel

/// When users got new sign-in methods, from the listing and from the directory audit log.
struct MethodMoments {
  /// A day: an intruder changes password and second factor, and brings a device, soon after the first sign-in.
  static let nearSeconds: Int64 = 86_400

  private let methods: [UserID: [AuthenticationMethod]]
  private let registrations: [UserID: [DirectoryAudit]]

  /// Activities by which a sign-in method is added, in lower case.
  static let activities = [
    "user registered security info", "admin registered security info", "user changed default security info",
    "user registered all required security info",
  ]

  init(_ evidence: EvidenceReader) {
    methods = evidence.authenticationMethods ?? [:]
    var registrations: [UserID: [DirectoryAudit]] = [:]
    for audit in evidence.directoryAudits(Self.activities) ?? [] where audit.hasSucceeded != false {
      if let user = audit.targetUser(in: evidence) { registrations[user, default: []].append(audit) }
    }
    self.registrations = registrations
  }

  static func isNear(_ left: Timestamp, _ right: Timestamp) -> Bool {
    abs(left.microseconds - right.microseconds) <= nearSeconds * 1_000_000
  }

  /// What was new near that moment: `phoneAuthenticationMethod, 2026-08-19T07:00:00Z`; nil when nothing was.
  ///
  /// - Parameter excluded: methods that are left out, such as those that a device brings along.
  func new(
    of user: UserID, near moment: Timestamp, excluding excluded: (AuthenticationMethod) -> Bool = { _ in false }
  ) -> String? {
    for method in methods[user] ?? [] where !method.isPassword && !excluded(method) {
      if let createdAt = method.createdAt, Self.isNear(createdAt, moment) {
        return "\(method.type), \(createdAt.iso8601)"
      }
    }
    return registrations[user]?.first { Self.isNear($0.occurredAt, moment) }
      .map { "\($0.activity), \($0.occurredAt.iso8601)" }
  }
}
