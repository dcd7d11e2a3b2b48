import AuditModel
import MicrosoftCloud

/// What became of one per-user kind: who was asked, who failed, whose turn it was not.
struct OwnedOutcome: Sendable {
  let kind: EvidenceKind
  private(set) var answered = 0
  private(set) var failures: [UserID: CloudFailure] = [:]
  var notDue: [UserID] = []
  /// Why users beyond those that are known may be missing.
  var prerequisite: CollectionGap?
  private let rotation: Rotation

  init(_ kind: EvidenceKind, _ rotation: Rotation) {
    self.kind = kind
    self.rotation = rotation
  }

  mutating func answer() { answered += 1 }

  /// A user without a mailbox has no rules: that is no gap.
  mutating func fail(_ owner: UserReference, _ failure: CloudFailure) {
    guard failure.reason != .mailboxMissing else { return }
    if let id = owner.subject { failures[id] = failure }
  }

  /// What everybody would be refused for; nil as long as one was answered.
  var refusal: CloudFailure? {
    guard answered == 0, let first = firstFailure else { return nil }
    let isForAll = failures.values.allSatisfy { $0.reason == first.reason }
    return switch first.reason {
    case .roleMissing, .permissionMissing, .licenceMissing, .serviceMissing: isForAll ? first : nil
    default: nil
    }
  }

  /// Of the user that comes first, so that it is the same in every run.
  private var firstFailure: CloudFailure? { failures.min { $0.key < $1.key }?.value }

  /// One gap for all that is missing; nil when nothing is.
  var gap: CollectionGap? {
    if let refusal { return CollectionGap(kind: kind, failure: refusal) }
    let waiting = notDue.isEmpty ? nil : rotation.explanation
    guard !failures.isEmpty else {
      if let prerequisite { return prerequisiteGap(prerequisite) }
      return waiting.map { CollectionGap(kind: kind, reason: .notDue, message: $0, missedUsers: notDue.sorted()) }
    }
    let reason = mainReason
    let failed = failures.filter { GapReason($0.value, kind: kind) == reason }
    var message = Self.message(kind, reason, failed.count)
    let rest = failures.count - failed.count
    if rest > 0 { message += " \(rest) more could not be read for other reasons." }
    if let waiting { message += " " + waiting }
    let error = failed.min { $0.key < $1.key }?.value
    return CollectionGap(
      kind: kind, reason: reason, message: message, needs: CollectionGap.needs(kind, reason),
      missedUsers: prerequisite == nil ? (Array(failures.keys) + notDue).sorted() : nil,
      error: error.map { ServiceError($0) })
  }

  private func prerequisiteGap(_ cause: CollectionGap) -> CollectionGap {
    CollectionGap(
      kind: kind, reason: .prerequisiteFailed,
      message:
        "The users could not be listed (\(cause.reason.rawValue)), so that not everybody's \(kind.title) were asked for.",
      needs: cause.needs, error: cause.error)
  }

  /// The reason that concerns the most users; of equal ones the first by name.
  private var mainReason: GapReason {
    let counts = Dictionary(grouping: failures.values) { GapReason($0, kind: kind) }.mapValues(\.count)
    return counts.min { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }?.key ?? .serviceError
  }

  private static func message(_ kind: EvidenceKind, _ reason: GapReason, _ count: Int) -> String {
    let whose = "The \(kind.title) of \(count) \(count == 1 ? "user" : "users")"
    return switch reason {
    case .timeout: "\(whose) were not answered in time."
    case .throttled: "\(whose) were given up after Microsoft throttled the requests."
    case .permissionGraph, .permissionExchangeRole: "\(whose) may not be read by the application."
    case .schemaUnexpected: "\(whose) came in a form that is not understood."
    default: "\(whose) could not be read."
    }
  }
}
