import AuditAnalysis
import AuditModel

/// The table of changes since the previous run and since a week before.
extension HTMLPage {
  /// The order of REPORTS: what needs eyes first, what ended, and last what nobody could look at again.
  private static let columns: [FindingChange] = [
    .new, .newCheck, .worse, .persistent, .reopened, .resolved, .agedOut, .unverified,
  ]

  var changes: TemplateScope {
    [
      .isFirstAudit: .flag(header.isFirstAudit), .threshold: .text(header.run.countingThreshold.rawValue),
      .changeColumns: .rows(Self.columns.map { [.label: .text($0 == .agedOut ? "Aged out" : $0.words)] }),
      .changeRows: .rows([
        row("Previous run", against: header.previous, totals.sincePrevious),
        row("7 days before", against: header.week, totals.sinceWeek),
      ]),
    ]
  }

  private func row(_ label: String, against run: RunReference?, _ changes: ChangeTotals?) -> TemplateScope {
    let cells = changes.map { changes in Self.columns.map { [.number: .count(changes[$0])] as TemplateScope } }
    return [
      .label: .text(label), .moment: moment(run?.asOf),
      .changeCells: .rows(cells ?? []),
      .emptyChange: cells == nil
        ? .scope([.span: .text("\(Self.columns.count)"), .words: .text("No comparable run")]) : .absent,
    ]
  }
}
