/// Where one cloud's services are, and the names of the resources that tokens are for.
package struct CloudEndpoints: Hashable, Sendable {
  /// `global`, `usgov`, `usgov_dod` or `china`.
  package let cloud: String
  package var login: BaseURL
  package var graph: BaseURL
  package var exchange: BaseURL
  /// Scopes of the cloud's own resource names: they stay when a base URL is replaced.
  package let graphScope: String
  package let exchangeScope: String

  private init(cloud: String, login: String, graph: String, exchange: String) {
    self.cloud = cloud
    self.login = BaseURL(known: login)
    self.graph = BaseURL(known: graph)
    self.exchange = BaseURL(known: exchange)
    graphScope = "https://\(graph)/.default"
    exchangeScope = "https://\(exchange)/.default"
  }

  /// The names that `named(_:)` knows.
  package static let names = ["global", "usgov", "usgov_dod", "china"]

  /// The published hosts of a national cloud (MICROSOFT365.md section 11); nil for a name that is none.
  package static func named(_ cloud: String) -> CloudEndpoints? {
    switch cloud {
    case "global":
      CloudEndpoints(
        cloud: cloud, login: "login.microsoftonline.com", graph: "graph.microsoft.com",
        exchange: "outlook.office365.com")
    case "usgov":
      CloudEndpoints(
        cloud: cloud, login: "login.microsoftonline.us", graph: "graph.microsoft.us", exchange: "outlook.office365.us")
    case "usgov_dod":
      CloudEndpoints(
        cloud: cloud, login: "login.microsoftonline.us", graph: "dod-graph.microsoft.us", exchange: "webmail.apps.mil")
    case "china":
      CloudEndpoints(
        cloud: cloud, login: "login.chinacloudapi.cn", graph: "microsoftgraph.chinacloudapi.cn",
        exchange: "partner.outlook.cn")
    default: nil
    }
  }

  /// The base URL of a service.
  package func base(of service: CloudService) -> BaseURL {
    switch service {
    case .login: login
    case .graph: graph
    case .exchange: exchange
    }
  }

  /// The scope to ask a token for; nil for the token endpoint itself.
  package func scope(of service: CloudService) -> String? {
    switch service {
    case .login: nil
    case .graph: graphScope
    case .exchange: exchangeScope
    }
  }
}
