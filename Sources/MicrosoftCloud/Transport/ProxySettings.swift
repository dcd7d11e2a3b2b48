/// The proxy to go through, and the hosts that are reached without it.
package struct ProxySettings: Hashable, Sendable {
  package let host: String
  package let port: Int
  /// Hosts (`example.com`, `.example.com`, `127.0.0.1`, with or without port), or `*`.
  package let exceptions: [String]
  /// `user:password` of the proxy's URL.
  let login: String?

  package init(host: String, port: Int, exceptions: [String] = []) {
    self.host = host
    self.port = port
    self.exceptions = exceptions
    login = nil
  }

  /// Reads `HTTPS_PROXY` (or `https_proxy`) and `NO_PROXY`; nil when no proxy is set.
  ///
  /// - Throws: `InvalidBaseURL` when the proxy's URL cannot be used; its text is without the password.
  package init?(environment: [String: String]) throws(InvalidBaseURL) {
    guard let text = environment["HTTPS_PROXY"] ?? environment["https_proxy"], !text.isEmpty else { return nil }
    let withScheme = text.contains("://") ? text : "http://" + text
    var login: String?
    var plain = withScheme
    if let start = withScheme.firstRange(of: "://")?.upperBound, let at = withScheme[start...].lastIndex(of: "@") {
      login = String(withScheme[start..<at])
      plain = String(withScheme[..<start] + withScheme[withScheme.index(after: at)...])
    }
    guard let address = WebAddress(plain), address.scheme == "http" else {
      throw InvalidBaseURL(text: plain, problem: "is no proxy URL of the form http://host:port (HTTPS_PROXY)")
    }
    host = address.host
    port = address.port
    self.login = login.map(PercentEncoding.decoded)
    let list = environment["NO_PROXY"] ?? environment["no_proxy"] ?? ""
    exceptions = list.split { $0 == "," || $0 == " " }.map { $0.lowercased() }
  }

  /// True when that base URL is reached through the proxy; plain http never is, for it is of this machine and stays here.
  package func concerns(_ base: BaseURL) -> Bool {
    base.scheme == "https"
      && !exceptions.contains { exception in
        if exception == "*" { return true }
        var name = Substring(exception)
        if let colon = name.lastIndex(of: ":"), let port = Int(name[name.index(after: colon)...]), !name.contains("]") {
          guard port == base.port else { return false }
          name = name[..<colon]
        }
        while name.hasPrefix(".") || name.hasPrefix("*") { name = name.dropFirst() }
        return !name.isEmpty && (base.host == name || base.host.hasSuffix("." + name))
      }
  }
}
