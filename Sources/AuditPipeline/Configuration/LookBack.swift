/// Reads how far an audit looks back.
package enum LookBack {
  /// `7d`, `2w` or a bare number of days, from 1 to 180 days.
  package static func days(_ text: String) -> Int? {
    var digits = Substring(text)
    var factor = 1
    if digits.hasSuffix("d") {
      digits = digits.dropLast()
    } else if digits.hasSuffix("w") {
      digits = digits.dropLast()
      factor = 7
    }
    guard let number = Int(digits), number > 0, number <= 180, (1...180).contains(number * factor) else { return nil }
    return number * factor
  }
}
