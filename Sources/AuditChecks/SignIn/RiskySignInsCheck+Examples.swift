import AuditModel

extension RiskySignInsCheck {
  private typealias Tenant = ExampleEvidence

  /// A sign-in of Ada, so many hours after the examples' usual moment.
  static func signIn(
    _ id: String, hours: Double = 0, country: String? = "NL", from address: String = "192.0.2.7", error: Int = 0,
    _ change: (inout SignIn) -> Void = { _ in }
  ) -> SignIn {
    var signIn = SignIn(
      id: id, user: UserReference(id: ExampleEvidence.ada),
      occurredAt: ExampleEvidence.recently.advanced(bySeconds: Int64(hours * 3600)), errorCode: error)
    signIn.clientAddress = address
    signIn.country = country
    signIn.clientProtocol = "Browser"
    signIn.userAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36"
    change(&signIn)
    return signIn
  }

  /// Three ordinary days at home.
  static let ordinary = [-96.0, -72, -48].map { signIn("home\(Int($0))", hours: $0) }

  private static func tenant(
    _ signIns: SignIn..., audit: [AuditRecord] = [], known: [String] = []
  ) -> TenantEvidence {
    Tenant.quietTenant {
      $0.signIns = .complete(ordinary + signIns)
      $0.unifiedAudit = .complete(audit)
      if known.isEmpty { return }
      let before = Tenant.window.from.advanced(byDays: -20)
      $0.past = TenantPast(
        firstAuditAt: before,
        users: [Tenant.ada: UserPast(countries: Dictionary(known.map { ($0, before) }) { first, _ in first })])
    }
  }

  private static let failures = (0..<12).map {
    signIn("fail\($0)", hours: -1 - Double($0) / 60, country: "NL", from: "203.0.113.9", error: 50126)
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "a success from a country that is new for the user", tenant(signIn("1", country: "NG"), known: ["NL", "DE"]),
        triggers: [.init(.low, for: "ada@contoso.example")]),
      CheckExample(
        "on the first night, a success from another country than on all other days", tenant(signIn("1", country: "NG")),
        triggers: [.init(.low, for: "ada@contoso.example")]),
      CheckExample(
        "a device code with the authentication broker",
        tenant(
          signIn("1") {
            $0.authenticationProtocol = "deviceCode"
            $0.applicationID = SignInClients.authenticationBroker
          }), triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "a script hands over the bare password from a new country",
        tenant(
          signIn("1", country: "NG", from: "203.0.113.9") {
            $0.userAgent = "python-requests/2.31.0"
            $0.authenticationProtocol = "ropc"
          }, known: ["NL"]), triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "guessing that ends in a success, and nobody travels so fast",
        Tenant.quietTenant {
          $0.signIns = .complete(
            ordinary + failures + [
              signIn("home", hours: -0.5) { $0.position = .init(latitude: 52.4, longitude: 4.9) },
              signIn("1", country: "NL", from: "203.0.113.9") { $0.position = .init(latitude: 6.5, longitude: 3.4) },
            ])
        }, triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "failures alone", Tenant.quietTenant { $0.signIns = .complete(failures) },
        triggers: [.init(.informational, for: "ada@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("ordinary days", tenant(), result: .clear),
      CheckExample(
        "a failure from a new country", tenant(signIn("1", country: "NG", error: 50126), known: ["NL"]), result: .clear),
      CheckExample(
        "a country in which the user has been before", tenant(signIn("1", country: "DE"), known: ["NL", "DE"]),
        result: .clear),
      CheckExample(
        "a technician of the MSP",
        tenant(
          signIn("1", country: "NG") {
            $0.crossTenantAccess = "serviceProvider"
            $0.userAgent = "python-requests/2.31.0"
          }), result: .clear),
      CheckExample(
        "a risk that was dismissed",
        tenant(
          signIn("1") {
            $0.riskLevel = "high"
            $0.riskState = "dismissed"
          }), result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "neither sign-ins nor the audit log could be read",
        Tenant.quietTenant {
          $0.remove(.signIns)
          $0.remove(.unifiedAudit)
        }, result: .notAssessed),
      CheckExample(
        "without Entra ID P1 the audit log tells of a script",
        Tenant.quietTenant {
          $0.remove(.signIns, because: .licenceRequired)
          $0.unifiedAudit = .complete([
            Tenant.record(
              "UserLoggedIn", by: "ada@contoso.example", ["UserAgent": "axios/1.7.2", "RequestType": "OAuth2:Token"])
          ])
        }, expected: [.init(.low, for: "ada@contoso.example")], result: .partial),
      CheckExample(
        "neither licence nor audit log",
        Tenant.quietTenant {
          $0.remove(.signIns, because: .licenceRequired)
          $0.remove(.unifiedAudit, because: .auditDisabled)
        }, result: .notAssessed),
    ])
}
