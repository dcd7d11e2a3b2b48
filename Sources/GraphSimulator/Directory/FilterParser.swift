/// Reads a `$filter`.
struct FilterParser {
  /// What cannot be read, in the words of the service's 400.
  struct Failure: Error { let message: String }

  private var rest: Substring
  /// How deep it is inside parentheses and negations; nobody writes a hundred.
  private var depth = 0

  private init(rest: Substring) { self.rest = rest }

  /// - Throws: `Failure` when the text is no filter.
  static func expression(_ text: String) throws(Failure) -> FilterExpression {
    var parser = FilterParser(rest: text[...])
    let expression = try parser.either()
    parser.skipSpace()
    guard parser.rest.isEmpty else { throw parser.failure() }
    return expression
  }

  private mutating func either() throws(Failure) -> FilterExpression {
    var left = try both()
    while word("or") { left = .either(left, try both()) }
    return left
  }

  private mutating func both() throws(Failure) -> FilterExpression {
    var left = try term()
    while word("and") { left = .both(left, try term()) }
    return left
  }

  private mutating func term() throws(Failure) -> FilterExpression {
    guard depth < 100 else { throw failure() }
    depth += 1
    defer { depth -= 1 }
    if word("not") { return .not(try term()) }
    if symbol("(") {
      let inner = try either()
      guard symbol(")") else { throw failure() }
      return inner
    }
    let name = identifier()
    guard !name.isEmpty else { throw failure() }
    if let test = FilterExpression.TextTest(rawValue: name.lowercased()), symbol("(") { return try textTest(test) }
    let path = name.split(separator: "/").map(String.init)
    if path.last == "any", symbol("(") { return try any(Array(path.dropLast())) }
    skipSpace()
    guard let comparison = FilterExpression.Comparison(rawValue: identifier().lowercased()) else { throw failure() }
    return .compare(path, comparison, try literal())
  }

  private mutating func textTest(_ test: FilterExpression.TextTest) throws(Failure) -> FilterExpression {
    let path = identifier().split(separator: "/").map(String.init)
    guard symbol(","), case .text(let wanted) = try literal(), symbol(")") else { throw failure() }
    return .text(test, path, wanted)
  }

  private mutating func any(_ path: [String]) throws(Failure) -> FilterExpression {
    let variable = identifier()
    guard symbol(":") else { throw failure() }
    let inner = try either()
    guard symbol(")") else { throw failure() }
    return .any(path, variable: variable, inner)
  }

  private mutating func literal() throws(Failure) -> FilterExpression.Literal {
    skipSpace()
    if rest.first == "'" {
      rest.removeFirst()
      var text = ""
      while let character = rest.popFirst() {
        if character != "'" {
          text.append(character)
        } else if rest.first == "'" {
          text.append("'")
          rest.removeFirst()
        } else {
          return .text(text)
        }
      }
      throw failure()
    }
    let word = String(rest.prefix { !$0.isWhitespace && $0 != ")" && $0 != "," })
    guard !word.isEmpty else { throw failure() }
    rest.removeFirst(word.count)
    switch word {
    case "true", "false": return .flag(word == "true")
    case "null": return .null
    default:
      if let moment = Moment(word) { return .moment(moment) }
      if let number = Double(word) { return .number(number) }
      return .text(word)
    }
  }

  // MARK: Words

  private mutating func skipSpace() { rest = rest.drop { $0.isWhitespace } }

  private mutating func identifier() -> String {
    skipSpace()
    let name = rest.prefix {
      $0.isLetter || $0.isNumber || $0 == "/" || $0 == "_" || $0 == "$" || $0 == "@" || $0 == "."
    }
    rest.removeFirst(name.count)
    return String(name)
  }

  private mutating func symbol(_ character: Character) -> Bool {
    skipSpace()
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func word(_ word: String) -> Bool {
    skipSpace()
    guard rest.prefix(word.count).lowercased() == word, let next = rest.dropFirst(word.count).first,
      next.isWhitespace || next == "("
    else { return false }
    rest.removeFirst(word.count)
    return true
  }

  private func failure() -> Failure { Failure(message: "Invalid filter clause at '\(rest.prefix(40))'.") }
}
