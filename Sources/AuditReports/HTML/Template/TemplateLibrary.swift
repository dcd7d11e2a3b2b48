import Crypto
package import Foundation
import ReportTemplates

/// The templates of all pages, read, checked and ready: the built-in ones, or those of a folder that a designer works in.
package struct TemplateLibrary: Sendable {
  /// The pages that there are; the raw value is the template's path.
  enum Page: String, CaseIterable {
    case fleet = "html/fleet.mustache"
    case tenants = "html/tenants.mustache"
    case tenant = "html/tenant.mustache"
  }

  let style: InlineAsset
  let script: InlineAsset
  private let pages: [Page: CompiledTemplate]

  /// - Parameter directory: a folder laid out like `templates`; its files replace the built-in ones of the same path.
  /// - Throws: `TemplateError` that names the file and line of what cannot be used.
  package init(overridingWith directory: URL? = nil) throws(TemplateError) {
    var sources = ReportTemplates.all
    if let directory { try Self.override(&sources, with: directory) }
    style = try InlineAsset(file: "html/style.css", endTag: "</style", of: sources)
    script = try InlineAsset(file: "html/script.js", endTag: "</script", of: sources)
    let compiler = TemplateCompiler(sources: sources)
    var pages: [Page: CompiledTemplate] = [:]
    for page in Page.allCases { pages[page] = CompiledTemplate(parts: try compiler.parts(of: page.rawValue)) }
    self.pages = pages
  }

  func parts(of page: Page) -> [TemplatePart] { pages[page]?.parts ?? [] }

  private static func override(_ sources: inout [String: String], with directory: URL) throws(TemplateError) {
    let folder = directory.path(percentEncoded: false)
    var replaced = 0
    guard
      let paths = FileManager.default.enumerator(
        atPath: directory.resolvingSymlinksInPath().path(percentEncoded: false))
    else {
      throw TemplateError(
        file: folder, line: nil, problem: "the folder cannot be read", help: "Name a folder that holds html/*.mustache."
      )
    }
    for case let path as String in paths where ["mustache", "css", "js"].contains((path as NSString).pathExtension) {
      let text: String
      do {
        let bytes = try Data(contentsOf: directory.appending(path: path))
        guard let valid = String(validating: bytes, as: UTF8.self) else {
          throw TemplateError(file: path, line: nil, problem: "it is not valid UTF-8", help: "Save it as UTF-8.")
        }
        text = valid
      } catch let error as TemplateError {
        throw error
      } catch {
        throw TemplateError(
          file: path, line: nil, problem: "it cannot be read (\(error.localizedDescription))",
          help: "Check its permissions.")
      }
      sources[path] = text
      replaced += 1
    }
    guard replaced > 0 else {
      throw TemplateError(
        file: folder, line: nil, problem: "the folder holds no template",
        help: "Copy the folder templates and edit the copy.")
    }
  }
}

/// The parts of one page. They hold only values, so that they may be used from anywhere.
struct CompiledTemplate: Sendable {
  let parts: [TemplatePart]
}

/// A style sheet or script that stands inside every page, with the hash by which the page's policy admits it.
struct InlineAsset: Sendable {
  let bytes: [UInt8]
  /// `sha256-…`, over exactly the bytes between the tags.
  let hash: String

  init(file: String, endTag: String, of sources: [String: String]) throws(TemplateError) {
    guard let text = sources[file] else {
      throw TemplateError(
        file: file, line: nil, problem: "there is no such file", help: "Put it back, or remove the override.")
    }
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where line.lowercased().contains(endTag) || line.contains("<!--") {
      throw TemplateError(
        file: file, line: index + 1, problem: "\(endTag) or <!-- inside it would end it in the page",
        help: "Write it in another way.")
    }
    // Carriage returns are dropped by the browser before it computes the hash.
    bytes = Array(text.replacing("\r\n", with: "\n").utf8)
    hash = "sha256-" + Data(SHA256.hash(data: Data(bytes))).base64EncodedString()
  }
}
