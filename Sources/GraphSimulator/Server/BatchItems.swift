import Foundation

/// The requests of a `$batch`, and its answer.
struct BatchItems {
  /// One request of the batch.
  struct Item {
    let id: String
    let method: String
    /// Path and query.
    let url: String
    let headers: [String: String]
    let body: [UInt8]
    let dependsOn: [String]
  }

  let items: [Item]

  /// What is wrong with a batch as a whole.
  struct Failure: Error { let message: String }

  init(_ body: [UInt8], largest: Int) throws(Failure) {
    guard let whole = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any],
      let requests = whole["requests"] as? [Any]
    else { throw Failure(message: "Invalid batch payload format.") }
    guard requests.count <= largest else {
      throw Failure(
        message:
          "Number of batch request steps exceeds the maximum value of \(largest). The batch holds \(requests.count).")
    }
    var items: [Item] = []
    var seen: Set<String> = []
    for request in requests {
      guard let request = request as? [String: Any], let id = request["id"] as? String,
        let method = request["method"] as? String,
        let url = request["url"] as? String
      else { throw Failure(message: "Invalid batch payload format.") }
      guard seen.insert(id.lowercased()).inserted else {
        throw Failure(message: "Request Id '\(id)' has to be unique in a batch.")
      }
      guard !url.lowercased().hasPrefix("http") else {
        throw Failure(message: "Invalid URL '\(url)': it must be relative.")
      }
      let headers = (request["headers"] as? [String: Any] ?? [:]).reduce(into: [String: String]()) {
        $0[$1.key.lowercased()] = $1.value as? String
      }
      let body = request["body"].flatMap { try? JSONSerialization.data(withJSONObject: $0, options: .fragmentsAllowed) }
      items.append(
        Item(
          id: id, method: method.uppercased(), url: url.hasPrefix("/") ? url : "/" + url, headers: headers,
          body: body.map { Array($0) } ?? [], dependsOn: request["dependsOn"] as? [String] ?? []))
    }
    self.items = items
  }

  /// The answer to all of them, in an order that is not theirs.
  static func document(_ answers: [(id: String, answer: WireAnswer)], seed: UInt64, number: UInt64) -> WireAnswer {
    var out = JSONBytes()
    out.raw("{\"responses\":[")
    for (index, entry) in SeededNumbers.shuffled(answers, seed, "\(number)").enumerated() {
      if index > 0 { out.raw(",") }
      out.raw("{")
      out.member("id", entry.id)
      out.raw(",\"status\":\(entry.answer.status),\"headers\":")
      out.raw(JSONTree.object(entry.answer.headers.map { ($0.name, .text($0.value)) }).bytes)
      if !entry.answer.body.isEmpty {
        out.raw(",\"body\":")
        // What is no JSON comes in base64, as text.
        if entry.answer.header("content-type")?.contains("json") == true {
          out.raw(entry.answer.body)
        } else {
          out.text(Data(entry.answer.body).base64EncodedString())
        }
      }
      out.raw("}")
    }
    out.raw("]}")
    return WireAnswer(200, body: out.bytes)
  }
}
