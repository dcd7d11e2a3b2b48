import AuditAnalysis
import AuditModel

/// The words that workbooks put into cells.
enum CellWords {
  static let cannotBeJudged = "Cannot be judged"

  /// A user without open findings is never called clear when their own evidence is missing.
  static func severity(of row: UserRow) -> String {
    row.standing.severity?.words ?? (row.standing.cannotBeJudged ? cannotBeJudged : "–")
  }

  static func answer(_ value: Bool?, yes: String, no: String) -> String { value.map { $0 ? yes : no } ?? "Unknown" }

  static func confidence(_ confidence: Confidence) -> String {
    switch confidence {
    case .high: "High"
    case .medium: "Medium"
    case .low: "Low"
    }
  }

  static func families(_ families: [CheckFamily]) -> String {
    families.isEmpty ? "–" : families.map(\.title).joined(separator: "; ")
  }

  /// `▁▂▃▅▇·▅`: one sign a night, `·` for a night that was not measured; never a 0 for the unknown.
  static func sparkline(_ trend: [TrendPoint]) -> String {
    let bars = Array("▁▂▃▅▇")
    let top = max(1, trend.compactMap(\.count).max() ?? 0)
    return String(
      trend.map { point -> Character in
        guard let count = point.count else { return "·" }
        return bars[min(bars.count - 1, (count * (bars.count - 1) + top - 1) / top)]
      })
  }

  /// The cell of a family: a number of counted findings, or the mark of what is known without any.
  static func family(_ standing: FamilyStanding?) -> Cell {
    guard let standing, let result = standing.result else { return .words("–") }
    return standing.findings.total > 0 ? .number(standing.findings.total) : .words(mark(of: result, standing))
  }

  private static func mark(of result: CheckResult, _ standing: FamilyStanding) -> String {
    guard result == .triggered else { return result.mark }
    // Only findings below the counting threshold: something to review, and nothing that counts as far as was looked.
    return standing.checks.unanswered > 0 ? CheckResult.partial.mark : Severity.informational.icon
  }
}
