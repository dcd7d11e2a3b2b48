import Foundation
import SyntheticFleet
import Testing

@Suite struct MessageTraceTests {
  private static let fleet = SyntheticFleet(tenants: 12, users: 600, seed: 1, endingAt: tonight)

  private func rows(_ index: Int, _ night: Int) throws -> [JSONObject] {
    try RenderedTenant(Self.fleet.tenant(index, night: night)).objects("message_trace")
  }

  private func key(_ row: JSONObject) -> String {
    "\(row["MessageTraceId"] as? String ?? "") \(row["RecipientAddress"] as? String ?? "")"
  }

  /// When each row was received.
  private func received(_ index: Int, _ night: Int) throws -> [String: String] {
    Dictionary(
      try rows(index, night).map { (key($0), $0["Received"] as? String ?? "") }, uniquingKeysWith: { first, _ in first }
    )
  }

  @Test func `about ten rows a user and week, inside and outside, delivered mostly`() throws {
    var all: [JSONObject] = []
    var users = 0
    for index in [0, 1, 2, 4, 5, 8] {
      all += try rows(index, 2)
      users += Self.fleet.userCount(ofTenant: index)
    }
    #expect((7...12).contains(all.count / users))
    let delivered = all.count { $0["Status"] as? String == "Delivered" }
    #expect(Double(delivered) / Double(all.count) > 0.9)
    let isInside = all.count { row in
      let domains = ["SenderAddress", "RecipientAddress"].map { (row[$0] as? String)?.split(separator: "@").last }
      return domains[0] == domains[1]
    }
    #expect((0.2...0.5).contains(Double(isInside) / Double(all.count)))
  }

  @Test(arguments: [0, 4, 8], [0, 1, 2])
  func `rows come newest first, once, from the seven days before the night`(index: Int, night: Int) throws {
    let rows = try rows(index, night)
    #expect(Set(rows.map(key)).count == rows.count)
    let times = rows.compactMap { $0["Received"] as? String }
    #expect(times.count == rows.count && zip(times, times.dropFirst()).allSatisfy { $0 >= $1 })
    let end = Self.fleet.nightEnds[night]
    let parser = ISO8601DateFormatter()
    for time in [times.first, times.last] {
      let seconds = Int64(try #require(parser.date(from: (time ?? "").prefix(19) + "Z")).timeIntervalSince1970)
      #expect(seconds >= end - 7 * 86_400 && seconds < end)
    }
    #expect(times.allSatisfy { $0.count == 27 && !$0.hasSuffix("Z") })
  }

  @Test func `yesterday's messages are in tonight's trace as they were`() throws {
    let yesterday = try received(8, 1)
    let today = try received(8, 2)
    let oldest = today.values.min() ?? ""
    let expected = yesterday.filter { $0.value >= oldest }
    #expect(expected.count > 100 && expected.allSatisfy { today[$0.key] == $0.value })
  }
}
