/// A limit that is found out while running: it rises while all goes well and is halved by a refusal.
struct AdaptiveLimit: Sendable {
  /// How it rises.
  enum Growth: Sendable {
    case none
    /// By one for each round of as many answers.
    case perRound
    /// By a tenth for each window of answers.
    case byTenth
  }

  private var value: Double
  private let minimum: Double
  private let maximum: Double
  private let growth: Growth
  private var lastCut: Moment?

  init(fixed limit: Int) { self.init(start: limit, minimum: limit, maximum: limit, growth: .none) }

  init(start: Int, minimum: Int, maximum: Int, growth: Growth) {
    self.minimum = Double(max(1, minimum))
    self.maximum = Double(max(1, minimum, maximum))
    self.growth = growth
    value = min(self.maximum, max(self.minimum, Double(start)))
  }

  /// The limit now.
  var current: Int { Int(value) }

  /// True when answers change it.
  var isAdaptive: Bool { minimum < maximum }

  /// Something of that size was answered.
  mutating func rise(units: Int) {
    switch growth {
    case .none: return
    case .perRound: value += Double(units) / value
    case .byTenth: value += Double(units) / 10
    }
    value = min(maximum, value)
  }

  /// Something granted at that moment was refused; refusals of what was granted before the last cut tell nothing new.
  ///
  /// - Parameter passed: how many of a batch were not refused, which is about what may pass.
  mutating func cut(grantedAt: Moment, now: Moment, passed: Int? = nil) {
    if let lastCut, grantedAt < lastCut { return }
    lastCut = now
    value = max(minimum, min(value / 2, passed.map(Double.init) ?? .infinity))
  }
}
