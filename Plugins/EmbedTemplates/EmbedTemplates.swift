import Foundation
import PackagePlugin

/// Turns every file of the top-level `templates` folder into Swift, so that the program needs no files beside it.
///
/// The list of files is read when the package is planned: a new template is seen by the next build, a changed one too.
@main
struct EmbedTemplates: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL.appending(path: "templates").resolvingSymlinksInPath()
    let names = try templateNames(below: root)
    let output = context.pluginWorkDirectoryURL.appending(path: "ReportTemplates+Embedded.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(names.count) templates",
        executable: try context.tool(named: "TemplateEmbedder").url,
        arguments: [output.path(percentEncoded: false), root.path(percentEncoded: false)] + names,
        inputFiles: names.map { root.appending(path: $0) },
        outputFiles: [output])
    ]
  }

  /// Paths relative to the folder, sorted, without hidden files and without the notes for designers.
  private func templateNames(below root: URL) throws -> [String] {
    guard let paths = FileManager.default.enumerator(atPath: root.path(percentEncoded: false)) else {
      throw EmbedTemplatesError(description: "cannot list \(root.path(percentEncoded: false))")
    }
    var names: [String] = []
    for case let path as String in paths where paths.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
      let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") }
      if !isHidden && !path.hasSuffix(".md") { names.append(path) }
    }
    return names.sorted()
  }
}

/// Why the templates could not be listed.
private struct EmbedTemplatesError: Error, CustomStringConvertible {
  let description: String
}
