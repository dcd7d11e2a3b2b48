import Foundation
import SyntheticFleet
import Testing

@testable import GraphSimulator

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// An answer as a client sees it.
struct Answer: Sendable {
  let status: Int
  let headers: [String: String]
  let body: Data

  var object: [String: Any] { (try? JSONSerialization.jsonObject(with: body) as? [String: Any]) ?? [:] }
  var value: [[String: Any]] { object["value"] as? [[String: Any]] ?? [] }
  var next: String? { object["@odata.nextLink"] as? String }
  var errorCode: String? { (object["error"] as? [String: Any])?["code"] as? String }
  var errorMessage: String? { (object["error"] as? [String: Any])?["message"] as? String }
  var responses: [[String: Any]] { object["responses"] as? [[String: Any]] ?? [] }
}

/// A simulator of a small fleet on real sockets, with a client that knows nothing of it but HTTP.
struct Services: Sendable {
  let ports: SimulatorPorts
  let simulator: GraphSimulator

  /// A fixed moment, so that the fleet is the same in every run.
  static let end: Int64 = 1_787_200_000 - 1_787_200_000 % 3_600
  static let fleet = SyntheticFleet(tenants: 12, users: 600, seed: 1, endingAt: end)
  /// Its evidence is complete: rules and audit come from Exchange.
  static let exchangeTenant = fleet.tenant(0, night: 2)
  /// Its rules and its audit come from Graph.
  static let graphTenant = fleet.tenant(1, night: 2)
  /// It has no premium licence, and two mailboxes that never answer.
  static let freeTenant = fleet.tenant(3, night: 2)

  /// Serves the fleet, changed by a scenario, while the body runs.
  static func serving(
    _ scenario: String = "{}", quotas: SimulatorSettings.Quotas = .none, timeScale: Double = 1,
    _ body: @escaping @Sendable (Services) async throws -> Void
  ) async throws {
    try await answering(scenario, quotas: quotas, timeScale: timeScale, body)
  }

  /// The same for a body that gives something back.
  static func answering<Result: Sendable>(
    _ scenario: String = "{}", quotas: SimulatorSettings.Quotas = .none, timeScale: Double = 1,
    _ body: @escaping @Sendable (Services) async throws -> Result
  ) async throws -> Result {
    var settings = SimulatorSettings(source: .fleet(fleet, night: 2))
    settings.scenarioJSON = scenario
    settings.quotas = quotas
    settings.timeScale = timeScale
    let simulator = try GraphSimulator(settings, now: { Date().timeIntervalSince1970 })
    return try await simulator.serving { try await body(Services(ports: $0, simulator: simulator)) }
  }

  // MARK: Requests

  func send(_ method: String, _ url: String, body: Data? = nil, headers: [String: String] = [:]) async throws -> Answer
  {
    let encoded = url.replacingOccurrences(of: " ", with: "%20").replacingOccurrences(of: "'", with: "%27")
    var request = URLRequest(url: try #require(URL(string: encoded)))
    request.httpMethod = method
    request.httpBody = body
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = 20
    let session = URLSession(configuration: configuration)
    defer { session.finishTasksAndInvalidate() }
    let (data, response) = try await session.data(for: request)
    let http = try #require(response as? HTTPURLResponse)
    var fields: [String: String] = [:]
    for (name, value) in http.allHeaderFields { fields["\(name)".lowercased()] = "\(value)" }
    return Answer(status: http.statusCode, headers: fields, body: data)
  }

  func tokenAnswer(
    _ tenant: String, resource: String = "https://graph.microsoft.com", _ changes: [String: String] = [:]
  )
    async throws -> Answer
  {
    var form = [
      "client_id": simulator.applicationID, "client_secret": simulator.secret, "grant_type": "client_credentials",
      "scope": resource + "/.default",
    ]
    form.merge(changes) { $1 }
    let allowed = CharacterSet.alphanumerics
    let body = form.filter { !$0.value.isEmpty }.map { name, value in
      "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
    }.joined(separator: "&")
    return try await send(
      "POST", "\(ports.loginURL)/\(tenant)/oauth2/v2.0/token", body: Data(body.utf8),
      headers: ["Content-Type": "application/x-www-form-urlencoded"])
  }

  func token(_ tenant: String, resource: String = "https://graph.microsoft.com") async throws -> String {
    try #require(try await tokenAnswer(tenant, resource: resource).object["access_token"] as? String)
  }

  /// Asks Graph with a token of the tenant.
  func get(_ path: String, of tenant: SyntheticTenant, headers: [String: String] = [:]) async throws -> Answer {
    let url = path.hasPrefix("http") ? path : ports.graphURL + path
    return try await send("GET", url, headers: headers.merging(["Authorization": "Bearer " + token(tenant.id)]) { $1 })
  }

  /// Every object of a listing, page by page.
  func all(_ path: String, of tenant: SyntheticTenant, headers: [String: String] = [:]) async throws -> [[String: Any]]
  {
    let bearer = ["Authorization": "Bearer " + (try await token(tenant.id))]
    var link: String? = path.hasPrefix("http") ? path : ports.graphURL + path
    var found: [[String: Any]] = []
    while let url = link {
      let answer = try await send("GET", url, headers: headers.merging(bearer) { $1 })
      try #require(answer.status == 200, "\(answer.errorCode ?? "") \(answer.errorMessage ?? "")")
      found += answer.value
      link = answer.next
    }
    return found
  }

  func batch(_ urls: [String], of tenant: SyntheticTenant) async throws -> Answer {
    let requests = urls.enumerated().map { ["id": "\($0)", "method": "GET", "url": $1] }
    return try await send(
      "POST", ports.graphURL + "/v1.0/$batch", body: try JSONSerialization.data(withJSONObject: ["requests": requests]),
      headers: ["Authorization": "Bearer " + token(tenant.id), "Content-Type": "application/json"])
  }

  /// Runs a cmdlet.
  func run(
    _ cmdlet: String, _ parameters: [String: Any] = [:], of tenant: SyntheticTenant, url: String? = nil,
    headers: [String: String] = [:]
  ) async throws -> Answer {
    let body = try JSONSerialization.data(
      withJSONObject: ["CmdletInput": ["CmdletName": cmdlet, "Parameters": parameters]], options: .sortedKeys)
    let bearer = try await token(tenant.id, resource: "https://outlook.office365.com")
    return try await send(
      "POST", url ?? "\(ports.exchangeURL)/adminapi/beta/\(tenant.id)/InvokeCommand", body: body,
      headers: headers.merging(["Authorization": "Bearer " + bearer, "Content-Type": "application/json"]) { $1 })
  }

  // MARK: What was seen

  func observations() async throws -> [String: Any] {
    try await send("GET", ports.loginURL + "/__observations").object
  }

  /// Kinds of violations with their counts.
  func violations() async throws -> [String: Int] {
    let list = try await observations()["violations"] as? [[String: Any]] ?? []
    return list.reduce(into: [:]) { $0[$1["kind"] as? String ?? "", default: 0] += $1["count"] as? Int ?? 0 }
  }
}

extension SyntheticTenant {
  /// All objects of a kind; of wrapped kinds with their owner.
  func objects(_ kind: String) throws -> [[String: Any]] {
    var objects: [[String: Any]] = []
    guard let kind = kinds.first(where: { $0.name == kind }) else { return [] }
    try forEachLine(of: kind) { line in
      if let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] { objects.append(object) }
    }
    return objects
  }
}
