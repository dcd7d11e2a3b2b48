import AuditModel

/// The countries from which one user signs in, and what is new against them.
struct UsualCountries {
  /// Seen on earlier nights, the first of which was before the window.
  private let known: Set<String>
  /// Seen on most of the user's days within the evidence: asked only where no earlier night knows better, because an
  /// intruder's second day is a day of the user as well.
  private let usual: Set<String>
  private let settings: CheckSettings

  init(of logons: [Logon], past: UserPast?, in evidence: EvidenceReader) {
    settings = evidence.settings
    // A first audit within the window saw these same sign-ins: what it found new stays new until the window has passed
    // it, instead of vouching for itself on the next night.
    let isEarlier = evidence.past.firstAuditAt.map { $0 <= evidence.window.from } ?? false
    known = isEarlier ? Set((past?.countries ?? [:]).keys) : []
    guard known.isEmpty else {
      usual = []
      return
    }
    var days: [String: Set<CalendarDay>] = [:]
    var all: Set<CalendarDay> = []
    for logon in logons where logon.hasSucceeded {
      guard let country = logon.signIn.country else { continue }
      days[country, default: []].insert(logon.day)
      all.insert(logon.day)
    }
    usual = Set(days.filter { $0.value.count >= 2 && $0.value.count * 2 >= all.count }.keys)
  }

  /// True when there is something to compare with.
  var isKnown: Bool { !known.isEmpty || !usual.isEmpty }

  func isUsual(_ country: String?) -> Bool {
    guard let country else { return false }
    return known.contains(country) || usual.contains(country) || settings.trustedCountries.contains(country)
  }

  /// Why a success from that country is out of the ordinary; nil when it is not, or nothing can be compared with.
  func mark(for country: String) -> SignInMark? {
    if isUsual(country) { return nil }
    if !known.isEmpty {
      return SignInMark(
        kind: .newCountry,
        reason: "comes from \(country), new for the user (before: \(known.sorted().listed(atMost: 5)))")
    }
    if !usual.isEmpty {
      return SignInMark(
        kind: .newCountry,
        reason:
          "comes from \(country), while the user's other days are of \(usual.sorted().listed(atMost: 5)) (no earlier nights to "
          + "compare with)")
    }
    if settings.trustedCountries.isEmpty { return nil }
    return SignInMark(
      kind: .newCountry,
      reason:
        "comes from \(country), outside the trusted countries (\(settings.trustedCountries.sorted().listed(atMost: 5)))"
    )
  }
}

/// Two successes that one person cannot have made: too far apart for the time between, or one session in two networks.
enum SignInTravel {
  /// Nearer than this, addresses' positions are too coarse to tell anything. Kilometres.
  static let distance = 500.0
  /// A session that changes its network this fast was copied. Source: public detection rules take 30 s to 10 min.
  static let sessionSeconds: Int64 = 600

  /// Marks by position in the list, which holds one user's successes in the order of time.
  static func marks(of logons: [Logon], countries: UsualCountries, speed: Int) -> [Int: [SignInMark]] {
    var marks: [Int: [SignInMark]] = [:]
    var located: Int?
    var sessions: [String: Int] = [:]
    for (position, logon) in logons.enumerated() {
      if logon.signIn.position != nil {
        if let other = located, let mark = travel(from: logons[other], to: logon, speed: speed) {
          marks[suspect(other, position, logons, countries), default: []].append(mark)
        }
        located = position
      }
      if let id = logon.signIn.sessionID, !id.isEmpty {
        if let other = sessions[id], let mark = session(from: logons[other], to: logon) {
          marks[suspect(other, position, logons, countries), default: []].append(mark)
        }
        sessions[id] = position
      }
    }
    return marks
  }

  /// The one of the two that is less usual for the user; the later one when nothing tells.
  private static func suspect(_ first: Int, _ second: Int, _ logons: [Logon], _ countries: UsualCountries) -> Int {
    let isFirstUsual = countries.isUsual(logons[first].signIn.country)
    let isSecondUsual = countries.isUsual(logons[second].signIn.country)
    return !isFirstUsual && isSecondUsual ? first : second
  }

  private static func travel(from first: Logon, to second: Logon, speed: Int) -> SignInMark? {
    guard first.network != second.network, let here = first.signIn.position, let there = second.signIn.position else {
      return nil
    }
    let way = here.distance(to: there)
    if way < distance { return nil }
    let seconds = second.at.seconds(since: first.at)
    if way * 3600 <= Double(speed) * Double(max(seconds, 1)) { return nil }
    return SignInMark(
      kind: .impossibleTravel,
      reason: "lies at least \(Int(way)) km from the sign-in \(first.at.iso8601) \(first.place), with "
        + "\((seconds + 59) / 60) min between (the other: \(second.at.iso8601) \(second.place))")
  }

  private static func session(from first: Logon, to second: Logon) -> SignInMark? {
    guard second.at.seconds(since: first.at) <= sessionSeconds, second.isElsewhere(than: first) else { return nil }
    return SignInMark(
      kind: .sharedSession,
      reason: "shares its session with another network within \(max(1, second.at.seconds(since: first.at))) s "
        + "(\(first.place), then \(second.place))")
  }
}

extension Logon {
  /// `203.0.113.9 (NG)`: without free text, for a message.
  var origin: String {
    let address = signIn.clientAddress ?? "an address that is not told"
    return signIn.country.map { "\(address) (\($0))" } ?? address
  }

  /// `203.0.113.9 (Lagos, NG)`.
  var place: String {
    let location = [signIn.city, signIn.country].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
    let address = signIn.clientAddress ?? "an address that is not told"
    return location.isEmpty ? address : "\(address) (\(location))"
  }
}

extension SignIn.Position {
  /// Kilometres through the earth: never more than the way over it, and no call of the C library.
  func distance(to other: SignIn.Position) -> Double {
    let radius = 6371.0
    let (left, right) = (unitVector, other.unitVector)
    let square = zip(left, right).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return radius * square.squareRoot()
  }

  private var unitVector: [Double] {
    let flat = Self.sine(90 - latitude)
    return [flat * Self.sine(longitude + 90), flat * Self.sine(longitude), Self.sine(latitude)]
  }

  /// The sine of an angle in degrees, by its series: exact to a metre on the earth.
  private static func sine(_ degrees: Double) -> Double {
    var angle = degrees.truncatingRemainder(dividingBy: 360)
    if angle > 180 { angle -= 360 }
    if angle < -180 { angle += 360 }
    if angle > 90 { angle = 180 - angle }
    if angle < -90 { angle = -180 - angle }
    let x = angle * Double.pi / 180
    var term = x
    var sum = x
    for step in 1...9 {
      term *= -x * x / Double(2 * step * (2 * step + 1))
      sum += term
    }
    return sum
  }
}
