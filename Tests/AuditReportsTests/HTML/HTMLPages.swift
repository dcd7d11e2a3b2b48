import AuditModel
import Foundation

@testable import AuditReports

/// Pages of a document in a folder of their own, which goes when this goes.
final class HTMLPages {
  let folder: URL

  init(
    _ document: ReportDocument, templates: TemplateLibrary? = nil, maximumUserRows: Int = 500, zone: TimeZone? = nil,
    organizationName: String? = nil
  ) throws {
    folder = URL.temporaryDirectory.appending(path: "roundsman-html-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let templates = try templates ?? TemplateLibrary()
    try HTMLReport(
      templates: templates, maximumUserRows: maximumUserRows, zone: zone, organizationName: organizationName
    ).write(document, into: folder)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var index: URL { folder.appending(path: "index.html") }

  func text(_ name: String = "index.html") throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }
}
