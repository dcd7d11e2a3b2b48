import MicrosoftCloud
import Synchronization
import Testing

/// A partner's refresh token, redeemed per tenant and service.
struct PartnerTokenTests {
  private final class Store: RefreshTokenStore {
    let token = Mutex("refresh-0")
    let replacements = Mutex(0)

    func current() async throws -> Secret { Secret(token.withLock { $0 }) }

    func replace(with token: Secret) async throws {
      replacements.withLock { $0 += 1 }
      self.token.withLock { $0 = token.value }
    }
  }

  private struct BrokenStore: RefreshTokenStore {
    struct Unreadable: Error {}
    func current() async throws -> Secret { throw Unreadable() }
    func replace(with token: Secret) async throws { throw Unreadable() }
  }

  @Test func `the refresh token is redeemed for each tenant and service, and what comes instead is kept`() async throws
  {
    let store = Store()
    let count = Mutex(0)
    let cloud = try await FakeCloud(
      credential: .partner(applicationID: "app-1", Secret("s"), store),
      token: { _ in
        let number = count.withLock { count in
          count += 1
          return count
        }
        let rotated = number == 2 ? "refresh-0" : "refresh-\(number)"
        return .json(#"{"access_token":"a-\#(number)","expires_in":4821,"refresh_token":"\#(rotated)","scope":"x"}"#)
      }, service: { _ in .json(Page.text([])) })
    try await cloud.run { cloud in
      for tenant in ["one", "two"] {
        _ = try await cloud.session.tenant(tenant).graph.ids(GraphRequest("/users", limit: .directory(units: 1)))
      }
      let forms = cloud.tokenRequests.map { TestForm.values(in: $0.body) }
      #expect(forms.map { $0["refresh_token"] } == ["refresh-0", "refresh-1"])
      #expect(forms.map { $0["grant_type"] } == ["refresh_token", "refresh_token"])
      #expect(forms.map { $0["client_secret"] } == ["s", "s"])
      #expect(store.token.withLock { $0 } == "refresh-0")
      #expect(store.replacements.withLock { $0 } == 2)
    }
  }

  @Test func `a store that cannot be read is one clear failure`() async throws {
    let cloud = try await FakeCloud(
      credential: .partner(applicationID: "app-1", Secret("s"), BrokenStore()), service: { _ in .json(Page.text([])) })
    try await cloud.run { cloud in
      let failure = try await failure { _ = try await cloud.graph.ids(GraphRequest("/users", limit: .reports)) }
      #expect(failure?.reason == .credentialRejected)
      #expect(failure?.message.hasPrefix("the partner's refresh token cannot be read") == true)
      #expect(cloud.requests.isEmpty)
    }
  }
}
