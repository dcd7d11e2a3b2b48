/// What a saved Graph or Exchange page says around its `value` list.
struct PageEnvelope: Hashable {
  /// `https://graph.microsoft.com/v1.0/$metadata#users('…')/mailFolders('inbox')/messageRules`
  var context: String?
  /// True when the page names a next one.
  var hasNextPage = false

  mutating func take(key: String, value: String) {
    switch key {
    case "@odata.context", "odata.context", "@context": context = value
    case "@odata.nextLink", "odata.nextLink", "@nextLink": hasNextPage = !value.isEmpty
    default: break
    }
  }
}

extension JSONScan {
  enum Object: Hashable {
    /// A page; its list begins behind that position.
    case page(PageEnvelope, list: Int)
    /// The whole object, up to that position, is one item.
    case item(end: Int)
    case incomplete
    case broken(String)
  }

  /// Tells a page (`{"@odata.context":…,"value":[`) from an item: before `value` a page has `@` members only.
  func object(from start: Int) -> Object {
    var envelope = PageEnvelope()
    var mayBePage = true
    var index = start + 1
    while true {
      index = skipBlank(from: index)
      guard index < bytes.count else { return .incomplete }
      if bytes[index] == UInt8(ascii: "}") { return .item(end: index + 1) }
      if bytes[index] == UInt8(ascii: ",") {
        index += 1
        continue
      }
      switch member(from: index, of: &envelope) {
      case .success(let member):
        if mayBePage, member.key == "value", bytes[member.value] == UInt8(ascii: "[") {
          return .page(envelope, list: member.value + 1)
        }
        if !member.key.contains("@") {
          // No page: the rest need not be looked at member by member.
          mayBePage = false
          switch value(from: start) {
          case .end(let end): return .item(end: end)
          case .incomplete: return .incomplete
          case .broken(let reason): return .broken(reason)
          }
        }
        guard case .end(let end) = value(from: member.value) else { return failure(value(from: member.value)) }
        take(member, upTo: end, into: &envelope)
        index = end
      case .failure(let failure): return failure.object
      }
    }
  }

  /// The members behind the list of a page; the end of the page's object.
  func rest(from start: Int, of envelope: inout PageEnvelope) -> Outcome {
    var index = start
    while true {
      index = skipBlank(from: index)
      guard index < bytes.count else { return .incomplete }
      if bytes[index] == UInt8(ascii: "}") { return .end(index + 1) }
      if bytes[index] == UInt8(ascii: ",") {
        index += 1
        continue
      }
      switch member(from: index, of: &envelope) {
      case .success(let member):
        guard case .end(let end) = value(from: member.value) else { return value(from: member.value) }
        take(member, upTo: end, into: &envelope)
        index = end
      case .failure(let failure): return failure.outcome
      }
    }
  }

  private struct Stop: Error {
    let outcome: Outcome
    var object: Object {
      if case .broken(let reason) = outcome { .broken(reason) } else { .incomplete }
    }
  }

  private func failure(_ outcome: Outcome) -> Object { Stop(outcome: outcome).object }

  private func member(
    from start: Int, of envelope: inout PageEnvelope
  ) -> Result<(key: String, value: Int), Stop> {
    guard bytes[start] == UInt8(ascii: "\"") else {
      return .failure(Stop(outcome: .broken("the name of a member is missing")))
    }
    let outcome = string(from: start)
    guard case .end(let end) = outcome else { return .failure(Stop(outcome: outcome)) }
    let colon = skipBlank(from: end)
    guard colon < bytes.count else { return .failure(Stop(outcome: .incomplete)) }
    guard bytes[colon] == UInt8(ascii: ":") else {
      return .failure(Stop(outcome: .broken("the colon behind a name is missing")))
    }
    let value = skipBlank(from: colon + 1)
    guard value < bytes.count else { return .failure(Stop(outcome: .incomplete)) }
    return .success((String(decoding: bytes[(start + 1)..<(end - 1)], as: UTF8.self), value))
  }

  private func take(_ member: (key: String, value: Int), upTo end: Int, into envelope: inout PageEnvelope) {
    guard bytes[member.value] == UInt8(ascii: "\"") else { return }
    let text = String(decoding: bytes[(member.value + 1)..<(end - 1)], as: UTF8.self)
    // Some writers escape every slash.
    envelope.take(key: member.key, value: text.replacing("\\/", with: "/").replacing("\\u0027", with: "'"))
  }
}
