import Testing
import WireJSON

/// A batch as it arrives, and as it is answered.
struct FakeBatch: Sendable {
  struct Item: Sendable {
    let id: String
    let method: String
    let url: String
    let headers: [String: String]
    let body: String?

    /// `/users/u7/…` → `u7`.
    var owner: String { url.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    func answer(_ status: Int, _ body: String, headers: String = "{}") -> String {
      #"{"id":"\#(id)","status":\#(status),"headers":\#(headers),"body":\#(body)}"#
    }
  }

  let items: [Item]

  init(_ request: TestServer.Request) throws {
    items = try JSONParser().parse(request.body) { view in
      try #require(view["requests"]).elements.map { item in
        var headers: [String: String] = [:]
        if let view = item["headers"] { for (key, value) in view.members { headers[key.string] = value.string } }
        return Item(
          id: item["id"]?.string ?? "", method: item["method"]?.string ?? "", url: item["url"]?.string ?? "",
          headers: headers, body: item["body"]?.json)
      }
    }
  }

  /// The answers, in the reverse order.
  static func reply(_ answers: [String]) -> TestServer.Reply {
    .json(#"{"responses":[\#(answers.reversed().joined(separator: ","))]}"#)
  }
}
