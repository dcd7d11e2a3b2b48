/// What a request, or a batch of requests, takes from the budgets.
struct Charge: Sendable {
  let terms: TenantTerms
  let limit: LimitClass
  /// Requests as the service counts them: the items of a batch.
  var requests = 1
  /// What the class's window counts: resource units for the directory, else requests.
  var units = 1
  /// One entry a request to a mailbox.
  var mailboxes: [String] = []
  /// The mailbox that the request waits for in a lane of its own.
  var laneMailbox: String?

  init(terms: TenantTerms, limit: ServiceLimit, mailbox: String? = nil) {
    self.terms = terms
    self.limit = limit.limitClass
    units = limit.units
    if limit.limitClass == .outlook, let mailbox {
      mailboxes = [mailbox]
      laneMailbox = mailbox
    }
  }

  /// A request to the token endpoint.
  init(login terms: TenantTerms) {
    self.terms = terms
    limit = .login
  }

  /// A batch of requests of one class.
  init(terms: TenantTerms, limit: LimitClass, batch: [(units: Int, mailbox: String?)]) {
    self.terms = terms
    self.limit = limit
    requests = batch.count
    units = batch.reduce(0) { $0 + $1.units }
    mailboxes = limit == .outlook ? batch.compactMap(\.mailbox) : []
  }
}
