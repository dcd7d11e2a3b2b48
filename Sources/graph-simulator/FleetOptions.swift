import ArgumentParser
import GraphSimulator
import SyntheticFleet

/// Which tenants are served.
struct FleetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A synthetic fleet of so many tenants with so many users each on average.", valueName: "12x50"))
  var fleet: FleetSize?

  @Option(help: ArgumentHelp("The same seed gives the same fleet.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp("When the fleet's last night ended (default: the full hour before now).", valueName: "time"))
  var asOf: MomentArgument?

  @Option(help: ArgumentHelp("Which night: 1 a week ago, 2 last night, 3 tonight.", valueName: "1-3"))
  var night = 3

  @Flag(help: "Add a tenant whose names are attacks on whoever shows them.")
  var hostile = false

  @Option(help: ArgumentHelp("Serve these evidence archives instead of a fleet.", valueName: "dir"))
  var evidence: String?

  func validate() throws {
    guard (1...3).contains(night) else { throw ValidationError("--night must be 1, 2 or 3, not \(night).") }
    if evidence != nil, fleet != nil { throw ValidationError("--fleet and --evidence exclude each other.") }
  }

  /// - Parameter now: unix seconds.
  func source(now: Double) throws -> SimulatorSettings.Source {
    if let evidence { return .archives(evidence) }
    let size = fleet ?? FleetSize(tenants: 12, users: 600)
    let moment = asOf?.seconds ?? Int64(now)
    // The demo's nights end at the full hour before.
    let made = SyntheticFleet(
      tenants: size.tenants, users: size.users, seed: seed, endingAt: moment - moment % 3_600, hostile: hostile)
    return .fleet(made, night: night - 1)
  }
}

/// `12x50`: tenants, and users of each on average.
struct FleetSize: ExpressibleByArgument {
  let tenants: Int
  let users: Int

  init(tenants: Int, users: Int) {
    self.tenants = tenants
    self.users = users
  }

  init?(argument: String) {
    let parts = argument.lowercased().split(separator: "x").map { Int($0) }
    guard parts.count == 2, let tenants = parts[0], let users = parts[1], (1...5_000).contains(tenants),
      (1...1_000_000).contains(users)
    else { return nil }
    self.init(tenants: tenants, users: tenants * users)
  }
}

/// A time such as `2026-08-20T10:00:00Z`.
struct MomentArgument: ExpressibleByArgument {
  /// Unix seconds.
  let seconds: Int64

  init?(argument: String) {
    guard let seconds = SimulatedTime.seconds(argument) else { return nil }
    self.seconds = seconds
  }
}
