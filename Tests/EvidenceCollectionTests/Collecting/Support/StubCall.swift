import Foundation
import WireJSON

/// One read of the stub cloud, whether it came alone or in a batch.
struct StubCall: Sendable {
  enum Service: Sendable { case login, graph, exchange }

  let service: Service
  let method: String
  /// Without the service's and the version's prefix: `/users`.
  let path: String
  /// `v1.0` or `beta`; empty elsewhere.
  var version = ""
  let query: [String: String]
  let body: String
  /// Of Exchange.
  var cmdlet = ""
  /// Parameters of the cmdlet; lists joined with commas.
  var parameters: [String: String] = [:]
  /// Scheme, host and port, for links.
  let origin: String

  init(method: String, target: String, body: String, origin: String) {
    self.method = method
    self.body = body
    self.origin = origin
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    var path = parts[0]
    query = parts.count > 1 ? Self.fields(parts[1]) : [:]
    if path.hasPrefix("/graph/") {
      service = .graph
      path.removeFirst("/graph/".count)
      version = String(path.prefix { $0 != "/" })
      path.removeFirst(version.count)
    } else if path.hasPrefix("/exchange/") {
      service = .exchange
    } else {
      service = .login
    }
    self.path = path
    if service == .exchange, !path.hasSuffix("$batch") { readCommand() }
  }

  /// Fields of a query or a form.
  static func fields(_ text: String) -> [String: String] {
    var fields: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      fields[parts[0].removingPercentEncoding ?? parts[0]] =
        parts.count > 1 ? parts[1].removingPercentEncoding ?? parts[1] : ""
    }
    return fields
  }

  private mutating func readCommand() {
    var name = ""
    var parameters: [String: String] = [:]
    _ = try? JSONParser().parse(body) { view in
      guard let input = view["CmdletInput"] else { return }
      name = input["CmdletName"]?.string ?? ""
      guard let given = input["Parameters"] else { return }
      for (key, value) in given.members {
        parameters[key.string] =
          value.isArray ? value.elements.compactMap(\.string).joined(separator: ",") : value.string ?? value.json
      }
    }
    cmdlet = name
    self.parameters = parameters
  }

  /// `/users/u7/…` → `u7`.
  var owner: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
}

/// What the stub cloud answers.
struct StubReply: Sendable {
  var status = 200
  var body: String

  static func list(_ items: [String], next: String? = nil) -> StubReply {
    let link = next.map { #","@odata.nextLink":"\#($0)""# } ?? ""
    return StubReply(body: #"{"value":[\#(items.joined(separator: ","))]\#(link)}"#)
  }

  static func refused(_ status: Int, _ code: String) -> StubReply {
    StubReply(status: status, body: #"{"error":{"code":"\#(code)","message":"No."}}"#)
  }

  static func exchangeRefused(_ status: Int, _ exception: String) -> StubReply {
    StubReply(
      status: status,
      body:
        #"{"error":{"code":"Forbidden","message":"Error executing cmdlet","details":[{"code":"Context","target":"","message":"Ex1|\#(exception)|No."}]}}"#
    )
  }
}
