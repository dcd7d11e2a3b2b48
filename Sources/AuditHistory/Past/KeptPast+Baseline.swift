import AuditModel

extension KeptPast {
  /// What a night's checks may compare with; nil when it is nothing.
  ///
  /// - Parameter firstAudit: the end of the window of the first night that could see anything of the tenant.
  func baseline(of window: AuditWindow, firstAudit: Timestamp) -> UserPast? {
    let limit = max(window.from, firstAudit)
    let firstDay = window.from.day
    let profiles = profiles(of: window, limit)
    let past = UserPast(
      countries: baseline(countries, of: window, limit), mailClients: baseline(mailClients, of: window, limit),
      networks: baseline(networks, of: window, limit),
      sentPerDay: Dictionary(
        uniqueKeysWithValues: sent.lazy.filter { $0.key < firstDay }.map { (Timestamp(day: $0.key).date, $0.value) }),
      profile: profiles.first?.profile, laterProfiles: Array(profiles.dropFirst()))
    return past == UserPast() ? nil : past
  }

  private func baseline(
    _ sightings: [String: Sighting], of window: AuditWindow, _ limit: Timestamp
  ) -> [String: Timestamp] {
    let oldest = window.to.day - Self.daysUntilForgotten
    var earlier: [(value: String, known: Timestamp, day: Int64)] = []
    for (value, sighting) in sightings where sighting.known < window.to {
      let day = changed == window.to ? sighting.earlierDay : sighting.lastDay
      if day > oldest { earlier.append((value, sighting.known, day)) }
    }
    guard let first = earlier.lazy.map(\.known).min() else { return [:] }
    var days: [String: Timestamp] = [:]
    for (value, known, day) in earlier where known <= limit || known == first { days[value] = Timestamp(day: day) }
    return days
  }

  /// The newest of those that were known then, else the oldest; and those that came after it.
  private func profiles(of window: AuditWindow, _ limit: Timestamp) -> [UserPast.SeenProfile] {
    let earlier = profiles.filter { $0.seenAt < window.to }
    return Array(earlier.suffix(from: earlier.lastIndex { $0.seenAt <= limit } ?? 0))
  }
}
