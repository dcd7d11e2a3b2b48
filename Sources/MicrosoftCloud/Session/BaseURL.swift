/// Scheme, host, port and leading path of a service: `https` anywhere, `http` for loopback only.
package struct BaseURL: Hashable, Sendable, CustomStringConvertible {
  /// `https` or `http`.
  package let scheme: String
  /// In lower case; an IPv6 address without brackets.
  package let host: String
  package let port: Int
  /// Empty, or begins with a slash and ends without one.
  package let path: String

  /// - Throws: `InvalidBaseURL` that says what is wrong with the text.
  package init(_ text: String) throws(InvalidBaseURL) {
    guard let address = WebAddress(text) else {
      throw InvalidBaseURL(text: text, problem: "is no URL of the form https://host[:port][/path]")
    }
    guard !address.target.contains("?"), !address.target.contains("#") else {
      throw InvalidBaseURL(text: text, problem: "has a query or a fragment, which a base URL must not have")
    }
    guard address.scheme == "https" || (address.scheme == "http" && Self.isLoopback(address.host)) else {
      throw InvalidBaseURL(text: text, problem: "must begin with https:// (http:// is for this machine itself only)")
    }
    scheme = address.scheme
    host = address.host
    port = address.port
    var path = address.target
    while path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }

  /// For the constants of our own code.
  init(known host: String) {
    scheme = "https"
    self.host = host
    port = 443
    path = ""
  }

  /// `https://host` or `https://host:8443`: what every link of this service must begin with.
  package var origin: String {
    let shown = host.contains(":") ? "[\(host)]" : host
    return port == (scheme == "https" ? 443 : 80) ? "\(scheme)://\(shown)" : "\(scheme)://\(shown):\(port)"
  }

  package var description: String { origin + path }

  /// True for 127.0.0.0/8, ::1 and localhost.
  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}

/// A base URL of the configuration that cannot be used.
package struct InvalidBaseURL: Error, Hashable, Sendable, CustomStringConvertible {
  package let text: String
  package let problem: String

  package var description: String { "\"\(text)\" \(problem)" }
}
