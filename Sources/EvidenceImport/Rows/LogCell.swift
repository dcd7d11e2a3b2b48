import WireJSON

/// One cell of a log row: text from a table, or a value from a JSON object.
enum LogCell {
  case absent
  case text(ArraySlice<UInt8>)
  case value(JSONView)

  /// Empty texts, `null` and absent cells say nothing.
  var isEmpty: Bool {
    switch self {
    case .absent: true
    case .text(let text): text.isEmpty
    case .value(let view): view.isNull || view.text?.isEmpty == true
    }
  }

  /// Lends the text of the cell; nil for values that are no texts.
  func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result? {
    switch self {
    case .absent: nil
    case .text(let text): try text.withUnsafeBufferPointer(body)
    case .value(let view): try view.text.map { try body($0.bytes) }
    }
  }

  /// A copy of the text; nil for values that are no texts.
  var string: String? { withText { String(decoding: $0, as: UTF8.self) } }
}

/// The cells of one log row, whatever file it came from.
struct LogRow {
  let columns: TableColumns
  let cell: (Int) -> LogCell

  /// The first cell of that column and its twins that is not empty.
  func first(_ name: String) -> LogCell { first(columns.places(of: name)) }

  func first(_ places: [Int]) -> LogCell {
    for place in places {
      let cell = cell(place)
      if !cell.isEmpty { return cell }
    }
    return .absent
  }
}
