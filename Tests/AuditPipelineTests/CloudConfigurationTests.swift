import AuditChecks
import AuditModel
import AuditPipeline
import EvidenceCollection
import Foundation
import MicrosoftCloud
import Testing

/// What a configuration says of the cloud, the tenants and the secrets.
struct CloudConfigurationTests {
  private let folder = TemporaryFolder()

  private static let auth = """
    version: 1
    auth: {app_id: 11111111-2222-3333-4444-555555555555, client_secret: {file: secret.txt}}

    """

  private func check(_ yaml: String) throws -> (Configuration, [ConfigurationProblem]) {
    try folder.write(yaml, to: "config.yaml")
    return try ConfigurationFile(path: folder.path + "/config.yaml").check()
  }

  private func mode(_ mode: Int, of name: String) throws -> String {
    let path = folder.path + "/" + name
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    return path
  }

  @Test func `auth, tenants, limits and bounds are read`() throws {
    try folder.write(
      "- {id: 5F0C0000-0000-4000-8000-000000000002, domain: fabrikam.example, slug: fab, tags: [Gold]}\n",
      to: "more.yaml")
    let (configuration, problems) = try check(
      """
      version: 1
      auth:
        cloud: usgov
        endpoints: {graph: "http://127.0.0.1:8442"}
        mode: app
        app_id: 11111111-2222-3333-4444-555555555555
        client_secret: {file: secret.txt}
        partner_tenant: msp.example
      tenants:
        - {id: 5F0C0000-0000-4000-8000-000000000001, name: Litware GmbH, audit: {trusted: {domains: [own.example]}, rules_source: graph}}
        - include: mo*.yaml
        - discover: gdap
      audit:
        concurrency: {requests: 32, tenants: 4, per_tenant: 6, per_mailbox: 2}
        refresh: {everybody_up_to: 100, nights: 5}
        trusted: {domains: [partner.example]}
      limits: {reports_per_tenant: 2/500ms, longest_wait: 3s}
      network: {request_timeout: 30s, largest_answer_mb: 8}
      """)
    #expect(problems.isEmpty, "\(problems)")
    let cloud = try #require(configuration.cloud)
    #expect(cloud.endpoints.graph.description == "http://127.0.0.1:8442")
    #expect(cloud.endpoints.login.description == "https://login.microsoftonline.us")
    #expect(cloud.endpoints.graphScope == "https://graph.microsoft.us/.default")
    #expect(cloud.clientSecret == .file(folder.path + "/secret.txt"))
    #expect(configuration.tenants.map(\.slug) == ["litware-gmbh", "fab"])
    #expect(configuration.tenants.map(\.id) == [1, 2].map { "5f0c0000-0000-4000-8000-00000000000\($0)" })
    #expect(configuration.tenants[1].place == folder.path + "/more.yaml:1")
    #expect(configuration.discoversPartners)
    #expect(configuration.bounds == RequestBounds(requests: 32, perTenant: 6, perMailbox: 2))
    #expect(configuration.limits.reportsPerTenant == Rate(2, per: .milliseconds(500)))
    #expect(configuration.limits.reportsPerApplication == CloudLimits().reportsPerApplication)
    #expect(configuration.transport.requestTimeout == .seconds(30))
    #expect(configuration.transport.largestAnswer == 8 << 20)
    #expect(configuration.refresh.everybodyUpTo == 100 && configuration.refresh.nights == 5)
    let own = configuration.effective(for: configuration.tenants[0])
    #expect(own.checks.trustedDomains == ["own.example", "partner.example"])
    #expect(own.checks.isTrustedApplication("11111111-2222-3333-4444-555555555555"))
    #expect(own.rulesSource == .graph)
    #expect(configuration.effective(for: configuration.tenants[1]).checks.trustedDomains == ["partner.example"])
  }

  @Test(arguments: [
    ("tenants: [{id: contoso}]", "a tenant id (GUID) or a verified domain"),
    ("tenants: [{id: a.example}, {id: A.example}]", "is there twice"),
    (
      "tenants: [{id: 5f0c0000-0000-4000-8000-000000000001, domain: a.example}, {id: a.example}]",
      "a.example is there twice"
    ),
    ("tenants: [{id: a.example}, {discover: gdap}]", "needs its tenant id"),
    ("tenants: [{id: a.example, timezone: Europe/Berlin}]", "unknown key `timezone`"),
    ("tenants: [{id: a.example, psa: {company: X}}]", "unknown key `psa`"),
    ("limits: {reports_per_tenant: 9223372036854775807/10s}", "a rate such as 5/10s"),
    ("report: {formats: []}", "at least one of html, xlsx, json"),
    ("audit: {deadline: \"25:30\"}", "a time of day"),
    ("tenants: [{id: a.example, slug: x}, {id: b.example, slug: x}]", "the slug `x`"),
    ("tenants: [{id: a.example, slug: ../x}]", "lower-case letters, digits and dashes"),
    ("tenants: [{include: nothing*.yaml}]", "no file matches"),
    ("tenants: [{include: x.yaml, id: a.example}]", "must not stand beside `include`"),
    ("tenants: [{discover: csp}]", "must be gdap"),
    ("tenants: [{discover: gdap}]", "needs `auth.partner_tenant`"),
    ("tenants: [{id: a.example, audit: {window: 3d}}]", "unknown key `window`"),
    ("limits: {reports_per_tenant: 5 a second}", "a rate such as 5/10s"),
    ("limits: {report_per_tenant: 5/10s}", "unknown key `report_per_tenant`"),
    ("network: {request_timeout: soon}", "a time such as 10s"),
    ("audit: {concurrency: {per_mailbox: 9}}", "from 1 to 4"),
    ("audit: {rules_source: both}", "auto, exchange or graph"),
  ])
  func `each mistake about tenants and limits is named with its line`(yaml: String, words: String) throws {
    let (_, problems) = try check(Self.auth + yaml)
    #expect(problems.contains { $0.line == 3 && $0.message.contains(words) }, "\(problems)")
  }

  @Test(arguments: [
    ("client_secret: hunter2", "must not stand in the file itself"),
    ("client_secret: {file: a, env: B}", "must be one of"),
    ("client_secret: {credential: ../x}", "without slashes"),
    ("client_secret: {env: A}, endpoints: {graph: \"http://graph.example\"}", "must begin with https://"),
    ("client_secret: {env: A}, cloud: mars", "global, usgov"),
    ("client_secret: {env: A}, certificate: {env: B}", "keep one"),
    ("client_secret: {env: A}, mode: partner", "lacks `refresh_token`"),
    ("client_secret: {env: A}, certificate_key: {env: B}", "of no use without `auth.certificate`"),
    ("certificate_key: {env: B}", "needs `client_secret` or `certificate`"),
  ])
  func `each mistake about who we are is named`(rest: String, words: String) throws {
    let (_, problems) = try check("version: 1\nauth: {app_id: 11111111-2222-3333-4444-555555555555, \(rest)}")
    #expect(
      problems.contains { $0.line == 2 && ($0.message + ($0.help ?? "")).contains(words) }, "\(problems)")
    #expect(!problems.contains { ($0.message + ($0.help ?? "")).contains("hunter2") })
  }

  @Test func `a tenant's own values replace the fleet's one by one`() throws {
    let (configuration, problems) = try check(
      Self.auth
        + "audit: {refresh: {everybody_up_to: 5000, nights: 7}, deadline: 05:30}\n"
        + "tenants: [{id: a.example, audit: {refresh: {nights: 3}}}]")
    #expect(problems.isEmpty, "\(problems)")
    let own = configuration.effective(for: configuration.tenants[0]).refresh
    #expect(own.everybodyUpTo == 5_000 && own.nights == 3)
    #expect(configuration.deadline?.text == "05:30")
    #expect(configuration.summary(at: Timestamp(seconds: 0)).contains("deadline             05:30"))
  }

  @Test func `a broken line is named without what stands in it`() throws {
    for (yaml, place) in [
      ("version: 1\nauth: {client_secret: \"hunter2\n", "config.yaml:"), ("a: {b: hunter2\nc: [", "config.yaml:"),
    ] {
      #expect {
        _ = try check(yaml)
      } throws: { error in
        let text = (error as? Trouble)?.text ?? "hunter2"
        return text.contains(place) && text.contains("not valid YAML") && !text.contains("hunter2")
      }
    }
  }

  @Test(arguments: ["", "\n# nobody yet\n\n"])
  func `an empty list of tenants is not every tenant`(text: String) throws {
    try folder.write(text, to: "tonight.txt")
    #expect {
      _ = try TenantSelector(["@" + folder.path + "/tonight.txt"])
    } throws: { error in
      (error as? Trouble)?.exit == .usage
    }
    #expect(try TenantSelector([]).isEverything)
  }

  @Test func `a mistake in an included file is named with that file`() throws {
    try folder.write("- id: a.example\n- {id: b.example, nam: B}\n", to: "more.yaml")
    let (_, problems) = try check(Self.auth + "tenants: [{include: more.yaml}]")
    #expect(problems.count == 1)
    #expect(problems.first?.file == folder.path + "/more.yaml" && problems.first?.line == 2)
  }

  @Test func `a secret's file that others can read is refused, one of one's own is read`() async throws {
    try folder.write("hunter2\n", to: "secret.txt")
    let path = try mode(0o644, of: "secret.txt")
    await #expect { try await SecretReference.file(path).resolve(environment: [:]) } throws: { error in
      guard let trouble = error as? Trouble else { return false }
      return trouble.exit == .configurationInvalid && trouble.text.contains("mode 644")
        && !trouble.text.contains("hunter2")
    }
    _ = try mode(0o600, of: "secret.txt")
    #expect(try await SecretReference.file(path).resolve(environment: [:]).value == "hunter2")
  }

  @Test func `secrets come from programs, the environment and systemd as well`() async throws {
    try folder.write("from-systemd", to: "cred")
    let environment = ["PATH": "/usr/bin:/bin", "S": "from-env", "CREDENTIALS_DIRECTORY": folder.path]
    #expect(
      try await SecretReference.exec(["echo", "from-exec"]).resolve(environment: environment).value == "from-exec")
    #expect(try await SecretReference.environment("S").resolve(environment: environment).value == "from-env")
    #expect(try await SecretReference.credential("cred").resolve(environment: environment).value == "from-systemd")
    for broken in [SecretReference.exec(["false"]), .exec(["no-such-program-x"]), .environment("T"), .exec(["true"])] {
      await #expect(throws: Trouble.self) { try await broken.resolve(environment: environment) }
    }
    await #expect(throws: Trouble.self) { try await SecretReference.credential("cred").resolve(environment: [:]) }
  }

  @Test func `a rotated refresh token replaces the file whole and stays private`() async throws {
    try folder.write("first\n", to: "token")
    let path = try mode(0o600, of: "token")
    let store = try await RefreshTokenFile(path: path)
    try await store.replace(with: Secret("second"))
    #expect(try folder.text("token") == "second\n")
    #expect(await store.current().value == "second")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["token"])
  }

  @Test func `tenants are selected by id, domain, slug, tag and list`() throws {
    let (configuration, _) = try check(
      Self.auth + """
        tenants:
          - {id: a.example, name: Alpha, tags: [gold]}
          - {id: b.example, name: Beta GmbH}
          - {id: 5f0c0000-0000-4000-8000-000000000001, domain: c.example, tags: [gold]}
        """)
    func slugs(_ words: String...) throws -> [String] {
      try TenantSelector(words).select(from: configuration.tenants).map(\.slug)
    }
    #expect(try slugs().count == 3)
    #expect(try slugs("beta-gmbh") == ["beta-gmbh"])
    #expect(try slugs("C.example", "a.example") == ["alpha", "c-example"])
    #expect(try slugs("tag:gold") == ["alpha", "c-example"])
    try folder.write("# customers\nb.example\n\nalpha\n", to: "list")
    #expect(try slugs("@" + folder.path + "/list") == ["alpha", "beta-gmbh"])
    #expect { try slugs("alph") } throws: { ($0 as? Trouble)?.help?.contains("did you mean alpha?") == true }
  }
}
