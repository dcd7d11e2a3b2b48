import AuditModel
import GRDB

extension Row {
  /// A tenant's text in a column that is never NULL.
  func text(_ index: Int) throws -> String { StoredText.text(try decode(String.self, atIndex: index)) }

  /// A tenant's text, or nil.
  func optionalText(_ index: Int) throws -> String? {
    try decode(String?.self, atIndex: index).map(StoredText.text)
  }

  /// One of the names of a closed set; a name that this version does not know is damage, never a default.
  func word<Word: RawRepresentable>(_ index: Int) throws -> Word where Word.RawValue == String {
    let name = try decode(String.self, atIndex: index)
    guard let word = Word(rawValue: name) else { throw UnreadableRow(reason: "unknown word \(name.prefix(40))") }
    return word
  }

  func integer(_ index: Int) throws -> Int64 { try decode(Int64.self, atIndex: index) }
  func optionalInteger(_ index: Int) throws -> Int64? { try decode(Int64?.self, atIndex: index) }
  func moment(_ index: Int) throws -> Timestamp { Timestamp(microseconds: try integer(index)) }
  func optionalMoment(_ index: Int) throws -> Timestamp? {
    try optionalInteger(index).map { Timestamp(microseconds: $0) }
  }

  /// A run as others refer to it, of three columns: id, start, end of the window.
  func runReference(_ index: Int) throws -> RunReference {
    RunReference(
      id: RunID(rawValue: try decode(String.self, atIndex: index)), startedAt: try moment(index + 1),
      asOf: try moment(index + 2))
  }
}
