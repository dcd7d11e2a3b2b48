import ArgumentParser
import AuditModel
import AuditPipeline
import Foundation

/// `roundsman tenants`: which tenants there are, whether they let the audit in, and how they come to do so.
struct TenantsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tenants", abstract: "List the tenants of the configuration, test their tokens, print consent links.",
    discussion: """
      Examples:
        roundsman tenants list
        roundsman tenants test -t tag:gold
        roundsman tenants link -t new-customer.com
      """,
    subcommands: [List.self, Test.self, Link.self])

  /// `roundsman tenants list`: what the configuration resolves to.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the tenants that an audit would take, with slug, tags and where each comes from.",
      discussion: """
        Asks Microsoft only where the configuration says `discover: gdap`; relationships that end within 30 days are
        warned about.

        Examples:
          roundsman tenants list
          roundsman tenants list -t tag:gold --json
        """)

    @OptionGroup(title: "Tenants") var live: TenantOptions
    @OptionGroup(title: "Messages") var output: OutputOptions

    func run() async throws {
      await CommandRunner(output).run { console in
        let configuration = try live.configuration()
        let selector = try TenantSelector(live.tenants)
        let roster: TenantRoster
        if configuration.discoversPartners {
          roster = try await CloudAccess.open(configuration, ThisMachine.surroundings(console)) { access in
            try await access.roster(selecting: selector, now: Timestamp.now)
          }
        } else {
          _ = try CloudAccess.section(of: configuration)
          roster = try TenantRoster(configured: configuration, selector)
        }
        console.note(of: roster)
        if console.isJSON { console.show(json: JSONText.of(TenantListDocument(roster))) }
        console.show(TenantListText(tenants: roster.tenants).text)
        return .success
      }
    }
  }

  /// `roundsman tenants test`: both tokens of each tenant.
  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test", abstract: "Ask for a token of each service in each tenant, and for nothing else.",
      discussion: """
        Examples:
          roundsman tenants test
          roundsman tenants test -t contoso.com

        Exit codes: 0 every tenant gives tokens · 20 some do not · 30 none does
        """)

    @OptionGroup(title: "Tenants") var live: TenantOptions
    @OptionGroup(title: "Messages") var output: OutputOptions

    func run() async throws {
      await CommandRunner(output).run { console in
        let selector = try TenantSelector(live.tenants)
        let tests = try await CloudAccess.open(try live.configuration(), ThisMachine.surroundings(console)) { access in
          let roster = try await access.roster(selecting: selector, now: Timestamp.now)
          console.note(of: roster)
          return try await access.testTokens(of: roster.tenants)
        }
        let exit = TokenTest.exit(of: tests)
        if console.isJSON { console.show(json: JSONText.of(TokenTestDocument(tests, exit))) }
        console.show(TokenTestText(tests: tests).text)
        if console.isQuiet, exit != .success { console.warn(TokenTestText(tests: tests).conclusion) }
        return exit
      }
    }
  }

  /// `roundsman tenants link`: where an administrator consents.
  struct Link: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "link", abstract: "Print the address at which an administrator of a tenant consents to the audit.",
      discussion: """
        The tenant need not be configured yet: any tenant id or domain will do. Works offline, except for tenants that
        only the partner's list knows.

        Examples:
          roundsman tenants link -t contoso
          roundsman tenants link -t new-customer.com --redirect https://msp.example/consented
        """)

    @OptionGroup(title: "Tenants") var live: TenantOptions
    @Option(
      help: ArgumentHelp("A redirect URI of the application; needed when it has several.", valueName: "url"))
    var redirect: String?
    @OptionGroup(title: "Messages") var output: OutputOptions

    func validate() throws {
      if live.tenants.isEmpty { throw ValidationError("Say which tenant: roundsman tenants link -t TENANT") }
    }

    func run() async throws {
      await CommandRunner(output).run { console in
        let configuration = try live.configuration()
        let section = try CloudAccess.section(of: configuration)
        var tenants: [TenantEntry] = []
        for word in live.tenants {
          let selector = try TenantSelector([word])
          if let known = try? selector.select(from: configuration.tenants) {
            tenants += known
          } else if let new = ConsentLink.newTenant(word) {
            tenants.append(new)
          } else {
            let configured = configuration
            tenants += try await CloudAccess.open(configured, ThisMachine.surroundings(console)) { access in
              try await access.roster(selecting: selector, now: Timestamp.now).tenants
            }
          }
        }
        let links = tenants.map { (tenant: $0, link: ConsentLink(to: $0.id, of: section, redirect: redirect)) }
        if console.isJSON {
          console.show(json: JSONText.of(links.map { ["id": $0.tenant.id, "link": $0.link.description] }))
        }
        console.show(links.map(\.link.description).joined(separator: "\n"))
        return .success
      }
    }
  }
}
