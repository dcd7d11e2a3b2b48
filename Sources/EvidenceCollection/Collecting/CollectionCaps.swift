package import MicrosoftCloud

/// How much and how long is asked at most, and which version of an endpoint, where Microsoft's documentation and behaviour differ.
package struct CollectionCaps: Hashable, Sendable {
  /// Pages of one listing.
  package var pages = 20_000
  /// Events are asked for from so many days before the window.
  package var overlapDays = 1
  /// Tenants of more licensed users are asked for sign-ins a day at a time: wide queries run into the gateway's time-out.
  package var signInsWholeUpTo = 500
  /// Rows of one session of `Search-UnifiedAuditLog`; more are split in time.
  package var auditSessionRows = 50_000
  package var auditCallRows = 5_000
  /// The seconds below which time is not halved any more.
  package var auditShortestSlice: Int64 = 60
  /// Sessions begun anew after an internal time-out of the search.
  package var auditSessionTries = 4
  /// How often one audit search of Graph is looked at, and the first and longest wait between two looks.
  package var auditSearchLooks = 70
  package var auditSearchFirstLook = Duration.seconds(1)
  package var auditSearchLook = Duration.seconds(60)
  package var auditSearchVersion = GraphRequest.Version.v1
  /// Days of one message trace, and for how many days Exchange keeps it.
  package var traceDays = 10
  package var traceReach = 90
  package var traceRows = 5_000
  /// Only beta tells the well-known name of a folder.
  package var mailFoldersVersion = GraphRequest.Version.beta

  package init() {}
}
