import AuditModel
package import Foundation

/// Writes a report as HTML pages, each of which stands alone: no request leaves it, and it is whole without its script.
package struct HTMLReport: Sendable {
  /// With more tenants than this the table of tenants has a page of its own.
  package static let tenantsOnFleetPage = 300

  private let templates: TemplateLibrary
  private let maximumUserRows: Int
  private let zone: ZoneWords
  private let organizationName: String?

  /// - Parameters:
  ///   - maximumUserRows: users that one page shows; a page says above the table when there are more.
  ///   - zone: the zone of all moments that people read; UTC when nil. The pages name it.
  ///   - organizationName: the service provider's name, shown at the top of every page.
  package init(
    templates: TemplateLibrary, maximumUserRows: Int = 500, zone: TimeZone? = nil, organizationName: String? = nil
  ) {
    self.templates = templates
    self.maximumUserRows = maximumUserRows
    self.zone = ZoneWords(zone)
    self.organizationName = organizationName
  }

  /// Writes `index.html` (and `tenants.html` for a large fleet) into a folder that exists, replacing files of these names.
  ///
  /// Memory does not grow with the fleet: rows are read, written and forgotten.
  /// - Returns: the names of the files that were written.
  /// - Throws: `TemplateError`, `HTMLReportError`, or what reading the document's rows throws.
  @discardableResult
  package func write(_ document: ReportDocument, into directory: URL) throws -> [String] {
    let page = HTMLPage(
      document: document, maximumUserRows: maximumUserRows, zone: zone, organizationName: organizationName)
    guard page.isFleet else {
      try write(try tenantScope(page), with: .tenant, named: "index.html", in: directory)
      return ["index.html"]
    }
    let isLarge = document.tenants.count > Self.tenantsOnFleetPage
    try write(fleetScope(page, tenantsMoved: isLarge), with: .fleet, named: "index.html", in: directory)
    guard isLarge else { return ["index.html"] }
    try write(tenantsScope(page), with: .tenants, named: "tenants.html", in: directory)
    return ["index.html", "tenants.html"]
  }

  private func fleetScope(_ page: HTMLPage, tenantsMoved: Bool) -> TemplateScope {
    var scope = page.frame(templates: templates, title: page.pageTitle)
      .merging(page.summary).merging(page.userTable).merging(page.cannotJudgeTable)
      .merging(page.heatMap).merging(page.coverageParts).merging(page.runParts)
    scope[.tenantsMoved] =
      tenantsMoved
      ? .scope([
        .words: .text("\(EnglishWords.counted(page.document.tenants.count, "tenant")): too many for this page.")
      ])
      : .absent
    if tenantsMoved { scope[.matrix] = .flag(false) }
    return scope
  }

  private func tenantsScope(_ page: HTMLPage) -> TemplateScope {
    var scope = page.frame(templates: templates, title: page.tenantsTitle)
      .merging(page.summary).merging(page.heatMap).merging(page.coverageParts)
    scope[.skipLink] = .text("#tenants")
    scope[.skipWords] = .text("Skip to the tenants")
    return scope
  }

  private func tenantScope(_ page: HTMLPage) throws -> TemplateScope {
    page.frame(templates: templates, title: page.pageTitle)
      .merging(page.summary).merging(page.userTable).merging(page.cannotJudgeTable)
      .merging(try page.peopleParts()).merging(page.coverageParts).merging(page.runParts)
  }

  private func write(_ scope: TemplateScope, with page: TemplateLibrary.Page, named name: String, in directory: URL)
    throws
  {
    let url = directory.appending(path: name)
    let path = url.path(percentEncoded: false)
    guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
    else {
      throw HTMLReportError.cannotWrite(path: path, reason: "the file cannot be created")
    }
    defer { try? file.close() }
    let writer = MarkupWriter { bytes in
      do {
        try file.write(contentsOf: Data(bytes))
      } catch {
        throw HTMLReportError.cannotWrite(path: path, reason: error.localizedDescription)
      }
    }
    try TemplateRenderer(page: writer).render(templates.parts(of: page), with: scope)
    try writer.flush()
  }
}

/// Why a page could not be written.
package enum HTMLReportError: Error, CustomStringConvertible {
  case cannotWrite(path: String, reason: String)

  package var description: String {
    switch self {
    case .cannotWrite(let path, let reason):
      "cannot write \(path): \(reason). Check the folder, its permissions and the disk."
    }
  }
}

extension HTMLPage {
  /// Banner, verdict, figures and changes: what every page of people begins with.
  fileprivate var summary: TemplateScope {
    let scope: TemplateScope = [.banner: banner, .verdict: .text(document.verdict), .figures: figures]
    return scope.merging(changes)
  }
}
