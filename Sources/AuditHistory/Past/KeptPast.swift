import AuditModel

/// What the history keeps of one user for baselines, and when each value became known.
///
/// The rules that keep a baseline sound:
/// 1. A value belongs to the night that showed it first. It is part of the baseline of a later night only, and only when
///    it was known before that night's window began, or since the tenant's first audit, or since the first night that
///    showed anything of that sort of the user. So what is new stays new as long as its event is in the window.
/// 2. What a night adds is never part of its own baseline: judging a night again, after a killed run too, finds the same.
/// 3. Runs are recorded in the order of their windows' ends, so that an older night is never judged again.
struct KeptPast: Equatable {
  static let daysOfSentMail = 60
  static let daysUntilForgotten: Int64 = 180
  static let maximumCountries = 50
  static let maximumMailClients = 50
  static let maximumNetworks = 200
  static let maximumProfiles = 20

  /// One value that was seen.
  struct Sighting: Equatable {
    /// The end of the window of the night that showed it first.
    let known: Timestamp
    /// The last day on which it was seen, counted since 1970.
    var lastDay: Int64
    /// The same as of the night before the one that changed the row last.
    var earlierDay: Int64
  }

  /// The end of the window of the night that changed it last.
  var changed: Timestamp
  /// The last day on which something of the user was seen, to within 30 days where that is only the listing.
  var seenDay: Int64 = 0
  var countries: [String: Sighting] = [:]
  var mailClients: [String: Sighting] = [:]
  var networks: [String: Sighting] = [:]
  /// By day, counted since 1970.
  var sent: [Int64: SentVolume] = [:]
  /// Oldest first.
  var profiles: [UserPast.SeenProfile] = []

  init(changed: Timestamp) { self.changed = changed }
}

extension Timestamp {
  /// Whole days since 1970, rounded down.
  var day: Int64 {
    let seconds = self.seconds
    return seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
  }

  init(day: Int64) { self.init(seconds: day * 86_400) }
}
