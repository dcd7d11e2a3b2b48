import WireJSON

/// What the collectors ask, as the stub understood it: one item of a batch is one call.
struct TenantCall: Sendable {
  enum Service: String, Sendable { case login, graph, exchange }

  let service: Service
  let method: String
  /// Of Graph: without the version, with its percent signs decoded. Of Exchange: the cmdlet.
  let path: String
  /// `v1.0` or `beta`; empty where there is none.
  let version: String
  /// Decoded options.
  let query: [String: String]
  /// Parameters of a cmdlet: texts as they are, other values as JSON.
  let parameters: [String: String]
  let body: String
  let isBatched: Bool
  /// How many calls with the same path came before.
  var number = 0

  /// The page that a next link of ours asks for; 0 for the first.
  var page: Int { query["$skiptoken"].flatMap { Int($0) } ?? 0 }

  /// The user that a path of Graph names: `/users/{id}/…`.
  var owner: String? {
    let parts = path.split(separator: "/")
    return parts.first == "users" && parts.count > 1 ? String(parts[1]) : nil
  }

  /// The mailbox that a cmdlet is about.
  var mailbox: String? { parameters["Mailbox"] ?? parameters["Identity"] }
}

extension TenantCall {
  /// - Parameters:
  ///   - service: as the first part of the path said.
  ///   - target: the rest of path and query.
  init(service: Service, method: String, target: Substring, body: String, isBatched: Bool = false) throws {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var path = parts[0].removingPercentEncoding
    var version = ""
    var parameters: [String: String] = [:]
    switch service {
    case .login: break
    case .graph:
      version = path.split(separator: "/").first.map(String.init) ?? ""
      path = String(path.dropFirst(version.count + 1))
    case .exchange:
      (path, parameters) = try Self.cmdlet(body)
    }
    self.init(
      service: service, method: method, path: path, version: version,
      query: parts.count > 1 ? Self.options(parts[1]) : [:], parameters: parameters, body: body, isBatched: isBatched)
  }

  static func options(_ text: Substring) -> [String: String] {
    var options: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      options[sides[0].removingPercentEncoding] = sides.count > 1 ? sides[1].removingPercentEncoding : ""
    }
    return options
  }

  private static func cmdlet(_ body: String) throws -> (String, [String: String]) {
    try JSONParser().parse(Array(body.utf8)) { view in
      let input = view["CmdletInput"]
      var parameters: [String: String] = [:]
      if let given = input?["Parameters"] {
        for (key, value) in given.members { parameters[key.string] = value.string ?? value.json }
      }
      return (input?["CmdletName"]?.string ?? "", parameters)
    }
  }
}

extension Substring {
  /// Plus signs are blanks; what is no escape stays.
  fileprivate var removingPercentEncoding: String {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = UInt8(String(Substring(rest.prefix(2))), radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
