import AuditModel

/// A user's place in the ranking, in 48 bytes, so that a whole fleet can be sorted in memory. Lesser comes first.
///
/// Order: indicator count, highest open severity, score, state (risen before known), last seen, user principal name (its first 24
/// bytes in lower case), then the tenant's and the user's own place, which make the order total.
package struct RankKey: Hashable, Sendable, Comparable {
  /// Indicator count, severity, score and state, each complemented so that more comes first.
  private let weight: UInt64
  /// Microseconds; complemented by the comparison. The earliest moment when there is no finding.
  private let lastSeen: Int64
  private let name: (UInt64, UInt64, UInt64)
  /// The tenant's place in the order of tenant ids.
  package let tenant: UInt32
  /// The user's place among the tenant's listed users, ordered by name and id.
  package let user: UInt32

  package init(_ standing: UserStanding, tenant: Int, user: Int) {
    let count = UInt64(min(standing.indicatorCount, 0xFFFF))
    let severity = UInt64(standing.severity.map { $0.rank + 1 } ?? 0)
    let score = UInt64(min(standing.score.eighths, 0xFFFF_FFFF))
    weight = ~(count << 48 | severity << 40 | score << 8 | Self.urgency(of: standing))
    lastSeen = standing.lastSeen?.microseconds ?? .min
    name = Self.prefix(of: standing.user.userPrincipalName)
    self.tenant = UInt32(tenant)
    self.user = UInt32(user)
  }

  package static func < (left: RankKey, right: RankKey) -> Bool {
    if left.weight != right.weight { return left.weight < right.weight }
    if left.lastSeen != right.lastSeen { return left.lastSeen > right.lastSeen }
    if left.name != right.name { return left.name < right.name }
    if left.tenant != right.tenant { return left.tenant < right.tenant }
    return left.user < right.user
  }

  package static func == (left: RankKey, right: RankKey) -> Bool {
    left.weight == right.weight && left.lastSeen == right.lastSeen && left.name == right.name
      && left.tenant == right.tenant && left.user == right.user
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(weight)
    hasher.combine(tenant)
    hasher.combine(user)
  }

  /// What rose, or was never compared, before what is known already.
  private static func urgency(of standing: UserStanding) -> UInt64 {
    switch standing.state {
    case .new, .reopened, .worse: 3
    case nil: standing.lastSeen == nil ? 0 : 3
    case .newCheck: 2
    case .persistent, .unverified: 1
    case .resolved, .agedOut: 0
    }
  }

  private static func prefix(of name: String) -> (UInt64, UInt64, UInt64) {
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    var index = 0
    for byte in name.utf8 {
      let letter = UInt64(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) << UInt64(56 - index % 8 * 8)
      switch index / 8 {
      case 0: words.0 |= letter
      case 1: words.1 |= letter
      case 2: words.2 |= letter
      default: return words
      }
      index += 1
    }
    return words
  }
}
