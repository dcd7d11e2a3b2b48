import AuditModel
import MicrosoftCloud

/// One cause for which users were missed, and how many.
struct MissedCause: Sendable {
  /// That of the user with the smallest id.
  let failure: CloudFailure
  var count = 0

  /// What tells causes apart for a reader: failures of the same words are one cause.
  struct Words: Hashable {
    let reason: GapReason
    /// Goes on after "The inbox rules of 3 users".
    let text: String

    init(_ failure: CloudFailure, of kind: EvidenceKind) {
      reason = GapReason(failure)
      let isOfPeople = kind == .authenticationMethods
      text =
        switch failure.reason {
        case .timedOut: "were not answered in time"
        case .throttled: "were not answered: Microsoft throttled the requests to the end"
        case .mailboxMissing, .notFound:
          "could not be read: Microsoft says there is no such \(isOfPeople ? "user" : "mailbox")"
        case .mailboxElsewhere: "could not be read: the mailboxes are not hosted in Exchange Online"
        case .permissionMissing, .roleMissing:
          "could not be read: access to these \(isOfPeople ? "users" : "mailboxes") is denied"
        case .malformedAnswer: "came in a form that is not understood"
        case .foreignLink: "go on at another address, which was not followed"
        case .answerTooLarge, .endlessPages: "are more than is read of one user"
        default: "could not be read: the service failed"
        }
    }
  }
}

extension CollectionGap {
  /// What the failures of single users mean for a kind: the reason of most, and in words how many failed for which other.
  ///
  /// - Parameters:
  ///   - causes: at least one, that of most users first.
  ///   - missedUsers: nil when that is everybody.
  init(_ causes: [MissedCause], of kind: EvidenceKind, missedUsers: [UserID]?) {
    let main = CollectionGap(causes[0].failure, of: kind)
    var needs = main.needs
    for need in causes.dropFirst().flatMap({ CollectionGap($0.failure, of: kind).needs }) where !needs.contains(need) {
      needs.append(need)
    }
    let isOfAllAlike = missedUsers == nil && causes.count == 1
    self.init(
      kind: kind, reason: main.reason, message: isOfAllAlike ? main.message : Self.sentences(causes, kind),
      needs: needs, missedUsers: missedUsers,
      error: isOfAllAlike ? main.error : ServiceError(causes[0].failure, keepsRequestID: false))
  }

  private static func sentences(_ causes: [MissedCause], _ kind: EvidenceKind) -> String {
    causes.enumerated().map { place, cause in
      let users = cause.count == 1 ? "user" : "users"
      let whose =
        place == 0 ? "The \(kind.title) of \(cause.count) \(users)" : "Those of \(cause.count) further \(users)"
      return "\(whose) \(MissedCause.Words(cause.failure, of: kind).text)."
    }.joined(separator: " ")
  }
}
