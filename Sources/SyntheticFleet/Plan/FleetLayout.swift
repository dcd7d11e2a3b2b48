/// How many users each tenant has: small and large ones, summing exactly to what was asked for.
struct FleetLayout: Sendable {
  let sizes: [Int]
  /// The position of the additional hostile tenant.
  let hostileIndex: Int?

  /// Shares of the first twelve tenants, so that the stories told there find enough people.
  private static let firstShares = [60, 45, 80, 25, 90, 50, 35, 40, 70, 30, 55, 12]
  /// What an MSP's further customers look like: many small ones, few large ones.
  private static let shares = [4, 6, 8, 10, 14, 18, 25, 30, 40, 55, 70, 90, 120, 180, 400]

  init(tenants: Int, users: Int, seed: UInt64, hostile: Bool) {
    var random = SeededGenerator(seed: seed, Purpose.sizes.rawValue)
    let weights = (0..<tenants).map { index in
      index < FleetLayout.firstShares.count ? FleetLayout.firstShares[index] : random.pick(FleetLayout.shares)
    }
    let total = weights.reduce(0, +)
    // Everybody gets one user first; with fewer users than tenants the last tenants stay empty.
    let given = min(users, tenants)
    let rest = users - given
    var sizes = weights.enumerated().map { index, weight in (index < given ? 1 : 0) + rest * weight / total }
    var left = users - sizes.reduce(0, +)
    var index = 0
    while left > 0 {
      sizes[index % tenants] += 1
      left -= 1
      index += 1
    }
    hostileIndex = hostile ? tenants : nil
    if hostile { sizes.append(HostileTexts.names.count) }
    self.sizes = sizes
  }
}
