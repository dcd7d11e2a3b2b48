/// An error a person can act on: what is wrong, where, what was seen, what to do, and the exit code it ends with.
package struct Trouble: Error, Hashable, Sendable {
  package let exit: ExitStatus
  package let summary: String
  /// `file:line` or a path.
  package let place: String?
  package let facts: [String]
  package let help: String?

  package init(_ exit: ExitStatus, _ summary: String, place: String? = nil, facts: [String] = [], help: String? = nil) {
    self.exit = exit
    self.summary = summary
    self.place = place
    self.facts = facts
    self.help = help
  }

  /// Several lines, without colour: `error: …`, `  --> place`, `   = fact`, `   help: …`.
  package var text: String {
    var lines = ["error: \(summary)"]
    if let place { lines.append("  --> \(place)") }
    lines += facts.map { "   = \($0)" }
    if let help { lines.append("   help: \(help)") }
    return lines.joined(separator: "\n")
  }
}
