/// Numbers from which on checks call something much; the defaults are those of the checks' pages.
///
/// The defaults follow the numbers of public detection rules where those give one, checked 2026-11; the others are this
/// project's own choice.
package struct CheckThresholds: Hashable, Sendable, Codable {
  /// Messages of one sender within ten minutes that are a burst.
  package var burstMessages = 10
  /// Recipients of one sender within ten minutes that are a burst.
  package var burstRecipients = 30
  /// Messages with one subject that are a mass mailing.
  package var repeatedSubjectMessages = 5
  /// Recipients of messages with one subject (three or more) that are a mass mailing.
  package var repeatedSubjectRecipients = 20
  /// Times the sender's own usual day that are out of the ordinary.
  package var baselineFactor = 5
  /// Outside recipients a day below which no day is out of the ordinary.
  package var baselineFloor = 20
  /// Percent of a sender's recipients of one day that failed.
  package var failurePercent = 30
  /// Failed recipients of one day below which their share means nothing.
  package var failureFloor = 10
  /// Messages deleted or moved to Deleted Items in one day that are mass deletion.
  package var deletedMessages = 50
  /// Messages deleted for good in one day that are mass deletion.
  package var hardDeletedMessages = 20
  /// Messages about money or warnings, deleted soon after they came, of one day that are out of the ordinary.
  package var quicklyDeletedMessages = 3
  /// Hours after its arrival within which a message counts as deleted soon.
  package var quickDeletionHours = 4
  /// Minutes after sending within which the deletion of the sent copy hides what was sent.
  package var sentCopyMinutes = 60
  /// Messages read by one client in one day that are bulk access.
  package var accessedMessages = 100
  /// Links for anyone made by one user in the window that are many.
  package var anonymousLinks = 10
  /// Failed sign-ins of one user in the window, before a success, that are guessing.
  package var failedSignIns = 10
  /// Users of one tenant for whom one address fails, from which on it is spraying passwords.
  package var sprayedUsers = 15
  /// Kilometres an hour above which nobody travels.
  package var travelSpeed = 1000

  package init() {}
}
