import AuditReports
import Foundation

/// Writes one document in every format that is asked for.
struct ReportRenderer: Sendable {
  /// How many tenants' documents are rendered at the same time: as many as there are tenants judged at once, at most two.
  let width: Int
  private let formats: [ReportFormat]
  private let html: HTMLReport
  private let zone: TimeZone?

  /// - Throws: `Trouble` with exit 78 when a template of the configured folder is broken.
  init(configuration: Configuration) throws {
    width = min(2, configuration.concurrentTenants)
    formats = configuration.formats
    zone = configuration.timeZone == "UTC" ? nil : TimeZone(identifier: configuration.timeZone)
    do {
      let directory = configuration.templatesDirectory.map { URL(fileURLWithPath: $0, isDirectory: true) }
      html = HTMLReport(
        templates: try TemplateLibrary(overridingWith: directory), zone: zone, organizationName: configuration.mspName)
    } catch {
      throw Trouble(
        .configurationInvalid, "a template cannot be used", place: configuration.templatesDirectory,
        facts: ["\(error)"], help: "correct it, or leave --templates out to use the built-in ones")
    }
  }

  /// - Parameters:
  ///   - name: the files' name without ending; the HTML page is `index.html`.
  ///   - scratch: an existing folder for temporary files.
  func render(_ document: ReportDocument, named name: String, into directory: String, scratch: String) throws {
    for format in formats {
      switch format {
      case .html: try html.write(document, into: URL(fileURLWithPath: directory, isDirectory: true))
      case .json: try JSONReport.write(document, to: "\(directory)/\(name).json")
      case .xlsx:
        try WorkbookReport(temporaryFolder: scratch, zone: zone).write(document, to: "\(directory)/\(name).xlsx")
      }
    }
  }
}
