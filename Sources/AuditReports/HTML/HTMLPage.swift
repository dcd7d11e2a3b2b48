import AuditModel

/// One page in the making: the document, and what its parts look up again and again.
struct HTMLPage {
  let document: ReportDocument
  /// Rows of users (and sections on a tenant's page) that the page holds at most.
  let maximumUserRows: Int
  let texts: [CheckID: CheckText]
  /// The families that the catalogue has checks for, in the order of the heat map.
  let families: [CheckFamily]
  let tenant: Tenant?
  let zone: ZoneWords
  /// The service provider whose report it is; nil when not configured.
  let organizationName: String?

  init(document: ReportDocument, maximumUserRows: Int, zone: ZoneWords, organizationName: String?) {
    self.zone = zone
    self.organizationName = organizationName
    self.document = document
    self.maximumUserRows = maximumUserRows
    texts = Dictionary(document.checks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Set(document.checks.map(\.family))
    families = CheckFamily.allCases.filter(known.contains)
    tenant = document.header.tenant
  }

  var isFleet: Bool { tenant == nil }
  var header: ReportHeader { document.header }
  var totals: ReportTotals { document.totals }

  func title(of check: CheckID) -> String { texts[check]?.title ?? check.rawValue }

  /// What the head, the band and the foot of every page show.
  func frame(templates: TemplateLibrary, title: TemplateValue) -> TemplateScope {
    [
      .styleHash: .text(templates.style.hash), .scriptHash: .text(templates.script.hash),
      .style: .markup(templates.style.bytes), .script: .markup(templates.script.bytes),
      .pageTitle: title, .skipLink: .text("#users"), .skipWords: .text("Skip to the users"),
      .programVersion: .text(header.run.programVersion), .catalogueVersion: .text(header.run.catalogueVersion),
      .runID: .foreign(header.run.id.rawValue), .isFleet: .flag(isFleet),
      .auditDay: .scope(zone.dayScope(header.run.window.to)),
      .windowFrom: moment(header.run.window.from), .windowTo: moment(header.run.window.to),
      .previousRun: moment(header.previous?.asOf), .zoneName: .text(zone.name),
      .organizationName: .optionalForeign(organizationName), .selection: selection,
      .pageHeading: .text(header.isSelection ? "Audit of \(selectionCount)" : "Fleet audit"),
      .tenantName: tenant.map { .foreign($0.displayName) } ?? .absent,
    ]
  }
}
