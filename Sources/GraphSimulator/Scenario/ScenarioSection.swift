import Foundation

/// One object of a scenario file: hands out typed values, and says where something is wrong and what to write instead.
struct ScenarioSection {
  let file: String
  /// Such as `tenants.contoso.faults[0]`; empty for the whole file.
  let path: String
  private let members: [String: Any]

  init(_ value: Any, file: String, path: String, known: [String]) throws {
    self.file = file
    self.path = path
    guard let members = value as? [String: Any] else {
      throw ScenarioSection.error(file, path, "an object is expected here", "write {…}")
    }
    self.members = members
    if let unknown = members.keys.sorted().first(where: { !known.contains($0) }), !known.isEmpty {
      throw ScenarioSection.error(
        file, path, "unknown key \"\(unknown)\"", "known here: \(known.joined(separator: ", "))")
    }
  }

  var names: [String] { members.keys.sorted() }

  func section(_ key: String, known: [String]) throws -> ScenarioSection? {
    try members[key].map { try ScenarioSection($0, file: file, path: child(key), known: known) }
  }

  func sections(_ key: String, known: [String]) throws -> [ScenarioSection] {
    guard let value = members[key] else { return [] }
    guard let list = value as? [Any] else { throw wrong(key, "a list of objects", "write [{…}]") }
    return try list.enumerated().map {
      try ScenarioSection($1, file: file, path: "\(child(key))[\($0)]", known: known)
    }
  }

  func text(_ key: String) throws -> String? {
    try value(key, "a text", "put it in quotes") { $0 as? String }
  }

  func texts(_ key: String) throws -> [String]? {
    try value(key, "a list of texts", "write [\"…\"]") { $0 as? [String] }
  }

  func flag(_ key: String) throws -> Bool? {
    try value(key, "true or false", "write it without quotes") { value in
      (value as? NSNumber).flatMap { ScenarioSection.isFlag($0) ? $0.boolValue : nil }
    }
  }

  /// A number of seconds, a share or a count, in a range.
  func number(_ key: String, in range: ClosedRange<Double>) throws -> Double? {
    try value(
      key, "a number from \(Self.words(range.lowerBound)) to \(Self.words(range.upperBound))", "write it without quotes"
    ) {
      ($0 as? NSNumber).flatMap { ScenarioSection.isFlag($0) ? nil : $0.doubleValue }
        .flatMap { range.contains($0) ? $0 : nil }
    }
  }

  func integer(_ key: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let number = try number(key, in: Double(range.lowerBound)...Double(range.upperBound)) else { return nil }
    guard number == number.rounded() else { throw wrong(key, "a whole number", "leave out the fraction") }
    return Int(number)
  }

  /// One of the names of an enumeration.
  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _ type: Choice.Type) throws -> Choice?
  where Choice.RawValue == String {
    let names = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    return try value(key, "one of \(names)", "write one of them") { ($0 as? String).flatMap(Choice.init(rawValue:)) }
  }

  func integers(_ key: String, in range: ClosedRange<Int>) throws -> [String: Int] {
    guard let section = try section(key, known: []) else { return [:] }
    var values: [String: Int] = [:]
    for name in section.names { values[name] = try section.integer(name, in: range) }
    return values
  }

  /// Names, or how many of the first ones.
  func selection(_ key: String) throws -> MailboxSelection? {
    try value(
      key, "a list of user principal names or object ids, or how many users", "write [\"ada@contoso.example\"] or 2"
    ) {
      if let names = $0 as? [String] { return .named(Set(names.map { $0.lowercased() })) }
      return ($0 as? NSNumber).map { .first($0.intValue) }
    }
  }

  /// What is wrong with a value.
  func wrong(_ key: String, _ expected: String, _ remedy: String) -> SimulatorError {
    ScenarioSection.error(file, child(key), "\(expected) is expected here", remedy)
  }

  func has(_ key: String) -> Bool { members[key] != nil }

  private func value<Value>(_ key: String, _ expected: String, _ remedy: String, _ read: (Any) -> Value?) throws
    -> Value?
  {
    guard let raw = members[key] else { return nil }
    guard let value = read(raw) else { throw wrong(key, expected, remedy) }
    return value
  }

  private func child(_ key: String) -> String { path.isEmpty ? key : path + "." + key }

  private static func words(_ number: Double) -> String { number == number.rounded() ? "\(Int(number))" : "\(number)" }

  /// JSON's `true` is a number to Foundation, of its own type.
  private static func isFlag(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }

  private static func error(_ file: String, _ path: String, _ problem: String, _ remedy: String) -> SimulatorError {
    SimulatorError(problem, place: path.isEmpty ? file : "\(file): \(path)", remedy: remedy)
  }
}
