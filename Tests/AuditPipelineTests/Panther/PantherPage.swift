import AuditModel

/// The page that says how this product answers Panther's labelled events.
struct PantherPage {
  struct Trial {
    let rule: String
    let test: String
    let isExpected: Bool
    /// Severity and check of what counted; empty when nothing did.
    let found: [String]
    var agrees: Bool { isExpected == !found.isEmpty }
  }

  let rules: [PantherRule]
  /// Of rules with a counterpart, in the order of the file.
  let trials: [Trial]
  /// How many labelled events there are of each rule.
  let events: [String: Int]

  var markdown: String {
    let agreeing = trials.count(where: \.agrees)
    var text = """
      # Compared with Panther's rules

      Panther publishes rules for Microsoft 365 and Azure with labelled events
      (panther-labs/panther-analysis, Apache-2.0). Each event is imported alone, judged by all checks, and
      compared with its label; this page is written by the test that does so and fails it when it is out of date. Some
      of Panther's events are made by hand and are shorter than real ones.

      \(trials.count) of \(events.values.reduce(0, +)) events belong to rules with a counterpart; \(agreeing) give what Panther
      expects, \(trials.count - agreeing) deviate, each for the reason below.

      ## Rules with a counterpart

      | Rule | Counterpart | Counts from | Signals | Events | As expected |
      |---|---|---|---|---|---|

      """
    for rule in rules {
      guard case .counterpart(let counterpart) = rule.answer else { continue }
      let own = trials.filter { $0.rule == rule.id }
      let checks = counterpart.checks.map { "[\($0.rawValue)](checks/\($0.rawValue).md)" }.joined(separator: ", ")
      let signals = counterpart.signals.isEmpty ? "any" : counterpart.signals.map { "`\($0)`" }.joined(separator: ", ")
      text +=
        "| \(rule.id) | \(checks) | \(counterpart.severity.rawValue) | \(signals) | \(own.count) | \(own.count(where: \.agrees)) |\n"
    }
    text += "\n## Deviations\n\n| Rule | Event | Panther | Here | Why |\n|---|---|---|---|---|\n"
    for rule in rules {
      for trial in trials where trial.rule == rule.id && !trial.agrees {
        let found = trial.found.isEmpty ? "nothing" : trial.found.joined(separator: ", ")
        text +=
          "| \(rule.id) | \(trial.test) | \(trial.isExpected ? "alert" : "nothing") | \(found) | "
          + "\(rule.deviations[trial.test] ?? "not explained") |\n"
      }
    }
    text += "\n## Rules without a counterpart\n\n| Rule | Events | Why |\n|---|---|---|\n"
    for rule in rules {
      guard case .none(let reason) = rule.answer else { continue }
      text += "| \(rule.id) | \(events[rule.id] ?? 0) | \(reason) |\n"
    }
    return text
  }
}
