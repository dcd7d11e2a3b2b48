import AuditAnalysis
import AuditModel

/// A row's last nights as a small line and, because a line says nothing to a screen reader or a printer, in words.
struct TrendWords {
  private let points: [TrendPoint]
  private let weekDelta: Int?
  private static let nights = 14

  /// - Parameter points: oldest first; the last 14 are shown.
  init(_ points: [TrendPoint], weekDelta: Int?) {
    self.points = points.suffix(Self.nights)
    self.weekDelta = weekDelta
  }

  var scope: TemplateScope {
    [
      .sparkline: sparkline, .trendWords: .text(words), .trendSort: .text(weekDelta.map(String.init) ?? ""),
      .week: .optional(weekWords),
    ]
  }

  /// First and last known value with an arrow; `?` where fewer than two nights were measured. A last night that was not
  /// measured is said: what is known is older then.
  var words: String {
    guard points.count > 1 else { return "∗ first run" }
    let known = points.compactMap(\.count)
    guard let first = known.first, let last = known.last, known.count > 1 else { return "? not comparable" }
    let arrow = last > first ? "↑" : last < first ? "↓" : "→"
    return "\(arrow) \(first) to \(last)" + (points.last?.count == nil ? ", last not measured" : "")
  }

  /// The signed change in seven days; nothing where it is none or cannot be said.
  private var weekWords: String? {
    guard points.count > 1, let weekDelta, weekDelta != 0 else { return nil }
    return "\(weekDelta > 0 ? "+" : "−")\(weekDelta.magnitude) in 7 days"
  }

  /// The line breaks at nights without a measurement, which get a dot of their own: they are never drawn as nothing found.
  private var sparkline: TemplateValue {
    let known = points.compactMap(\.count)
    guard known.count > 1, let highest = known.max() else { return .absent }
    var path = ""
    var gaps: [TemplateScope] = []
    var isDrawing = false
    for (index, point) in points.enumerated() {
      let x = (Self.nights - points.count + index) * 70 / (Self.nights - 1)
      guard let count = point.count else {
        gaps.append([.x: .text("\(x)")])
        isDrawing = false
        continue
      }
      let y = highest == 0 ? 16 : 16 - count * 14 / highest
      path += isDrawing ? "L\(x) \(y)" : "M\(x) \(y)h0"
      isDrawing = true
    }
    return .scope([.path: .text(path), .gaps: .rows(gaps)])
  }
}
