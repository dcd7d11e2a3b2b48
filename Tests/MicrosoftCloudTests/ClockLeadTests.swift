import MicrosoftCloud
import Testing

struct ClockLeadTests {
  private func lead(_ headers: [String: String], now: Double = 1_000_000_090) async throws -> Double? {
    try await FakeCloud(now: { now }, service: { _ in .answer(404, headers, "{}") }).run { cloud in
      try await cloud.session.clockLead()
    }
  }

  @Test func `the lead of this machine's clock is read from the Date of any answer`() async throws {
    // 1,000,000,000 seconds after 1970.
    #expect(try await lead(["Date": "Sun, 09 Sep 2001 01:46:40 GMT"]) == 90)
    #expect(try await lead(["Date": "Sun, 09 Sep 2001 01:46:40 GMT"], now: 999_999_940) == -60)
  }

  @Test func `an answer without a date tells nothing`() async throws {
    #expect(try await lead([:]) == nil)
    #expect(try await lead(["Date": "yesterday"]) == nil)
  }

  @Test func `no token is asked for and none is sent`() async throws {
    try await FakeCloud(service: { _ in .answer(200, [:], "{}") }).run { cloud in
      _ = try await cloud.session.clockLead()
      #expect(cloud.tokenRequests.isEmpty)
      #expect(cloud.requests.count == 1)
      #expect(cloud.requests.allSatisfy { $0.header("Authorization").isEmpty })
    }
  }

  @Test func `a server that does not answer is a failure with its address`() async throws {
    let cloud = try await FakeCloud(service: { _ in .reset })
    await #expect(throws: CloudFailure.self) { try await cloud.session.clockLead() }
    await cloud.stop()
  }
}
