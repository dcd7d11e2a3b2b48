import Yams

extension YamlError {
  /// What is wrong and in which line, without the text there: it may be a secret that somebody wrote into the file.
  var withoutText: (line: Int?, problem: String) {
    switch self {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      (
        mark.line,
        ([problem] + [context.map { "\($0.text) in line \($0.mark.line)" }].compactMap(\.self)).joined(separator: " ")
      )
    case .duplicatedKeysInMapping(let keys, let context):
      (context.mark.line, "the keys \(keys.joined(separator: ", ")) are there twice")
    case .reader(let problem, _, _, _): (nil, problem)
    default: (nil, "it cannot be read")
    }
  }
}
