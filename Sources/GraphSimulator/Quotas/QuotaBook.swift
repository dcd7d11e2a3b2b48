/// Keeps every quota: sliding windows per application, tenant and mailbox, and how many run at a time.
struct QuotaBook {
  /// Why a request is not let through.
  struct Refusal {
    /// Such as `reports tenant 5f0c…`.
    let scope: String
    /// Seconds until it would be.
    let seconds: Double
    let tellsRetryAfter: Bool
    /// True where the limit is Microsoft's own secret: nobody can be blamed for meeting it.
    let isUnpublished: Bool
    let isConcurrency: Bool
  }

  private let settings: QuotaSettings
  /// How much faster than real time quotas run.
  private let timeScale: Double
  private var windows: [String: Window] = [:]
  private var runningByMailbox: [String: Int] = [:]
  private var runningByTenant: [String: Int] = [:]

  private struct Window {
    var sliding = SlidingQuota()
    let limit: Int
    let seconds: Double
  }

  init(settings: QuotaSettings, timeScale: Double) {
    self.settings = settings
    self.timeScale = timeScale
  }

  /// Nil when the request may be served. Counted in every window that it concerns, and so is what is refused.
  ///
  /// Source: Microsoft Graph throttling guidance ("avoid immediate retries, because all requests accrue against your usage limits"), checked 2026-11.
  mutating func admit(_ request: SimulatedRequest, at now: Double) -> Refusal? {
    if request.isOuterBatch { return nil }
    let charges = charges(of: request)
    guard let full = charges.first(where: { wait(for: $0, at: now) != nil }) else {
      for charge in charges { windows[charge.key]?.sliding.count(charge.units, at: now) }
      return nil
    }
    if settings.countsRefused {
      for charge in charges {
        var window = window(of: charge)
        window.sliding.count(charge.units, at: now, isRefused: true)
        windows[charge.key] = window
      }
    }
    return Refusal(
      // What was just counted has to be waited for, too.
      scope: full.key, seconds: wait(for: full, at: now) ?? 0, tellsRetryAfter: full.quota.tellsRetryAfter,
      isUnpublished: ["authentication_methods", "device_management"].contains(full.name), isConcurrency: false)
  }

  /// Seconds until the window has room for the charge; nil when it has.
  private mutating func wait(for charge: Charge, at now: Double) -> Double? {
    var window = window(of: charge)
    defer { windows[charge.key] = window }
    return window.sliding.wait(charge.units, at: now, limit: window.limit, window: window.seconds)
  }

  private func window(of charge: Charge) -> Window {
    windows[charge.key] ?? Window(limit: charge.limit, seconds: charge.quota.seconds / timeScale)
  }

  /// How full the fullest window of a request is, from 0 to 1.
  func fullness(of request: SimulatedRequest) -> Double {
    charges(of: request).map { charge in
      windows[charge.key].map { Double($0.sliding.units) / Double(max(1, $0.limit)) } ?? 0
    }.max() ?? 0
  }

  // MARK: How many at a time

  /// Nil when the mailbox answers one more at a time, which `leave` ends.
  mutating func enterMailbox(_ mailbox: String) -> Refusal? {
    if let most = settings.mailboxConcurrency, runningByMailbox[mailbox, default: 0] >= most {
      return Refusal(
        scope: "outlook concurrency \(mailbox)", seconds: 1 / timeScale, tellsRetryAfter: true, isUnpublished: false,
        isConcurrency: true)
    }
    runningByMailbox[mailbox, default: 0] += 1
    return nil
  }

  mutating func leaveMailbox(_ mailbox: String) {
    let left = runningByMailbox[mailbox, default: 1] - 1
    runningByMailbox[mailbox] = left == 0 ? nil : left
  }

  /// Nil when Exchange runs one more request for the tenant, which `leaveExchange` ends.
  mutating func enterExchange(_ tenant: String) -> Refusal? {
    if let most = settings.exchangeConcurrency, runningByTenant[tenant, default: 0] >= most {
      return Refusal(
        scope: "exchange concurrency \(tenant)", seconds: 1 / timeScale, tellsRetryAfter: false, isUnpublished: true,
        isConcurrency: true)
    }
    runningByTenant[tenant, default: 0] += 1
    return nil
  }

  mutating func leaveExchange(_ tenant: String) {
    let left = runningByTenant[tenant, default: 1] - 1
    runningByTenant[tenant] = left == 0 ? nil : left
  }

  /// The shortest time in which everything that was let through can pass, and the quota that decides it.
  var lowerBound: (seconds: Double, scope: String) {
    var longest = (seconds: 0.0, scope: "none")
    for (key, window) in windows.sorted(by: { $0.key < $1.key }) {
      let seconds = window.sliding.lowerBound(limit: window.limit, window: window.seconds)
      if seconds > longest.seconds { longest = (seconds, key) }
    }
    return longest
  }

  // MARK: Charges

  private struct Charge {
    let name: String
    let key: String
    let units: Int
    let limit: Int
    let quota: QuotaSettings.Quota
  }

  private func charges(of request: SimulatedRequest) -> [Charge] {
    var charges: [Charge] = []
    func charge(_ name: String, _ units: Int) {
      for quota in settings.quotas[name] ?? [] {
        let scope =
          switch quota.scope {
          case .application: "application \(request.application ?? "-")"
          case .tenant: "tenant \(request.tenant ?? "-")"
          case .mailbox: "mailbox \(request.mailbox ?? "-")"
          }
        let limit = quota.units > 0 ? quota.units : QuotaSettings.directoryUnits(ofUsers: request.users)
        charges.append(Charge(name: name, key: "\(name) \(scope)", units: units, limit: limit, quota: quota))
      }
    }
    if request.service == .graph { charge("global", 1) }
    switch request.quota {
    case .none: return request.service == .graph ? charges : []
    case .directory(let units): charge("directory", units)
    case .signInActivity:
      charge("sign_in_activity", 1)
      charge("directory", 1)
    case .messageTrace:
      charge("message_trace", 1)
      charge("exchange", 1)
    default: charge(request.quota.name, 1)
    }
    return charges
  }
}
