import AuditModel

extension Timestamp {
  /// ISO 8601 in UTC with the fraction that is there: `2021-04-28T14:33:14.5Z`.
  var lineText: String {
    let fraction = microseconds - seconds * 1_000_000
    guard fraction > 0 else { return iso8601 }
    var digits = String(fraction + 1_000_000).dropFirst()
    while digits.last == "0" { digits = digits.dropLast() }
    return iso8601.dropLast() + "." + digits + "Z"
  }
}
