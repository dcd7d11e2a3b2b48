import WireJSON

/// How grave Microsoft's words for a risk are.
enum RiskLevel {
  static func graver(_ left: JSONText?, _ right: JSONText?) -> JSONText? {
    guard let left else { return right }
    guard let right else { return left }
    return rank(right) > rank(left) ? right : left
  }

  /// 0 for no risk; a level that is not known ranks lowest among the risky ones, so that it is not lost.
  static func rank(_ level: JSONText) -> Int {
    switch level {
    case "", "none", "hidden": 0
    case "low": 2
    case "medium": 3
    case "high": 4
    default: 1
    }
  }
}
