import AuditModel
import Yams

/// One thing that is wrong in a configuration file.
package struct ConfigurationProblem: Hashable, Sendable {
  /// The included file that it is in; nil for the configuration file itself.
  package let file: String?
  /// 1-based; nil when the file as a whole is meant.
  package let line: Int?
  package let message: String
  package let help: String?

  init(file: String? = nil, line: Int?, _ message: String, help: String? = nil) {
    self.file = file
    self.line = line
    self.message = message
    self.help = help
  }
}

/// Collects problems, so that one look at the file finds all of them.
final class ConfigurationProblems {
  /// The included file that is being read; nil for the configuration file itself.
  let file: String?
  private(set) var list: [ConfigurationProblem] = []

  init(file: String? = nil) { self.file = file }

  func add(_ problem: ConfigurationProblem) { list.append(problem) }
  func add(_ others: ConfigurationProblems) { list += others.list }
  func add(line: Int?, _ message: String, help: String? = nil) {
    add(ConfigurationProblem(file: file, line: line, message, help: help))
  }
}

/// One mapping of the file: hands out typed values, remembers which keys are known, and reports the others.
struct ConfigurationSection {
  let path: String
  let problems: ConfigurationProblems
  private let node: Node
  private let known: [String]

  /// - Parameter known: every key that may stand here; others are reported with the nearest known one.
  init(_ node: Node, path: String, known: [String], problems: ConfigurationProblems) {
    self.node = node
    self.path = path
    self.known = known
    self.problems = problems
    guard let mapping = node.mapping else {
      problems.add(line: node.mark?.line, "\(path.isEmpty ? "the file" : "`\(path)`") must be a mapping of keys")
      return
    }
    for (key, _) in mapping {
      guard let name = key.string, !known.contains(name) else { continue }
      let nearest = Spelling.nearest(to: name, in: known)
      problems.add(
        line: key.mark?.line, "unknown key `\(name)`\(path.isEmpty ? "" : " in `\(path)`")",
        help: nearest.map { "did you mean `\($0)`?" } ?? "known here: \(known.joined(separator: ", "))")
    }
  }

  func section(_ key: String, known: [String]) -> ConfigurationSection? {
    node.mapping?[key].map { ConfigurationSection($0, path: child(key), known: known, problems: problems) }
  }

  /// Any value, read by `parse`; what it refuses is reported as "must be `expected`".
  func value<Value>(_ key: String, expected: String, parse: (Node) -> Value?) -> Value? {
    guard let value = node.mapping?[key] else { return nil }
    if let parsed = parse(value) { return parsed }
    problems.add(
      line: value.mark?.line, "`\(child(key))` must be \(expected)\(value.string.map { ", not `\($0)`" } ?? "")")
    return nil
  }

  func string(_ key: String) -> String? {
    value(key, expected: "a text") { node in node.string.flatMap { $0.isEmpty ? nil : $0 } }
  }

  func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    value(key, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)") { node in
      node.int.flatMap { range.contains($0) ? $0 : nil }
    }
  }

  func strings(_ key: String) -> [String] {
    value(key, expected: "a list of texts") { node in
      guard let sequence = node.sequence else { return nil }
      let texts = sequence.compactMap(\.string)
      return texts.count == sequence.count ? texts : nil
    } ?? []
  }

  /// The mappings of a list; an entry that is no mapping is reported.
  func sections(_ key: String, known: [String]) -> [ConfigurationSection] {
    guard let value = node.mapping?[key] else { return [] }
    guard let sequence = value.sequence else {
      problems.add(line: value.mark?.line, "`\(child(key))` must be a list")
      return []
    }
    return sequence.enumerated().map { index, entry in
      ConfigurationSection(entry, path: "\(child(key))[\(index)]", known: known, problems: problems)
    }
  }

  /// Reports that a key that must be there is not.
  func require(_ key: String) {
    if node.mapping != nil, node.mapping?[key] == nil {
      problems.add(line: node.mark?.line, "\(path.isEmpty ? "the file" : "`\(path)`") lacks `\(key)`")
    }
  }

  /// The entries of a file that is one list.
  static func list(_ node: Node, known: [String], problems: ConfigurationProblems) -> [ConfigurationSection] {
    guard let sequence = node.sequence else {
      problems.add(line: node.mark?.line, "the file must be a list of tenants")
      return []
    }
    return sequence.enumerated().map { index, entry in
      ConfigurationSection(entry, path: "[\(index)]", known: known, problems: problems)
    }
  }

  /// 1-based.
  var line: Int? { node.mark?.line }

  func holds(_ key: String) -> Bool { node.mapping?[key] != nil }

  /// True when the value is a plain text or number, not a mapping or list.
  func isText(_ key: String) -> Bool { node.mapping?[key]?.scalar != nil }

  func isMapping(_ key: String) -> Bool { node.mapping?[key]?.mapping != nil }

  /// Reports something that is wrong with the section as a whole, or with one of its values.
  func report(_ message: String, at key: String? = nil, help: String? = nil) {
    problems.add(line: (key.flatMap { node.mapping?[$0] } ?? node).mark?.line, message, help: help)
  }

  /// Reports every key besides that one.
  func refuseOthers(than key: String) {
    for (other, _) in node.mapping ?? [:] where other.string != key {
      problems.add(line: other.mark?.line, "`\(other.string ?? "")` must not stand beside `\(key)`")
    }
  }

  private func child(_ key: String) -> String { path.isEmpty ? key : path + "." + key }
}
