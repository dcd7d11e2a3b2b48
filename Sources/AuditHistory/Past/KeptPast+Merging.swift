import AuditModel

extension KeptPast {
  /// With what a night has shown; nil when nothing of it is news.
  func merged(with night: UserPast, of window: AuditWindow) -> KeptPast? {
    var next = self
    let isLaterNight = window.to > changed
    let today = window.to.day
    var hasNews = false
    func merge(_ kept: [String: Sighting], _ seen: [String: Timestamp], limit: Int) -> [String: Sighting] {
      let (merged, isNews) = Self.merged(kept, seen, of: window, isLaterNight: isLaterNight, limit: limit)
      if isNews { hasNews = true }
      return merged
    }
    next.countries = merge(countries, night.countries, limit: Self.maximumCountries)
    next.mailClients = merge(mailClients, night.mailClients, limit: Self.maximumMailClients)
    next.networks = merge(networks, night.networks, limit: Self.maximumNetworks)
    for (day, volume) in night.sentPerDay {
      guard let day = Timestamp(iso8601: day)?.day, sent[day] != volume else { continue }
      next.sent[day] = volume
    }
    next.sent = next.sent.filter { $0.key > today - Int64(Self.daysOfSentMail) - 1 }
    if let profile = night.profile { next.addProfile(profile, of: window) }
    next.seenDay = max(seenDay, next.newestDay)
    // A row is not written every night only because its user is still listed.
    if night.profile != nil, today - next.seenDay >= 30 { next.seenDay = today }
    guard hasNews || next.sent != sent || next.profiles != profiles || next.seenDay != seenDay else { return nil }
    next.changed = max(changed, window.to)
    return next
  }

  private var newestDay: Int64 {
    let sightings = [countries, mailClients, networks].lazy.flatMap { $0.values.lazy.map(\.lastDay) }
    return max(sightings.max() ?? 0, sent.keys.max() ?? 0)
  }

  private static func merged(
    _ kept: [String: Sighting], _ seen: [String: Timestamp], of window: AuditWindow, isLaterNight: Bool, limit: Int
  ) -> (sightings: [String: Sighting], isNews: Bool) {
    let oldest = window.to.day - daysUntilForgotten
    var merged = kept
    if isLaterNight {
      // Forgotten before it can be seen again, so that it is new again.
      merged = kept.filter { $0.value.lastDay > oldest }
        .mapValues { Sighting(known: $0.known, lastDay: $0.lastDay, earlierDay: $0.lastDay) }
    }
    var isNews = merged.count != kept.count
    for (value, moment) in seen {
      let day = moment.day
      if let sighting = merged[value] {
        guard day > sighting.lastDay else { continue }
        merged[value]?.lastDay = day
      } else {
        merged[value] = Sighting(known: window.to, lastDay: day, earlierDay: day)
      }
      isNews = true
    }
    guard merged.count > limit else { return (merged, isNews) }
    return (newest(of: merged, window, limit: limit), isNews)
  }

  /// Those that stay when there are too many: first what was known before and is still in use, then what is new.
  private static func newest(
    of sightings: [String: Sighting], _ window: AuditWindow, limit: Int
  ) -> [String: Sighting] {
    let firstDay = window.from.day
    func rank(_ sighting: Sighting) -> Int {
      if sighting.known == window.to { return 1 }
      return sighting.lastDay >= firstDay ? 0 : 2
    }
    let sorted = sightings.sorted { left, right in
      (rank(left.value), -left.value.lastDay, left.key) < (rank(right.value), -right.value.lastDay, right.key)
    }
    return Dictionary(uniqueKeysWithValues: sorted.prefix(limit).lazy.map { ($0.key, $0.value) })
  }

  private mutating func addProfile(_ profile: UserProfile, of window: AuditWindow) {
    // The last run of an evening stands.
    if profiles.last?.seenAt == window.to { profiles.removeLast() }
    let filled = profiles.last.map { profile.filled(from: $0.profile) } ?? profile
    if filled.isIdentical(to: profiles.last?.profile) { return }
    profiles.append(UserPast.SeenProfile(seenAt: window.to, profile: filled))
    let oldest = window.to.advanced(byDays: -Int(Self.daysUntilForgotten))
    if let standing = profiles.lastIndex(where: { $0.seenAt <= oldest }) { profiles.removeFirst(standing) }
    if profiles.count > Self.maximumProfiles { profiles.removeFirst(profiles.count - Self.maximumProfiles) }
  }
}

extension UserProfile {
  /// With the other's values where the source did not say.
  fileprivate func filled(from other: UserProfile) -> UserProfile {
    UserProfile(
      displayName: displayName ?? other.displayName, givenName: givenName ?? other.givenName,
      surname: surname ?? other.surname, mail: mail ?? other.mail, otherMails: otherMails ?? other.otherMails,
      mobilePhone: mobilePhone ?? other.mobilePhone, businessPhones: businessPhones ?? other.businessPhones,
      streetAddress: streetAddress ?? other.streetAddress, postalCode: postalCode ?? other.postalCode,
      jobTitle: jobTitle ?? other.jobTitle, userPrincipalName: userPrincipalName ?? other.userPrincipalName)
  }

  /// `==` takes canonically equivalent spellings for one, and a look-alike is news.
  fileprivate func isIdentical(to other: UserProfile?) -> Bool {
    guard let other else { return false }
    return [
      \UserProfile.displayName, \.givenName, \.surname, \.mail, \.mobilePhone, \.streetAddress, \.postalCode,
      \.jobTitle, \.userPrincipalName,
    ].allSatisfy { self[keyPath: $0].isIdentical(to: other[keyPath: $0]) }
      && Self.isIdentical(otherMails, other.otherMails) && Self.isIdentical(businessPhones, other.businessPhones)
  }

  private static func isIdentical(_ left: [String]?, _ right: [String]?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left.count == right.count && zip(left, right).allSatisfy { $0.isIdentical(to: $1) }
  }
}
