/// Small pieces of English that the pages are worded with.
enum EnglishWords {
  /// `1 user`, `1,204 users`.
  static func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(VisibleText.grouped(count)) \(count == 1 ? one : many ?? one + "s")"
  }

  /// `a, b and c`.
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// `83.3%`, never rounded up; nil where nothing was in scope.
  static func percent(permille: Int?) -> String? {
    guard let permille else { return nil }
    return permille % 10 == 0 ? "\(permille / 10)%" : "\(permille / 10).\(permille % 10)%"
  }

  /// `rule_name` as `Rule name`.
  static func label(_ name: String) -> String {
    let words = name.split(separator: "_").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
