import MicrosoftCloud
import Synchronization
import Testing

/// Nothing that is logged or thrown holds a secret, a token, a query or a body.
@Suite(.timeLimit(.minutes(1)))
struct SecrecyTests {
  @Test func `no log line and no error holds what is secret`() async throws {
    let count = Mutex(0)
    let cloud = try await FakeCloud(
      token: { request in
        let number = count.withLock { count in
          count += 1
          return count
        }
        if request.path.contains("refused") {
          let text = "AADSTS7000218: body \(FakeCloud.secretValue) \(request.body)"
          return .answer(400, [:], #"{"error":"invalid_grant","error_description":"\#(text)","error_codes":[53003]}"#)
        }
        return number % 3 == 1 ? .answer(503, [:], "down \(request.body)") : FakeCloud.grant(request, number)
      },
      service: { request in
        let number = count.withLock { count in
          count += 1
          return count
        }
        let authorization = request.header("Authorization").first ?? ""
        switch number % 6 {
        case 0: return .reset
        case 1: return .answer(503, [:], authorization)
        case 2: return .answer(429, ["Retry-After": "1"], Page.error("TooManyRequests", authorization))
        case 3: return .answer(401, [:], Page.error("InvalidAuthenticationToken", authorization))
        case 4 where request.path.contains("bad"):
          return .answer(400, [:], Page.error("x", "\(authorization) \(request.target)"))
        default: return .json(#"{"value":[{"id":"\#(authorization)"#)
        }
      })
    var texts: [String] = []
    try await cloud.run { cloud in
      for path in ["/users", "/bad", "/other", "/bad"] {
        let request = GraphRequest(path, query: [.init("$filter", "mail eq 'needle@contoso.example'")], limit: .reports)
        for tenant in ["one", "two", "refused"] {
          let failure = try await failure { _ = try await cloud.session.tenant(tenant).graph.ids(request) }
          if let failure { texts += ["\(failure)", String(reflecting: failure)] }
        }
        let command = ExchangeCommand("Get-InboxRule", parameters: ["Mailbox": .string("needle@contoso.example")])
        let failure = try await failure { _ = try await cloud.exchange.ids(command) }
        if let failure { texts += ["\(failure)", String(reflecting: failure)] }
      }
      texts += cloud.log.lines
    }
    #expect(texts.count > 40)
    for text in texts {
      for secret in [FakeCloud.secretValue, "s3cr3t", "token-", "Bearer", "needle", "client_secret"] {
        #expect(!text.contains(secret), "\(text)")
      }
    }
    for event in ["token request repeated", "request repeated", "throttled", "token refused and replaced"] {
      #expect(texts.contains { $0.hasPrefix(event) }, "\(event)")
    }
  }
}
