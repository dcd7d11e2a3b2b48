/// Why the simulator cannot begin: what is wrong, where, and what to do.
package struct SimulatorError: Error, CustomStringConvertible, Sendable {
  package let problem: String
  /// A file, with the place in it where that helps.
  package let place: String
  package let remedy: String

  package init(_ problem: String, place: String, remedy: String) {
    self.problem = problem
    self.place = place
    self.remedy = remedy
  }

  package var description: String { "\(problem)\n  at: \(place)\n  help: \(remedy)" }
}
