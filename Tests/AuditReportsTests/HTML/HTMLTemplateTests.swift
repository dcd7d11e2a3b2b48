import Foundation
import ReportTemplates
import Testing

@testable import AuditReports

/// Templates: what a designer may do, and what is refused with file and line.
@Suite struct HTMLTemplateTests {
  private func render(_ template: String, _ scope: TemplateScope) throws -> String {
    let parts = try TemplateCompiler(sources: ["html/a.mustache": template, "html/b.mustache": "[{{words}}]"]).parts(
      of: "html/a.mustache")
    var bytes: [UInt8] = []
    let writer = MarkupWriter { bytes += $0 }
    try TemplateRenderer(page: writer).render(parts, with: scope)
    try writer.flush()
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("<b>", "&lt;b&gt;"), ("\"'&", "&quot;&#39;&amp;"), ("\"\u{301}", "&quot;\u{301}"), ("<\u{200D}b", "&lt;⟨U+200D⟩b"),
    ("{{words}}", "{{words}}"),
    ("é — 漢", "é — 漢"),
  ])
  func `text is escaped byte by byte and never read as a template`(_ text: String, _ shown: String) throws {
    #expect(try render("{{words}}", [.words: .foreign(text)]) == shown)
  }

  @Test func `sections repeat, skip and turn round`() throws {
    let scope: TemplateScope = [
      .users: .rows([[.words: .text("a")], [.words: .text("b")]]), .hints: .absent, .isFleet: .flag(false),
      .number: .count(1_204),
    ]
    #expect(
      try render("{{#users}}{{> b}}{{/users}}{{^hints}}none{{/hints}}{{#isFleet}}x{{/isFleet}}{{number}}", scope)
        == "[a][b]none1,204")
  }

  @Test func `a section tag alone on its line leaves no line`() throws {
    #expect(
      try render("<ul>\n{{#users}}\n  <li>{{words}}\n{{/users}}\n</ul>\n", [.users: .rows([[.words: .text("a")]])])
        == "<ul>\n  <li>a\n</ul>\n")
  }

  @Test(arguments: [
    ("a\n{{wordz}}", 2, "there is no field wordz", "Did you mean words?"),
    ("{{#users}}\n", 1, "the section users is never closed", "Write {{/users}} at its end."),
    (
      "{{#users}}\n{{/words}}", 2, "{{/words}} closes nothing: the open section is users, of line 1",
      "Close sections in the order in which they were opened."
    ),
    ("\n\n{{words", 3, "this tag is never closed", "Write }} after its name."),
    ("{{> a}}", 1, "html/a.mustache includes itself", "Remove one of the {{> }} tags."),
    (
      "{{> nowhere}}", 1, "there is no template html/nowhere.mustache to include",
      "The folder has: html/a.mustache, html/b.mustache."
    ),
    ("{{ }}", 1, "this tag has no name", "Name a field, or remove it."),
    ("{{{words}}}", 1, "{{{words}}} would write text unescaped", "Write {{words}}."),
    (
      "{{number}}", 1, "the field number is not given here", "templates/README.md says which part of which page has it."
    ),
  ])
  func `a broken template is refused with its file, line and cure`(
    _ text: String, _ line: Int, _ problem: String, _ help: String
  ) throws {
    let error = #expect(throws: TemplateError.self) { try render(text, [.words: .text("x"), .users: .absent]) }
    #expect(error == TemplateError(file: "html/a.mustache", line: line, problem: problem, help: help))
  }

  @Test func `a designer's folder replaces single templates, and a mistake in it is named`() throws {
    let folder = URL.temporaryDirectory.appending(path: "roundsman-templates-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "html"), withIntermediateDirectories: true)
    let foot = folder.appending(path: "html/foot.mustache")
    try "<script>{{{script}}}</script></body></html><!-- ours, {{runID}} -->".write(
      to: foot, atomically: true, encoding: .utf8)
    let page = try HTMLPages(HTMLSampleFleet().documents().fleet, templates: TemplateLibrary(overridingWith: folder))
      .text()
    #expect(page.hasSuffix("<!-- ours, 01J8ZC4T9Q -->"))

    try "<p>\n{{runIdentity}}".write(to: foot, atomically: true, encoding: .utf8)
    let error = #expect(throws: TemplateError.self) { try TemplateLibrary(overridingWith: folder) }
    #expect(error?.description.hasPrefix("template html/foot.mustache:2: there is no field runIdentity.") == true)

    try Data([0x3C, 0xFF]).write(to: foot)
    #expect(
      throws: TemplateError(
        file: "html/foot.mustache", line: nil, problem: "it is not valid UTF-8", help: "Save it as UTF-8.")
    ) {
      try TemplateLibrary(overridingWith: folder)
    }
  }

  @Test func `a folder that is not there or holds no template is refused`() throws {
    let folder = URL.temporaryDirectory.appending(path: "roundsman-templates-\(UUID().uuidString)")
    #expect(throws: TemplateError.self) { try TemplateLibrary(overridingWith: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let error = #expect(throws: TemplateError.self) { try TemplateLibrary(overridingWith: folder) }
    #expect(error?.problem == "the folder holds no template")
  }

  @Test func `a style sheet that would end its own element is refused with its line`() {
    #expect(throws: TemplateError.self) {
      try InlineAsset(
        file: "html/style.css", endTag: "</style", of: ["html/style.css": "a{}\nb::after{content:'</STYLE>'}"])
    }
  }

  @Test func `the program carries the templates of the folder, byte by byte`() throws {
    var root = URL(filePath: #filePath)
    while root.path != "/", !FileManager.default.fileExists(atPath: root.appending(path: "templates/html").path) {
      root.deleteLastPathComponent()
    }
    let folder = root.appending(path: "templates")
    var found = 0
    for case let path as String in FileManager.default.enumerator(atPath: folder.resolvingSymlinksInPath().path)!
    where !path.hasSuffix(".md") {
      let url = folder.appending(path: path)
      guard (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true else { continue }
      #expect(try ReportTemplates.text(named: path) == String(contentsOf: url, encoding: .utf8))
      found += 1
    }
    #expect(found == ReportTemplates.all.count)
    #expect(found > 20)
  }
}
