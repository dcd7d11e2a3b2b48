import Foundation

// Usage: TemplateEmbedder OUTPUT ROOT NAME…
// Writes a Swift file whose `ReportTemplates.all` holds each named file of ROOT as text. Run by the EmbedTemplates plugin.

let arguments = CommandLine.arguments.dropFirst()
guard let output = arguments.first, let root = arguments.dropFirst().first else {
  FileHandle.standardError.write(Data("usage: TemplateEmbedder OUTPUT ROOT NAME…\n".utf8))
  exit(64)
}

var code = """
  // Generated from the folder `templates`; edit the files there.

  extension ReportTemplates {
    /// Every template by its path below `templates`.
    package static let all: [String: String] = [

  """
for name in arguments.dropFirst(2) {
  let url = URL(filePath: root).appending(path: name)
  do {
    let bytes = try Data(contentsOf: url)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      FileHandle.standardError.write(Data("\(url.path): error: not valid UTF-8; save the template as UTF-8\n".utf8))
      exit(1)
    }
    code += "    \(SwiftLiteral.text(name)):\n\(SwiftLiteral.text(text)),\n"
  } catch {
    FileHandle.standardError.write(Data("\(url.path): error: \(error.localizedDescription)\n".utf8))
    exit(1)
  }
}
code += arguments.count > 2 ? "  ]\n}\n" : "  :]\n}\n"
do {
  try Data(code.utf8).write(to: URL(filePath: output), options: .atomic)
} catch {
  FileHandle.standardError.write(Data("\(output): error: \(error.localizedDescription)\n".utf8))
  exit(1)
}
