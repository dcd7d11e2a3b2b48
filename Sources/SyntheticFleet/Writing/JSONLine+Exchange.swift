/// Values as the Exchange Online admin API writes them: most have a sibling that names their .NET type.
extension JSONLine {
  /// A truth value.
  mutating func flag(_ key: StaticString, _ value: Bool) {
    sibling(of: key, "@data.type", "System.Boolean")
    member(key, value)
  }

  /// A 32-bit number.
  mutating func count(_ key: StaticString, _ value: Int) {
    sibling(of: key, "@data.type", "System.Int32")
    member(key, value)
  }

  /// A moment, in unix seconds.
  mutating func moment(_ key: StaticString, _ value: Int64, _ form: TimeForm = .seconds) {
    sibling(of: key, "@data.type", "System.DateTime")
    member(key, time: value, form)
  }

  /// A GUID.
  mutating func guid(_ key: StaticString, _ value: SyntheticID) {
    sibling(of: key, "@data.type", "System.Guid")
    member(key, value)
  }

  /// A list of texts.
  mutating func list(_ key: StaticString, _ elements: (inout JSONLine) -> Void) {
    sibling(of: key, "@data.type", "System.Collections.ArrayList")
    sibling(of: key, "@odata.type", "#Collection(String)")
    array(key, elements)
  }

  private mutating func sibling(of key: StaticString, _ suffix: StaticString, _ value: StaticString) {
    memberWithLongName({
      $0.piece(key)
      $0.piece(suffix)
    }) { $0.piece(value) }
  }
}
