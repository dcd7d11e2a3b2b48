package import SyntheticFleet

/// What a simulator serves, and how.
package struct SimulatorSettings: Sendable {
  /// Where the tenants come from.
  package enum Source: Sendable {
    /// `night` is a position in the fleet's nights.
    case fleet(SyntheticFleet, night: Int)
    /// A folder of evidence archives, or one of them.
    case archives(String)
  }

  package enum Quotas: String, CaseIterable, Sendable { case published, none }

  package var source: Source
  /// A scenario file; nil for none.
  package var scenarioFile: String?
  /// The same as JSON, for tests; used when there is no file.
  package var scenarioJSON: String?
  /// The address to listen on.
  package var address = "127.0.0.1"
  /// Of the login service; Graph and Exchange take the next two. 0 lets the system choose all three.
  package var port = 0
  package var quotas = Quotas.none
  /// How much faster than real time quotas run: 10 makes ten seconds one.
  package var timeScale = 1.0
  /// Seconds before every answer.
  package var latency = 0.0
  /// Bytes of rendered evidence to keep in memory.
  package var memory = 64 << 20
  /// PEM files of certificates that the application may use, besides those of the scenario.
  package var certificates: [String] = []
  /// The client secret of the application.
  package var secret = "simulated-secret-1-not-a-real-one"

  package init(source: Source) { self.source = source }
}

/// Where the three services listen.
package struct SimulatorPorts: Sendable, Hashable {
  package let address: String
  package let login: Int
  package let graph: Int
  package let exchange: Int

  package init(address: String, login: Int, graph: Int, exchange: Int) {
    self.address = address
    self.login = login
    self.graph = graph
    self.exchange = exchange
  }

  package var loginURL: String { "http://\(address):\(login)" }
  package var graphURL: String { "http://\(address):\(graph)" }
  package var exchangeURL: String { "http://\(address):\(exchange)" }

  /// `{"login":8790,…}`, for whoever waits for the ports.
  package var json: String {
    "{\"address\":\"\(address)\",\"login\":\(login),\"graph\":\(graph),\"exchange\":\(exchange)}"
  }
}
