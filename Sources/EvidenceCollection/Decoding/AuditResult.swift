import WireJSON

/// Reads the many spellings of success and failure.
enum AuditResult {
  /// Nil for what is neither: nothing, `timeout`, words that are not known.
  static func hasSucceeded(_ text: JSONText) -> Bool? {
    if text.isEqualIgnoringCase("True") || text.isEqualIgnoringCase("Success") || text.isEqualIgnoringCase("Succeeded")
      || text.isEqualIgnoringCase("PartiallySucceeded")
    {
      return true
    }
    if text.isEqualIgnoringCase("False") || text.isEqualIgnoringCase("Failure") || text.isEqualIgnoringCase("Failed")
      || text.isEqualIgnoringCase("Fail")
    {
      return false
    }
    return nil
  }
}
