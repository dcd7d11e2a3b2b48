extension CheckPage {
  /// The page in Markdown, as committed under `docs/checks`.
  package var markdown: String {
    var lines = ["# \(Self.escaped(title))", "", Self.escaped(summary), ""]
    for section in sections {
      lines += ["## \(section.heading)", ""]
      for paragraph in section.paragraphs { lines += [Self.escaped(paragraph), ""] }
      for item in section.items { lines.append("- \(Self.escaped(item))") }
      if !section.items.isEmpty { lines.append("") }
    }
    lines.append("Written from the check's own metadata and examples; a test compares this page with them.")
    return lines.joined(separator: "\n") + "\n"
  }

  /// Keeps Markdown and HTML from taking characters of a name or command for their own.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "\\`*_{}[]<>#|$".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }
}
