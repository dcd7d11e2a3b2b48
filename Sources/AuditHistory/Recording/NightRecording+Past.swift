import AuditModel
import GRDB

extension NightRecording {
  /// Adds what tonight has shown of each user to what is kept; writes only rows in which something changed.
  ///
  /// Rows of users of whom nothing was seen for 180 days go.
  func recordPast() throws {
    var waiting = result.observed
    var changed: [(user: String, past: KeptPast)] = []
    var forgotten: [String] = []
    let oldest = run.window.to.day - KeptPast.daysUntilForgotten
    if night > 1 {
      let rows = try Row.fetchCursor(try db.cachedStatement(sql: PastRow.ofTenant), arguments: [tenant])
      while let row = try rows.next() {
        let stored = try row.decode(String.self, atIndex: 0)
        guard let seen = waiting.removeValue(forKey: UserID(rawValue: StoredText.text(stored))) else {
          if try row.integer(2) <= oldest { forgotten.append(stored) }
          continue
        }
        if let past = try PastRow.past(row).merged(with: seen, of: run.window) { changed.append((stored, past)) }
      }
    }
    // In the order of ids, not of a dictionary: the same history gives the same file.
    for user in waiting.keys.sorted() {
      guard let seen = waiting[user],
        let past = KeptPast(changed: run.window.to).merged(with: seen, of: run.window)
      else { continue }
      changed.append((StoredText.stored(user.rawValue), past))
    }
    let write = try db.cachedStatement(
      sql: """
        INSERT INTO user_past (tenant, user_id, changed, seen_day, content) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (tenant, user_id) DO UPDATE
          SET changed = excluded.changed, seen_day = excluded.seen_day, content = excluded.content
        """)
    for (user, past) in changed {
      try write.execute(arguments: [tenant, user, past.changed.microseconds, past.seenDay, past.content])
    }
    let forget = try db.cachedStatement(sql: "DELETE FROM user_past WHERE tenant = ? AND user_id = ?")
    for user in forgotten { try forget.execute(arguments: [tenant, user]) }
  }
}
