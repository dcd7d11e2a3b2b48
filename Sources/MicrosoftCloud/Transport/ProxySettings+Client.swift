import AsyncHTTPClient

extension ProxySettings {
  /// As async-http-client wants it.
  var configuration: HTTPClient.Configuration.Proxy {
    guard let login else { return .server(host: host, port: port) }
    return .server(host: host, port: port, authorization: .basic(credentials: Base64.encoded(login.utf8)))
  }
}
