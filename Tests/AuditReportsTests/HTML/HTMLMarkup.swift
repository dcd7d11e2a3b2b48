/// A small strict reader of our own pages: every tag closed in order, every attribute quoted, every id unique.
///
/// Browsers repair broken nesting silently, so a browser cannot show that the nesting is right.
struct HTMLMarkup {
  struct Element {
    let name: String
    let attributes: [String: String]
  }

  private(set) var elements: [Element] = []
  /// The text outside of tags, style and script, with character references as they stand.
  private(set) var text = ""
  private(set) var problems: [String] = []
  private static let void: Set<String> = ["meta", "link", "br", "input", "path", "circle", "hr", "img"]

  init(_ page: String) {
    var open: [String] = []
    var rest = Substring(page)
    while let start = rest.firstIndex(of: "<") {
      text += rest[..<start]
      rest = rest[rest.index(after: start)...]
      guard let end = rest.firstIndex(of: ">") else {
        problems.append("a tag is never closed")
        return
      }
      var tag = rest[..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("!") { continue }
      if tag.hasPrefix("/") {
        let name = String(tag.dropFirst())
        if open.popLast() != name { problems.append("</\(name)> closes something else") }
        continue
      }
      let closesItself = tag.hasSuffix("/")
      if closesItself { tag = tag.dropLast() }
      let element = read(tag)
      elements.append(element)
      if !closesItself && !Self.void.contains(element.name) { open.append(element.name) }
      if element.name == "style" || element.name == "script", let close = rest.firstRange(of: "</\(element.name)>") {
        rest = rest[close.lowerBound...]
      }
    }
    text += rest
    if !open.isEmpty { problems.append("never closed: \(open)") }
    let ids = elements.compactMap { $0.attributes["id"] }
    if Set(ids).count != ids.count { problems.append("an id is used twice") }
    for link in elements.compactMap({ $0.attributes["href"] }) where link.hasPrefix("#") {
      if !ids.contains(String(link.dropFirst())) { problems.append("\(link) leads nowhere") }
    }
    for list in ["aria-labelledby", "for"] {
      for target in elements.compactMap({ $0.attributes[list] }) where !ids.contains(target) {
        problems.append("\(list) names \(target), which is not there")
      }
    }
  }

  private mutating func read(_ tag: Substring) -> Element {
    guard let space = tag.firstIndex(where: \.isWhitespace) else { return Element(name: String(tag), attributes: [:]) }
    var attributes: [String: String] = [:]
    var rest = tag[space...].drop(while: \.isWhitespace)
    while !rest.isEmpty {
      let name = rest.prefix { $0 != "=" && !$0.isWhitespace }
      rest = rest.dropFirst(name.count)
      var value = ""
      if rest.hasPrefix("=") {
        if !rest.hasPrefix("=\"") { problems.append("the attribute \(name) is not quoted") }
        value = String(rest.dropFirst(2).prefix { $0 != "\"" })
        rest = rest.dropFirst(3 + value.count)
      }
      if attributes.updateValue(value, forKey: String(name)) != nil {
        problems.append("\(name) stands twice in \(tag)")
      }
      rest = rest.drop(while: \.isWhitespace)
    }
    return Element(name: String(tag[..<space]), attributes: attributes)
  }

  func count(_ name: String, where condition: (Element) -> Bool = { _ in true }) -> Int {
    elements.count { $0.name == name && condition($0) }
  }
}
