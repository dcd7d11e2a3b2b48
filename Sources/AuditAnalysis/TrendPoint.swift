package import AuditModel

/// One night of a trend.
package struct TrendPoint: Hashable, Sendable {
  /// The end of that night's window.
  package let asOf: Timestamp
  /// Indicators of the user (or counted findings of the tenant) that night; nil when that was not measured.
  package let count: Int?

  package init(asOf: Timestamp, count: Int?) {
    self.asOf = asOf
    self.count = count
  }
}
