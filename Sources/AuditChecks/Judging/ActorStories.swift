import AuditModel

/// Finds where one actor did the same to many people within minutes: one story, not many.
struct ActorStories {
  /// How many people, and within which time, make a story. Source: audit exports of laboratory tenants (34 resets in 13 s); an assistant who
  /// helps three colleagues in an afternoon is none.
  static let people = 5
  static let seconds: Int64 = 600

  /// One act on one person.
  struct Act {
    let actor: String
    let subject: String
    let at: Timestamp
  }

  /// One actor's run of acts, no two neighbours further apart than the limit.
  struct Story: Hashable {
    let actor: String
    let from: Timestamp
    let to: Timestamp
    let subjects: Int

    /// `within 13 seconds`, `within 4 minutes`.
    var duration: String {
      let seconds = to.seconds(since: from)
      return seconds < 120 ? "within \(max(1, seconds)) s" : "within \((seconds + 59) / 60) min"
    }
  }

  private var stories: [String: [Story]] = [:]

  init(_ acts: [Act]) {
    for (actor, list) in Dictionary(grouping: acts, by: \.actor) where list.count >= Self.people {
      let sorted = list.sorted { ($0.at, $0.subject) < ($1.at, $1.subject) }
      var run: [Act] = []
      for act in sorted {
        if let last = run.last, act.at.seconds(since: last.at) > Self.seconds { close(&run, of: actor) }
        run.append(act)
      }
      close(&run, of: actor)
    }
  }

  /// The story that an act of that actor belongs to; nil when it stands alone.
  func story(of actor: String, at moment: Timestamp) -> Story? {
    stories[actor]?.first { $0.from <= moment && moment <= $0.to }
  }

  private mutating func close(_ run: inout [Act], of actor: String) {
    defer { run = [] }
    let subjects = Set(run.map(\.subject)).count
    guard subjects >= Self.people, let first = run.first, let last = run.last else { return }
    stories[actor, default: []].append(Story(actor: actor, from: first.at, to: last.at, subjects: subjects))
  }
}
