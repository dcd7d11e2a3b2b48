/// A `$filter`, as far as the listings of the audit need it: comparisons, `startswith`, `endswith`, `any`, and/or/not.
indirect enum FilterExpression: Sendable {
  case both(FilterExpression, FilterExpression)
  case either(FilterExpression, FilterExpression)
  case not(FilterExpression)
  case compare([String], Comparison, Literal)
  case text(TextTest, [String], String)
  case any([String], variable: String, FilterExpression)

  enum Comparison: String, Sendable { case eq, ne, gt, ge, lt, le }
  enum TextTest: String, Sendable { case startswith, endswith, contains }

  enum Literal: Sendable, Equatable {
    case text(String)
    case moment(Moment)
    case number(Double)
    case flag(Bool)
    case null
  }

  /// The properties that are compared, such as `activityDateTime` or `initiatedBy/user/id`.
  var properties: [String] {
    switch self {
    case .both(let left, let right), .either(let left, let right): left.properties + right.properties
    case .not(let inner): inner.properties
    case .compare(let path, _, _), .text(_, let path, _), .any(let path, _, _): [path.joined(separator: "/")]
    }
  }

  /// The first operator that the directory serves with `ConsistencyLevel: eventual` and `$count=true` only.
  var advancedOperator: String? {
    switch self {
    case .both(let left, let right), .either(let left, let right): left.advancedOperator ?? right.advancedOperator
    case .not: "not"
    case .compare(let path, let comparison, _):
      comparison == .ne ? "ne" : path.last == "$count" ? "$count" : nil
    case .text(let test, _, _): test == .endswith ? "endsWith" : nil
    case .any(_, _, let inner): inner.advancedOperator
    }
  }

  /// True when the object passes.
  func accepts(_ object: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch self {
    case .both(let left, let right): left.accepts(object, bytes) && right.accepts(object, bytes)
    case .either(let left, let right): left.accepts(object, bytes) || right.accepts(object, bytes)
    case .not(let inner): !inner.accepts(object, bytes)
    case .compare(let path, let comparison, let literal):
      FilterExpression.compare(FilterExpression.value(path, object, bytes), comparison, literal, bytes)
    case .text(let test, let path, let wanted):
      FilterExpression.value(path, object, bytes).flatMap { ObjectScanner.text(in: $0, bytes) }
        .map { test.accepts($0.lowercased(), wanted.lowercased()) } ?? false
    case .any(let path, let variable, let inner):
      FilterExpression.someElement(path, object, bytes) { inner.without(variable).accepts($0, bytes) }
    }
  }

  private static func someElement(
    _ path: [String], _ object: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Bool
  ) -> Bool {
    guard let array = ObjectScanner.value(of: path, in: object, bytes) else { return false }
    var found = false
    ObjectScanner.forEachElement(of: bytes, in: array) { element in
      found = body(element)
      return !found
    }
    return found
  }

  /// An empty path is the value itself: an element of a list of texts.
  private static func value(_ path: [String], _ object: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>?
  {
    path.isEmpty ? object : ObjectScanner.value(of: path, in: object, bytes)
  }

  /// The same with the variable of an `any` taken off its paths.
  private func without(_ variable: String) -> FilterExpression {
    func short(_ path: [String]) -> [String] { path.first == variable ? Array(path.dropFirst()) : path }
    return switch self {
    case .both(let left, let right): .both(left.without(variable), right.without(variable))
    case .either(let left, let right): .either(left.without(variable), right.without(variable))
    case .not(let inner): .not(inner.without(variable))
    case .compare(let path, let comparison, let literal): .compare(short(path), comparison, literal)
    case .text(let test, let path, let text): .text(test, short(path), text)
    case .any: self
    }
  }

  private static func compare(
    _ value: Range<Int>?, _ comparison: Comparison, _ literal: Literal, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let value, bytes[value.lowerBound] != UInt8(ascii: "n") else {
      return literal == .null ? comparison == .eq : comparison == .ne
    }
    switch literal {
    case .null: return comparison == .ne
    case .moment(let wanted):
      guard value.count > 2, let moment = Moment(bytes[(value.lowerBound + 1)..<(value.upperBound - 1)]) else {
        return false
      }
      return comparison.holds(moment, wanted)
    case .flag(let wanted):
      return comparison.holds(bytes[value.lowerBound] == UInt8(ascii: "t") ? 1 : 0, wanted ? 1 : 0)
    case .number(let wanted):
      return Double(String(decoding: bytes[value], as: UTF8.self)).map { comparison.holds($0, wanted) } ?? false
    case .text(let wanted):
      guard let text = ObjectScanner.text(in: value, bytes) else { return false }
      // A GUID or time in quotes is compared like one without.
      if let left = Moment(text), let right = Moment(wanted) { return comparison.holds(left, right) }
      return comparison.holds(text.lowercased(), wanted.lowercased())
    }
  }
}

extension FilterExpression.Comparison {
  func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .eq: left == right
    case .ne: left != right
    case .gt: left > right
    case .ge: left >= right
    case .lt: left < right
    case .le: left <= right
    }
  }
}

extension FilterExpression.TextTest {
  func accepts(_ text: String, _ wanted: String) -> Bool {
    switch self {
    case .startswith: text.hasPrefix(wanted)
    case .endswith: text.hasSuffix(wanted)
    case .contains: text.contains(wanted)
    }
  }
}
