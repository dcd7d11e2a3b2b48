/// What a scenario changes about quotas.
struct QuotaOverrides: Sendable {
  var authenticationMethods = MethodsClass.directory
  var exchangeConcurrency: Int?
  var mailboxConcurrency: Int?
  var retryAfter: RetryAfterForm?
  /// Microsoft says that all requests accrue, those it refuses included; false is the milder reading.
  var countsRefused = true

  /// Which budget a person's authentication methods count against: Microsoft's page can be read both ways.
  enum MethodsClass: String, CaseIterable, Sendable { case directory, reports }
  /// Whether refusals say when to come back; without it each workload does as it is known to.
  enum RetryAfterForm: String, CaseIterable, Sendable { case none, whole, fractional }

  init() {}

  init(_ whole: ScenarioSection) throws {
    guard
      let section = try whole.section(
        "quotas",
        known: ["authenticationMethods", "exchangeConcurrency", "mailboxConcurrency", "retryAfter", "countRefused"])
    else { return }
    authenticationMethods = try section.choice("authenticationMethods", MethodsClass.self) ?? .directory
    exchangeConcurrency = try section.integer("exchangeConcurrency", in: 1...10_000)
    mailboxConcurrency = try section.integer("mailboxConcurrency", in: 1...10_000)
    retryAfter = try section.choice("retryAfter", RetryAfterForm.self)
    countsRefused = try section.flag("countRefused") ?? true
  }
}
