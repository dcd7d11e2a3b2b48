import AuditModel

/// A moment as some export writes it. Moments without a zone are UTC.
enum ExportDate: Hashable {
  case moment(Timestamp)
  /// `4/28/2021, 2:33:14.000 PM`: whether month or day stands first, the text does not say.
  case slashed(SlashedDate)
  case unreadable

  /// Reads ISO 8601, `2021/04/28 14:33`, `28.04.2021 14:33:14`, `/Date(1619620394000)/` and dates with slashes.
  init(_ text: ArraySlice<UInt8>) {
    self = text.withUnsafeBufferPointer { ExportDate($0) }
  }

  init(_ text: UnsafeBufferPointer<UInt8>) {
    if let moment = Timestamp(iso8601: text) {
      self = .moment(moment)
      return
    }
    var reader = DateReader(text)
    self = reader.date()
  }
}

/// A date with slashes and its time of day.
struct SlashedDate: Hashable {
  let first: Int
  let second: Int
  let year: Int
  /// Microseconds since midnight, UTC.
  let time: Int64

  /// American order; nil when there is no such month or day.
  var monthFirst: Timestamp? { Self.moment(year: year, month: first, day: second, time: time) }
  /// The order of most other countries; nil when there is no such month or day.
  var dayFirst: Timestamp? { Self.moment(year: year, month: second, day: first, time: time) }

  static func moment(year: Int, month: Int, day: Int, time: Int64) -> Timestamp? {
    func pad(_ number: Int, _ digits: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    let midnight = Timestamp(iso8601: "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))")
    return midnight.map { Timestamp(microseconds: $0.microseconds + time) }
  }
}

/// Which order the slashed dates of one file have, as far as the file itself proves it.
struct SlashOrder {
  private(set) var isMonthFirstProven = false
  private(set) var isDayFirstProven = false
  /// A month over 12 was met: read month first, some dates of this file are impossible.
  private(set) var sawImpossibleMonth = false
  private(set) var sawSlashedDate = false

  /// Learns from a row that says its moment twice: outside with slashes, inside without doubt.
  mutating func learn(_ date: SlashedDate, moment: Timestamp) {
    func agrees(_ reading: Timestamp?) -> Bool {
      // The outer date may leave out the seconds.
      reading.map { abs($0.microseconds - moment.microseconds) < 60_000_000 } ?? false
    }
    switch (agrees(date.monthFirst), agrees(date.dayFirst)) {
    case (true, false): isMonthFirstProven = true
    case (false, true): isDayFirstProven = true
    default: break
    }
  }

  /// Reads the date in the proven order, else month first.
  ///
  /// - Throws: `RowProblem` when the date is impossible so; the order is never changed for a single row.
  mutating func moment(_ date: SlashedDate) throws(RowProblem) -> Timestamp {
    sawSlashedDate = true
    let written = "\(date.first)/\(date.second)/\(date.year)"
    if isDayFirstProven {
      // A merged file: what one part of it proves says nothing of the other.
      if isMonthFirstProven, date.first != date.second {
        throw RowProblem("whole records of this file write month/day and day/month, so \(written) is not certain")
      }
      guard let moment = date.dayFirst else {
        throw RowProblem("\(written) has no month \(date.second); whole records prove that the day stands first")
      }
      return moment
    }
    if let moment = date.monthFirst { return moment }
    sawImpossibleMonth = true
    throw RowProblem(
      "\(written) has no month \(date.first); dates with slashes are read month/day/year: export with ISO 8601 dates")
  }

  /// What a reader of the report should know; nil when nothing is doubtful.
  var warning: String? {
    guard sawImpossibleMonth, !isDayFirstProven else { return nil }
    return
      "some dates have a month over 12: if this file writes the day first, the other dates with slashes were misread; "
      + "export again with ISO 8601 dates"
  }
}

/// What is wrong with one row; no full stop.
struct RowProblem: Error, Hashable {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}
