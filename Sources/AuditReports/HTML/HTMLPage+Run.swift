import AuditAnalysis
import AuditModel

/// The facts of the run, and the legend of marks.
extension HTMLPage {
  var runParts: TemplateScope {
    let run = header.run
    var facts: [(String, String)] = [
      ("Run", run.id.rawValue), ("Evidence", Self.words(of: run.mode)), ("Started", zone.words(run.startedAt)),
      ("Finished", run.finishedAt.map(zone.words) ?? "unknown – the run is not recorded as finished"),
      ("Looked at", "\(zone.words(run.window.from)) to \(zone.words(run.window.to))"), ("Outcome", outcomeWords),
      ("Counts as an indicator", "severity \(run.countingThreshold.rawValue) or higher"),
      ("Previous run", header.previous.map { "\($0.id.rawValue), \(zone.words($0.asOf))" } ?? "none: first audit"),
      (
        "Run a week before",
        header.week.map { "\($0.id.rawValue), \(zone.words($0.asOf))" } ?? "none that can be compared"
      ),
      ("Program", "Roundsman \(run.programVersion), catalogue \(run.catalogueVersion)"),
    ]
    if let selection = header.selectionWords { facts.append(("Shown", selection)) }
    facts.append(("Times", "in the zone \(zone.name)"))
    if let exitCode = header.exitCode { facts.append(("Exit code", "\(exitCode)")) }
    return [
      .runFacts: .rows(facts.map { [.label: .text($0.0), .value: .foreign($0.1)] }), .legend: .rows(Self.legend),
    ]
  }

  private static func words(of mode: AuditRun.Mode) -> String {
    switch mode {
    case .live: "collected from Microsoft 365 for this run"
    case .evidence: "read from an evidence archive"
    case .demo: "synthetic: invented people and events, for demonstration"
    }
  }

  private var outcomeWords: String { outcomeMeaning + (header.isSelection ? ", of the tenants shown" : "") }

  private var outcomeMeaning: String {
    switch header.outcome {
    case .complete: "complete: every check in scope was answered in full"
    case .incomplete: "incomplete: some checks got no full answer"
    case .failed: "failed: no check got an answer"
    }
  }

  private static var legend: [TemplateScope] {
    Severity.allCases.reversed().map { severity in
      [
        .class: .text(severity.rawValue), .icon: .text(severity.icon), .label: .text(severity.words),
        .words: .text(meaning(of: severity)),
      ]
    }
      + CheckResult.allCases.filter { $0 != .triggered }.map { result in
        [
          .class: .text(result.chipClass), .icon: .text(result.mark), .label: .text(result.words),
          .words: .text(meaning(of: result)),
        ]
      }
  }

  private static func meaning(of severity: Severity) -> String {
    switch severity {
    case .critical: "Act now: this is how compromised accounts look."
    case .high: "Look today: seldom innocent."
    case .medium: "Look soon: needs somebody who knows the user."
    case .low: "A weak sign; it counts together with others."
    case .informational: "Found and listed for review; counts nowhere."
    }
  }

  private static func meaning(of result: CheckResult) -> String {
    switch result {
    case .triggered: "The check found something; its severity is shown instead."
    case .clear: "The check read everything it needs and found nothing."
    case .partial: "Some evidence was missing. Findings count, but silence means nothing."
    case .notAssessed: "The evidence was missing. This is not a clean result."
    case .notApplicable: "The tenant does not use the service; left out of coverage."
    case .notLicensed:
      "Microsoft serves the evidence only with a licence that the tenant does not hold; left out of coverage."
    case .disabled: "Switched off in the configuration; left out of coverage."
    }
  }
}
