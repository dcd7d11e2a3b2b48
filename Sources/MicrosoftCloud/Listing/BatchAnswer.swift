import NIOCore
import WireJSON

/// Takes a batch's answer apart: by id, in whatever order, each item for itself.
struct BatchAnswer<Element: Sendable> {
  let calls: [ServiceCall]
  let token: AccessToken
  let now: Double
  let base: BaseURL
  let element: @Sendable (JSONView) throws -> Element

  /// One outcome a call, in the order of the calls.
  ///
  /// - Throws: `JSONFailure` when the answer as a whole is not as expected; what the element closure throws.
  func outcomes(_ body: ByteBuffer, _ parser: JSONParser) throws -> [BatchItemOutcome<Element>] {
    var outcomes = [BatchItemOutcome<Element>](repeating: .absent, count: calls.count)
    var unreadable: [Int] = []
    try parser.parse(body) { view in
      try forEachItem(of: view) { position, item in
        guard case .absent = outcomes[position] else { return }
        do {
          outcomes[position] = try outcome(of: item, calls[position])
        } catch is JSONMismatch { unreadable.append(position) } catch let failure as JSONFailure {
          outcomes[position] = .failed(malformed(failure, calls[position]))
        }
      }
    }
    // Where exactly an item is wrong is found by reading it alone: rare, and the others are not lost.
    for position in unreadable {
      do {
        try parser.parse(body) { view in
          try forEachItem(of: view) { other, item in if other == position { _ = try outcome(of: item, calls[other]) } }
        }
      } catch let failure as JSONFailure { outcomes[position] = .failed(malformed(failure, calls[position])) }
    }
    return outcomes
  }

  private func forEachItem(of view: JSONView, _ body: (Int, JSONView) throws -> Void) throws {
    guard let responses = view["responses"] else { throw view.missing("responses") }
    guard responses.isArray else { throw responses.mismatch(expected: "an array") }
    for item in responses.elements {
      try item.requireObject()
      let id = item["id"]
      guard let position = id?.int ?? id?.string.flatMap({ Int($0) }), calls.indices.contains(position) else {
        continue
      }
      try body(position, item)
    }
  }

  private func outcome(of item: JSONView, _ call: ServiceCall) throws -> BatchItemOutcome<Element> {
    guard let status = try item["status"]?.optionalInt() else { throw item.missing("status") }
    guard let body = item["body"], !body.isNull else {
      return 200..<300 ~= status ? .failed(empty(call)) : .refused(refusal(status, .none, item, call))
    }
    // What the service does not take for JSON comes as base64 text; only of a page it must be JSON after all.
    if let text = body.text {
      let bytes = Base64.decoded(text.bytes)
      guard 200..<300 ~= status else {
        let error = (bytes ?? Array(text.bytes)).withUnsafeBufferPointer {
          ServiceError(body: $0, parser: JSONParser())
        }
        return .refused(refusal(status, error, item, call))
      }
      guard let bytes else { throw body.mismatch(expected: "an object or base64") }
      return try JSONParser().parse(bytes) { try outcome(status, $0, item, call) }
    }
    return try outcome(status, body, item, call)
  }

  private func outcome(
    _ status: Int, _ body: JSONView, _ item: JSONView, _ call: ServiceCall
  ) throws -> BatchItemOutcome<Element> {
    guard 200..<300 ~= status else { return .refused(refusal(status, ServiceError(body), item, call)) }
    let page = try ListingPage(body, element)
    return .page(elements: page.elements, nextLink: page.nextLink)
  }

  private func refusal(_ status: Int, _ error: ServiceError, _ item: JSONView, _ call: ServiceCall) -> Refusal {
    let headers = item["headers"]
    return Refusal(status: status, error: error, call: call, token: token, now: now, base: base) { name in
      // Names vary in case, and some services write numbers as such.
      let lowercased = name.lowercased()
      guard let headers else { return nil }
      for (key, value) in headers.members where key.string.lowercased() == lowercased {
        return value.string ?? value.int.map { String($0) } ?? value.double.map { "\($0)" }
      }
      return nil
    }
  }

  private func malformed(_ fault: JSONFailure, _ call: ServiceCall) -> CloudFailure {
    CloudFailure(
      .malformedAnswer, service: call.service, path: call.place, message: "\(call.place) (in a batch): \(fault).",
      http: 200)
  }

  private func empty(_ call: ServiceCall) -> CloudFailure {
    CloudFailure(
      .malformedAnswer, service: call.service, path: call.place,
      message: "\(call.place) (in a batch): the answer has no body.", http: 200)
  }
}
