import ArgumentParser
import AuditModel
import AuditPipeline
import Foundation

/// `roundsman tenants`: which tenants there are, whether they let us in, and how they begin to.
struct TenantsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tenants", abstract: "List the configured tenants, test their tokens, print consent links.",
    discussion: """
      Examples:
        roundsman tenants list
        roundsman tenants test -t tag:gold
        roundsman tenants link contoso
      """,
    subcommands: [List.self, Test.self, Link.self])

  /// `roundsman tenants list`: what the configuration resolves to.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List every tenant that an audit would cover, those of partner relationships included.",
      discussion: """
        Example:
          roundsman tenants list --json
        """)

    @OptionGroup(title: "Tenants") var cloud: CloudCommandOptions
    @OptionGroup(title: "Messages") var output: OutputOptions

    func run() async throws {
      await CommandRunner(output, stopped: "nothing was changed").run { console in
        let configuration = try cloud.configuration()
        let selector = try TenantSelector(cloud.tenants)
        let roster: TenantRoster
        if configuration.discoversPartners {
          roster = try await CloudAccess.open(configuration, Machine.surroundings(console.reporter.logger)) { access in
            try await access.roster(selecting: selector, now: Timestamp.now)
          }
        } else {
          _ = try CloudAccess.section(of: configuration)
          roster = try TenantRoster(configured: configuration, selecting: selector)
        }
        let listing = TenantListing(roster)
        if console.isJSON { console.show(json: JSONText.of(listing)) }
        console.show(foreign: listing.text)
        for warning in roster.warnings { console.warn(foreign: "warning: " + warning) }
        return console.conclude(.success, lacking: roster.failure)
      }
    }
  }

  /// `roundsman tenants test`: does each give a token.
  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test", abstract: "Ask each tenant for a token of each service; nothing else is asked.",
      discussion: """
        Example:
          roundsman tenants test -t contoso

        Ends with 0 when every tenant gives both, 20 when some do not, 30 when none does.
        """)

    @OptionGroup(title: "Tenants") var cloud: CloudCommandOptions
    @OptionGroup(title: "Messages") var output: OutputOptions

    func run() async throws {
      await CommandRunner(output, stopped: "nothing was changed").run { console in
        let configuration = try cloud.configuration()
        let selector = try TenantSelector(cloud.tenants)
        let (tests, failure) = try await CloudAccess.open(configuration, Machine.surroundings(console.reporter.logger))
        {
          access in
          let roster = try await access.roster(selecting: selector, now: Timestamp.now)
          return (try await TokenTest.all(of: roster.tenants, with: access), roster.failure)
        }
        let results = TokenTestResults(tests)
        if console.isJSON { console.show(json: JSONText.of(results)) }
        console.show(foreign: results.text)
        if console.isQuiet, results.exit != .success { console.warn(results.conclusion) }
        return console.conclude(results.exit, lacking: failure)
      }
    }
  }

  /// `roundsman tenants link`: where an administrator consents.
  struct Link: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "link",
      abstract: "Print the link with which an administrator of a tenant consents to the application.",
      discussion: """
        Examples:
          roundsman tenants link contoso
          roundsman tenants link 5f0c0000-0000-0000-0000-000000000001

        A tenant that is not configured yet can be named by its id or domain: that is how one is added.
        """)

    @Argument(help: ArgumentHelp("Tenants: id, domain, slug, tag:NAME or @FILE.", valueName: "tenant"))
    var tenants: [String]

    @OptionGroup var configured: ConfigurationOption

    @Option(
      name: .customLong("redirect-uri"),
      help: ArgumentHelp("One of the application's redirect addresses (default: its first).", valueName: "url"))
    var redirect: String?

    @OptionGroup(title: "Messages") var output: OutputOptions

    func run() async throws {
      await CommandRunner(output, stopped: "nothing was changed").run { console in
        let configuration = try configured.read().forWaitingPeople().throughNetwork(
          of: ProcessInfo.processInfo.environment)
        let section = try CloudAccess.section(of: configuration)
        let links = try await ConsentLinks.of(
          tenants, configuration: configuration, section: section, redirect: redirect,
          surroundings: Machine.surroundings(console.reporter.logger), now: Timestamp.now)
        if console.isJSON { console.show(json: JSONText.of(links)) }
        console.show(foreign: links.text)
        return .success
      }
    }
  }
}
