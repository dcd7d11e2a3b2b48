import AuditModel

/// Turns findings into what an analyst reads: what was seen, why it matters, when it is innocent, what to do, where it comes from.
struct FindingSigns {
  let page: HTMLPage
  let checks: [CheckID: CheckRow]

  func scope(_ row: FindingRow) -> TemplateScope {
    let finding = row.finding
    let text = page.texts[finding.checkID]
    let addresses = DefangedAddresses(of: page.tenant, userPrincipalName: row.userPrincipalName)
    let steps = finding.remediation.map { id in
      text?.remediation.first { $0.id == id }?.text ?? EnglishWords.label(id)
    }
    let scope: TemplateScope = [
      .findingTitle: .foreign(finding.title), .message: .foreign(addresses.shown(finding.message), limit: 1_000),
      .stateID: .text(row.sincePrevious?.rawValue ?? HTMLPage.firstAuditID), .stateWords: .text(stateWords(of: row)),
      .hasSignals: .flag(!finding.signals.isEmpty),
      .signals: .rows(finding.signals.map { [.text: .foreign(addresses.shown($0.reason), limit: 600)] }),
      .hasDetails: .flag(!finding.details.isEmpty),
      .details: .rows(
        finding.details.map {
          [.label: .foreign(EnglishWords.label($0.name)), .value: .foreign(addresses.shown($0.value), limit: 2_000)]
        }),
      .isOpen: .flag(row.isOpen), .whyItMatters: .optional(text?.whyItMatters),
      .hasBenign: .flag(text?.benignIf.isEmpty == false), .benignIf: .text(text?.benignIf.joined(separator: " ") ?? ""),
      .hasSteps: .flag(!steps.isEmpty), .steps: .rows(steps.map { [.text: .text($0)] }),
      .trace: .foreign(trace(of: row), limit: 1_500),
    ]
    return scope.merging(finding.severity.chip)
  }

  private func stateWords(of row: FindingRow) -> String {
    if row.presence == .confirmed || row.sincePrevious == .unverified { return row.stateWords }
    return row.presence.words
  }

  /// `first seen 24 Sep 2026 02:00`, `present at first audit (24 Sep 2026 02:00)`.
  private func firstSeen(of row: FindingRow) -> String {
    let moment = page.zone.words(row.firstSeen.asOf)
    return "\(row.firstSeenWords) \(row.wasPresentAtFirstAudit ? "(\(moment))" : moment)"
  }

  /// Where the finding can be traced to: check, evidence, runs, key.
  private func trace(of row: FindingRow) -> String {
    let finding = row.finding
    var parts = ["Check \(finding.checkID.rawValue), revision \(finding.checkRevision)"]
    parts.append(finding.kind == .state ? "a state" : "an event")
    parts.append("confidence \(finding.confidence.rawValue)")
    if let moment = finding.occurredAt { parts.append("happened \(page.zone.words(moment))") }
    let runs = row.nightsSeen > 1 ? ", in \(row.nightsSeen) runs" : ""
    parts.append(
      "\(firstSeen(of: row)), last confirmed \(page.zone.words(row.lastConfirmed.asOf))\(runs)"
    )
    for reference in finding.evidence {
      let collected = reference.collectedAt.map { ", collected \(page.zone.words($0))" } ?? ""
      parts.append("from \(reference.source) record \(reference.recordID)\(collected)")
    }
    if let check = checks[finding.checkID] {
      parts.append("\(EnglishWords.counted(check.coverage.itemsRead, "item")) read\(check.isTruncated ? ", cut" : "")")
    }
    if !finding.attack.isEmpty { parts.append("ATT&CK \(finding.attack.joined(separator: ", "))") }
    parts.append(finding.key.rawValue)
    return parts.joined(separator: " · ")
  }
}
