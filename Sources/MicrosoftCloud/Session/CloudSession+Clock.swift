import NIOHTTP1

extension CloudSession {
  /// By how many seconds this machine's clock is ahead of the token endpoint's, as its `Date` header tells; nil when it has none.
  ///
  /// Needs no token: assertions that are signed with a wrong clock are refused.
  /// - Throws: `CloudFailure` when the endpoint cannot be reached; `CancellationError`.
  package func clockLead() async throws -> Double? {
    let place = "GET /common/v2.0/.well-known/openid-configuration"
    let call = HTTPCall(target: core.endpoints.login.path + "/common/v2.0/.well-known/openid-configuration")
    do {
      let before = core.now()
      let answer = try await core.transport.send(call, to: core.endpoints.login)
      let middle = (before + core.now()) / 2
      return answer.headers.first(name: "Date").flatMap(RetryAfter.seconds(httpDate:)).map { middle - $0 }
    } catch let fault as TransportFault {
      throw CloudFailure(
        fault.reason, service: .login, path: place,
        message: "\(core.endpoints.login): \(fault.explanation).")
    }
  }
}
