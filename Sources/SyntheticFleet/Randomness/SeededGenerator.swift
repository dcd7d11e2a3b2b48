/// SplitMix64: a small generator whose numbers are the same on every machine.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014. Integers only, so that no
/// mathematical library can change a byte.
struct SeededGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A generator of its own for one purpose, so that asking in another order changes nothing.
  init(seed: UInt64, _ parts: UInt64...) {
    var state = seed
    for part in parts { state = SeededGenerator.mixed(state ^ SeededGenerator.mixed(part &+ 0x9E37_79B9_7F4A_7C15)) }
    self.state = state
  }

  /// The next 64 random bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return SeededGenerator.mixed(state)
  }

  /// A number from 0 up to, not including, the limit; 0 when the limit is not positive.
  mutating func below(_ limit: Int) -> Int {
    guard limit > 1 else { return 0 }
    return Int(next().multipliedFullWidth(by: UInt64(limit)).high)
  }

  /// True that many times in a thousand.
  mutating func chance(_ perMille: Int) -> Bool { below(1000) < perMille }

  /// One of the elements, each as likely as the others.
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// The finalizer of SplitMix64: every input bit changes about half of the output bits.
  static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// What a stream of random numbers is for; the raw value keeps the streams apart.
enum Purpose: UInt64 {
  case sizes = 1, tenant, people, person, mailbox, event, background, directory, signIns, methods, rule, folder, life
  case applications, devices, access, trace
}
