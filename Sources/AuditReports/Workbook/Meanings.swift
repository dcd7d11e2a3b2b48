import AuditModel

extension WorkbookSheets {
  static func meaning(of result: CheckResult) -> String {
    switch result {
    case .triggered: "The check looked at everything and found something."
    case .clear: "The check looked at everything and found nothing."
    case .partial: "The check could see only part: it may have found something, but silence means nothing."
    case .notAssessed: "The check could not look. Nothing is known."
    case .notApplicable: "The question does not arise here; left out of coverage."
    case .notLicensed: "Microsoft does not serve the data without a licence; left out of coverage."
    case .disabled: "Switched off in the configuration; left out of coverage."
    }
  }

  static func meaning(of change: FindingChange) -> String {
    switch change {
    case .new: "Not there at the compared run, though the check looked then."
    case .newCheck: "Not known then because the check did not exist, was another version, or could not look."
    case .worse: "More severe than then."
    case .persistent: "There then and now."
    case .reopened: "Had ended, and is seen again."
    case .resolved: "A check that could look no longer sees it."
    case .agedOut: "An event that left the time the audit looks at; nobody has said that it is well."
    case .unverified: "Open, but its check could not look again, or not in every tenant that shares it."
    }
  }
}
