/// A template that cannot be used: which file and line, what is wrong, and what to write instead.
package struct TemplateError: Error, Hashable, CustomStringConvertible {
  /// The path below the templates folder, or the folder itself.
  package let file: String
  /// Counted from 1; nil when the whole file is meant.
  package let line: Int?
  package let problem: String
  package let help: String

  package init(file: String, line: Int?, problem: String, help: String) {
    self.file = file
    self.line = line
    self.problem = problem
    self.help = help
  }

  package var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return "template \(place): \(problem). \(help)"
  }
}
