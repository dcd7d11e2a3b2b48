import Foundation

/// One of the three services that the simulator plays.
enum WireService: String, CaseIterable, Sendable { case login, graph, exchange }

/// A request as it came, or an item of a batch made into one.
struct WireRequest: Sendable {
  let service: WireService
  let method: String
  /// With its percent signs, without the query.
  let path: String
  /// Without the question mark; empty when there is none.
  let rawQuery: String
  /// Names in lower case.
  let headers: [String: String]
  let body: [UInt8]
  /// What the client called us, with the port; next links lead back there.
  let host: String
  /// Monotonic seconds.
  let arrival: Double
  /// Position among all requests; also makes the request id.
  let number: UInt64
  var isBatchItem = false

  /// The decoded parts of the path.
  var segments: [String] {
    path.split(separator: "/", omittingEmptySubsequences: true).map { $0.removingPercentEncoding ?? String($0) }
  }

  /// The options of the query by lower-case name.
  var query: [String: String] { WireRequest.pairs(rawQuery) }

  /// The fields of a form.
  var form: [String: String] { WireRequest.pairs(String(decoding: body, as: UTF8.self)) }

  /// Made of the number, so that the same run gives the same ids.
  var requestID: String {
    let digits = String(number, radix: 16)
    return "5e000000-0000-4000-8000-" + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
  }

  private static func pairs(_ text: String) -> [String: String] {
    var pairs: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      func decoded(_ part: Substring) -> String {
        let spaced = part.replacingOccurrences(of: "+", with: " ")
        return spaced.removingPercentEncoding ?? spaced
      }
      pairs[decoded(parts[0]).lowercased()] = parts.count > 1 ? decoded(parts[1]) : ""
    }
    return pairs
  }
}
