extension JSONLine {
  /// The ways in which Microsoft writes a moment.
  enum TimeForm {
    /// `2026-08-20T10:00:00Z`
    case seconds
    /// `2026-08-20T10:00:00`, as in AuditData: no zone, and UTC all the same.
    case withoutZone
    /// `2026-08-20T10:00:00.1234567Z`
    case sevenDigits
    /// `2026-08-20T10:00:00.1234567`, as in the message trace.
    case sevenDigitsWithoutZone
  }

  /// A moment, in unix seconds, as a text member.
  mutating func member(_ key: StaticString, time: Int64, _ form: TimeForm = .seconds) {
    text(key) { $0.piece(time: time, form) }
  }

  /// A moment, in unix seconds.
  mutating func piece(time: Int64, _ form: TimeForm = .seconds) {
    let days = time >= 0 ? time / 86_400 : (time - 86_399) / 86_400
    let second = Int(time - days * 86_400)
    // Civil date from days: Howard Hinnant, "chrono-compatible low-level date algorithms".
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    piece(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), digits: 4)
    piece("-")
    piece(month, digits: 2)
    piece("-")
    piece(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, digits: 2)
    piece("T")
    piece(second / 3600, digits: 2)
    piece(":")
    piece(second / 60 % 60, digits: 2)
    piece(":")
    piece(second % 60, digits: 2)
    switch form {
    case .seconds: piece("Z")
    case .withoutZone: break
    case .sevenDigits, .sevenDigitsWithoutZone:
      piece(".")
      piece(Int(SeededGenerator.mixed(UInt64(bitPattern: time)) % 10_000_000), digits: 7)
      if form == .sevenDigits { piece("Z") }
    }
  }
}
