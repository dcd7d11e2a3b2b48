/// One thing that requests share: a window of units, a cap on requests in flight, a pause that a service asked for, or several.
final class Budget {
  /// Why a request cannot have its share now.
  enum Obstacle {
    /// It may be asked again then.
    case until(Moment)
    /// Until another request is done.
    case untilReleased
  }

  let id: UInt64
  /// True for what one tenant may ask of one service: what a service says of the share spent is about that.
  let isOfTenantService: Bool
  var window: SlidingWindow?
  var slots: AdaptiveLimit?
  private(set) var inFlight = 0
  private(set) var pausedUntil: Moment?
  /// Lanes whose first request this budget holds up.
  var queue = FairQueue()
  /// The moment for which a wake-up is on its way.
  var wakeAt: Moment?

  init(id: UInt64, window: SlidingWindow? = nil, slots: AdaptiveLimit? = nil, isOfTenantService: Bool = false) {
    self.id = id
    self.isOfTenantService = isOfTenantService
    self.window = window
    self.slots = slots
  }

  /// Nil when the claim may go now.
  func obstacle(to claim: Claim, now: Moment) -> Obstacle? {
    if let until = pausedUntil {
      if now < until { return .until(until) }
      pausedUntil = nil
    }
    if let slots, inFlight > 0, inFlight + claim.slots > slots.current { return .untilReleased }
    return window?.moment(for: claim.units, now: now).map(Obstacle.until)
  }

  func begin(_ ticket: UInt64, _ claim: Claim, now: Moment) {
    inFlight += claim.slots
    window?.begin(ticket, units: claim.units, now: now)
  }

  func end(_ ticket: UInt64, _ claim: Claim, now: Moment) {
    inFlight -= claim.slots
    window?.end(ticket, now: now)
  }

  /// As if it had never begun.
  func giveBack(_ ticket: UInt64, _ claim: Claim) {
    inFlight -= claim.slots
    window?.giveBack(ticket)
  }

  /// Nothing goes before that moment; an earlier pause never shortens a later one.
  func pause(until moment: Moment) {
    if let pausedUntil, moment <= pausedUntil { return }
    pausedUntil = moment
  }

  /// True when nothing is in flight, waiting or paused.
  func isAtRest(at now: Moment) -> Bool {
    guard inFlight == 0, queue.isEmpty, wakeAt == nil else { return false }
    return pausedUntil.map { $0 <= now } ?? true
  }

  /// True when it may be forgotten: at rest, and no use of it counts any more.
  func isIdle(at now: Moment) -> Bool { isAtRest(at: now) && (window?.isIdle(at: now) ?? true) }
}
