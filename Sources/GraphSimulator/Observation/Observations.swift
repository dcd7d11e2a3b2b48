/// What the simulator has seen: requests, how many at a time, and everything a polite client would not do.
struct Observations {
  /// Something that a polite client does not do.
  struct Violation: Hashable {
    let kind: String
    let subject: String
  }

  private(set) var requests = 0
  private(set) var batchItems = 0
  private(set) var statuses: [Int: Int] = [:]
  private(set) var itemStatuses: [Int: Int] = [:]
  private(set) var faults: [String: Int] = [:]
  private(set) var byRoute: [String: Int] = [:]
  private(set) var byTenant: [String: Int] = [:]
  private(set) var violations: [Violation: Int] = [:]
  private(set) var mostRequests = 0
  private(set) var mostTenants = 0
  private(set) var mostOfOneTenant = 0
  private(set) var mostOfOneMailbox = 0
  private(set) var firstAt: Double?
  private(set) var lastAt: Double?
  private(set) var recent: [String] = []
  private var running = 0
  private var runningByTenant: [String: Int] = [:]
  private var runningByMailbox: [String: Int] = [:]
  /// Until when a request must not come again.
  private var notBefore: [String: Double] = [:]
  /// Until when nothing more of a quota may be asked for, and when that was said.
  private var quotaNotBefore: [String: (said: Double, until: Double)] = [:]

  /// What is in flight: an HTTP request, not an item of a batch.
  mutating func arrived(_ request: SimulatedRequest, at now: Double) {
    firstAt = firstAt ?? now
    lastAt = now
    byRoute[request.route, default: 0] += 1
    if request.isBatchItem {
      batchItems += 1
    } else {
      requests += 1
      let tenant = request.tenant ?? "-"
      byTenant[tenant, default: 0] += 1
      running += 1
      mostRequests = max(mostRequests, running)
      if request.tenant != nil {
        runningByTenant[tenant, default: 0] += 1
        mostTenants = max(mostTenants, runningByTenant.count)
        mostOfOneTenant = max(mostOfOneTenant, runningByTenant[tenant, default: 0])
      }
    }
    // Two hundredths of a second are the clocks' and the socket's.
    if let earliest = notBefore.removeValue(forKey: request.identity), now < earliest - 0.02 {
      note("before_retry_after", request.route + " " + (request.tenant ?? ""))
    }
  }

  mutating func finished(_ request: SimulatedRequest, status: Int, at now: Double) {
    lastAt = now
    if request.isBatchItem {
      itemStatuses[status, default: 0] += 1
      return
    }
    statuses[status, default: 0] += 1
    running -= 1
    if let tenant = request.tenant {
      let left = runningByTenant[tenant, default: 1] - 1
      runningByTenant[tenant] = left == 0 ? nil : left
    }
    recent.append("\(request.number) \(request.service.rawValue) \(request.route) \(request.tenant ?? "-") \(status)")
    if recent.count > 400 { recent.removeFirst(200) }
  }

  mutating func enteredMailbox(_ mailbox: String) {
    runningByMailbox[mailbox, default: 0] += 1
    mostOfOneMailbox = max(mostOfOneMailbox, runningByMailbox[mailbox, default: 0])
  }

  mutating func leftMailbox(_ mailbox: String) {
    let left = runningByMailbox[mailbox, default: 1] - 1
    runningByMailbox[mailbox] = left == 0 ? nil : left
  }

  /// Remembers that a request was told when to come again, for itself and, with a scope, for all of its quota.
  mutating func toldToWait(_ request: SimulatedRequest, until: Double, scope: String?, at now: Double) {
    notBefore[request.identity] = until
    if let scope { quotaNotBefore[scope] = (now, until) }
  }

  /// Notes whoever asks for more of a quota before the time that was said; what was on its way then is forgiven.
  mutating func checkQuota(_ scope: String, _ request: SimulatedRequest, at now: Double) {
    guard let told = quotaNotBefore[scope] else { return }
    if now >= told.until - 0.02 {
      quotaNotBefore[scope] = nil
    } else if now > told.said + 0.25 {
      note("before_retry_after", scope)
    }
  }

  mutating func struck(_ fault: String) { faults[fault, default: 0] += 1 }

  mutating func note(_ kind: String, _ subject: String) {
    violations[Violation(kind: kind, subject: subject), default: 0] += 1
  }
}
