import Synchronization

/// Decides which requests go wrong, by the seed, the request and how often it was tried: never by the order of requests.
final class FaultDesk: Sendable {
  private let seed: UInt64
  private let state = Mutex(State())

  private struct State {
    var matched: [RuleKey: Int] = [:]
    var struck: [RuleKey: Int] = [:]
    /// How often in a row an identity was struck.
    var inARow: [String: Int] = [:]
    var outageBegins: [RuleKey: Double] = [:]
    var drawn: [String: UInt64] = [:]
  }

  private struct RuleKey: Hashable {
    let tenant: String
    let rule: Int
  }

  init(seed: UInt64) { self.seed = seed }

  /// The rule that strikes a request; nil when it is answered as it should be.
  ///
  /// - Parameter identity: the same for a request and its repetitions.
  func strike(
    _ rules: [FaultRule], _ request: WireRequest, tenant: String, identity: @autoclosure () -> String, now: Double
  )
    -> FaultRule?
  {
    guard !rules.isEmpty else { return nil }
    let identity = identity()
    return state.withLock { state in
      for (index, rule) in rules.enumerated() where rule.concerns(request) {
        let key = RuleKey(tenant: tenant, rule: index)
        if rule.kind == .outage {
          if isOut(rule, key, now, &state) { return rule }
          continue
        }
        let order = state.matched[key, default: 0]
        state.matched[key] = order + 1
        guard order >= rule.after, state.struck[key, default: 0] < rule.times,
          state.inARow[identity, default: 0] < rule.inARow, draw(identity, index, &state) < rule.share
        else { continue }
        state.struck[key, default: 0] += 1
        state.inARow[identity, default: 0] += 1
        return rule
      }
      state.inARow[identity] = nil
      return nil
    }
  }

  func reset() { state.withLock { $0 = State() } }

  private func isOut(_ rule: FaultRule, _ key: RuleKey, _ now: Double, _ state: inout State) -> Bool {
    let order = state.matched[key, default: 0]
    state.matched[key] = order + 1
    guard order >= rule.after else { return false }
    let begin = state.outageBegins[key] ?? now
    state.outageBegins[key] = begin
    return now < begin + rule.seconds
  }

  private func draw(_ identity: String, _ rule: Int, _ state: inout State) -> Double {
    let key = "\(rule) \(identity)"
    let tries = state.drawn[key, default: 0]
    state.drawn[key] = tries + 1
    return SeededNumbers.share(seed, key, tries)
  }
}

/// Numbers that look random and depend on a seed only.
enum SeededNumbers {
  /// The finalizer of SplitMix64 (Steele, Lea and Flood, 2014).
  static func mixed(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  static func number(_ seed: UInt64, _ text: String, _ number: UInt64) -> UInt64 {
    var value = mixed(seed)
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return mixed(mixed(value) ^ number)
  }

  /// From 0 up to, not including, 1.
  static func share(_ seed: UInt64, _ text: String, _ number: UInt64) -> Double {
    Double(Self.number(seed, text, number) >> 11) / Double(1 << 53)
  }

  /// The elements in an order that depends on the seed.
  static func shuffled<Element>(_ elements: [Element], _ seed: UInt64, _ text: String) -> [Element] {
    elements.enumerated().sorted { number(seed, text, UInt64($0.offset)) < number(seed, text, UInt64($1.offset)) }.map(
      \.element)
  }
}

extension FaultRule {
  fileprivate func concerns(_ request: WireRequest) -> Bool {
    if let service, service != request.service { return false }
    // A failing login service is asked for by name: else every tenant's first request would be struck twice.
    if service == nil, request.service == .login, kind != .outage { return false }
    if let path, !request.path.lowercased().contains(path.lowercased()) { return false }
    guard request.isBatchItem else { return true }
    return concernsItems && [.serverError, .throttle, .gatewayTimeout].contains(kind)
  }
}
