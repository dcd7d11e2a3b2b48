/// Why an archive, or a file of it, could not be opened, read or written.
package struct EvidenceArchiveError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file or folder.
  package let path: String
  /// What is wrong, without the path: `cannot be opened: Permission denied`.
  package let problem: String
  /// What the reader can do.
  package let remedy: String
  /// Archives of a newer version are told from damaged ones.
  package let isNewerFormat: Bool

  package init(path: String, problem: String, remedy: String, isNewerFormat: Bool = false) {
    self.path = path
    self.problem = problem
    self.remedy = remedy
    self.isNewerFormat = isNewerFormat
  }

  package var description: String { "\(path) \(problem); \(remedy)" }

  /// The same with the file's name only: what goes into evidence must not depend on where an archive lies.
  var placeless: String { "\(path.split(separator: "/").last ?? "") \(problem); \(remedy)." }
}
