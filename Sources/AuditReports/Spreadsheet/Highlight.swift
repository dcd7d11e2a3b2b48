/// Rules by which a column's cells are coloured; a word or number always stands in the cell as well.
enum Highlight {
  /// Critical, High, Medium, Low.
  case severity
  /// The words of the seven outcomes: violet for what was not, or not wholly, checked.
  case outcome
  /// Violet for anything but `–`: something was not checked.
  case unlessDash
  /// Violet below 100 %.
  case belowFull
  /// Grey bars behind numbers.
  case bars
  /// Grey arrows: up is worse.
  case arrows
  /// Violet where a cell says `?` or `◐`.
  case marks
}

/// Colours of chips, as 0xRRGGBB: text and ground, each with a contrast of at least 6.4 to 1.
struct ChipColour {
  let text: UInt32
  /// Nil where the ground stays white.
  let ground: UInt32?

  static let critical = ChipColour(text: 0x8B0A1A, ground: 0xFFE3E6)
  static let high = ChipColour(text: 0x8A3B00, ground: 0xFFE8D1)
  static let medium = ChipColour(text: 0x6B5200, ground: 0xFFF4C2)
  static let low = ChipColour(text: 0x0A4A7A, ground: 0xE1F0FF)
  static let unknown = ChipColour(text: 0x4C1D95, ground: 0xEFE6FF)
  static let clear = ChipColour(text: 0x1A5E2B, ground: nil)
}
