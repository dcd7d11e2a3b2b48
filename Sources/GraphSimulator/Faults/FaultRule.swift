/// Something that goes wrong with a share of the requests.
struct FaultRule: Sendable {
  let kind: Kind
  /// Of the requests that it concerns, from 0 to 1.
  let share: Double
  /// The status of an error.
  let status: Int
  /// Seconds, which may be a fraction; nil sends no Retry-After.
  let retryAfter: Double?
  /// Concerns requests whose path holds this; nil for all.
  let path: String?
  /// Concerns one service; nil for all three.
  let service: WireService?
  /// Spares so many requests first.
  let after: Int
  /// Strikes so often at most.
  let times: Int
  /// Strikes the same request so often in a row at most.
  let inARow: Int
  /// Strikes items of batches, too.
  let concernsItems: Bool
  /// How long an outage or a hang lasts, in seconds.
  let seconds: Double

  enum Kind: String, CaseIterable, Sendable {
    /// 500, 502 or 503 with the service's body.
    case serverError
    /// 429 though nothing was exceeded.
    case throttle
    case reset, truncate, html
    /// A whole answer whose JSON ends in the middle.
    case cut
    /// A whole answer in which a list is an object.
    case wrongTypes
    /// 504 with an empty body.
    case gatewayTimeout
    /// No answer for some time, then a reset.
    case hang
    /// Every request of the tenant is reset for some time after the first one.
    case outage
  }

  /// The rules of a section's `faults`.
  ///
  /// - Throws: `SimulatorError` for the first value that is none.
  static func all(in section: ScenarioSection) throws -> [FaultRule] {
    try section.sections(
      "faults",
      known: [
        "kind", "share", "status", "retryAfterSeconds", "path", "service", "after", "times", "inARow", "items",
        "seconds",
      ]
    ).map { rule in
      guard let kind = try rule.choice("kind", Kind.self) else {
        throw rule.wrong(
          "kind", "what goes wrong",
          "write one of \(Kind.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))")
      }
      let service = try rule.choice("service", WireService.self)
      return FaultRule(
        kind: kind, share: try rule.number("share", in: 0...1) ?? 1,
        status: try rule.integer("status", in: 200...599) ?? (kind == .html ? 502 : 503),
        retryAfter: try rule.number("retryAfterSeconds", in: 0...3_600), path: try rule.text("path"), service: service,
        after: try rule.integer("after", in: 0...1_000_000_000) ?? 0,
        times: try rule.integer("times", in: 0...1_000_000_000) ?? .max,
        inARow: try rule.integer("inARow", in: 1...1_000_000) ?? (kind == .outage ? .max : 4),
        concernsItems: try rule.flag("items") ?? true, seconds: try rule.number("seconds", in: 0...86_400) ?? 30)
    }
  }
}
