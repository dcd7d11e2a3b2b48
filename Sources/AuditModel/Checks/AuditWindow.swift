/// The time an audit looks at: from (inclusive) to (exclusive).
package struct AuditWindow: Hashable, Sendable, Codable {
  package let from: Timestamp
  package let to: Timestamp

  package init(from: Timestamp, to: Timestamp) {
    self.from = from
    self.to = to
  }

  /// The window of that many days before a moment.
  package init(days: Int, endingAt end: Timestamp) {
    self.init(from: end.advanced(byDays: -days), to: end)
  }

  package func contains(_ moment: Timestamp) -> Bool { moment >= from && moment < to }
}
