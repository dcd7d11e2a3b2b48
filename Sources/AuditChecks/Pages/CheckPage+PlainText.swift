extension CheckPage {
  /// The page for a terminal: headings in capitals, lines broken at blanks, no escape sequences.
  ///
  /// - Parameter width: columns to fill at most; longer words stand alone.
  package func plainText(width: Int = 80) -> String {
    let width = max(20, width)
    var lines = Self.wrapped(title, width: width, first: "", next: "") + [""]
    lines += Self.wrapped(summary, width: width, first: "", next: "")
    for section in sections {
      lines += ["", section.heading.uppercased()]
      for paragraph in section.paragraphs { lines += Self.wrapped(paragraph, width: width, first: "  ", next: "  ") }
      for item in section.items { lines += Self.wrapped(item, width: width, first: "  - ", next: "    ") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func wrapped(_ text: String, width: Int, first: String, next: String) -> [String] {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = next
        isEmpty = true
      }
      if !isEmpty { line += " " }
      line += word
      isEmpty = false
    }
    return lines + [line]
  }
}
