/// Takes a JSON file apart into its items, whichever way they are put together: one object, an array, a page with a `value`
/// list, one object a line, or several of these one after the other. Only the item at hand is in memory.
struct JSONItemReader: ~Copyable {
  enum Step: Hashable {
    /// The item's bytes are at that range of `bytes`.
    case item(Range<Int>)
    /// A page came to its end.
    case pageEnd(PageEnvelope)
    /// What begins at `line` is no JSON, or is cut.
    case broken(String)
    case end
  }

  private enum Place: Hashable { case top, array, page }

  /// An item longer than this is not read.
  static let longestItem = 64 << 20

  var bytes: [UInt8] { window.bytes }
  /// The line, counted from 1, at which the step's item begins.
  var line: Int { window.line }
  var repairCount: Int { window.repairCount }
  /// The page in which the item stands; nil outside of pages.
  private(set) var envelope: PageEnvelope?
  private var window: TextWindow
  private let stopsAtLineEnd: Bool
  private var place = Place.top
  private var next: Int
  /// After damage: the next item is looked for at line starts, indented no deeper than this.
  private var deepestIndent: Int?
  /// White space before `next` on its line; `Int.max` behind something else on the line.
  private var indent = 0
  private var hasConsumed = false
  /// The line of the damage just reported is still to be skipped; `line` names it until then.
  private var pendingSkip = false

  init(window: consuming TextWindow) {
    stopsAtLineEnd = JSONLines.areIn(window.bytes[window.start...])
    next = window.start
    self.window = window
  }

  /// Moves to the next item, end of a page, or damage.
  ///
  /// - Throws: `FileRefusal` when the system cannot read on.
  mutating func advance() throws(FileRefusal) -> Step {
    if pendingSkip {
      pendingSkip = false
      try skipLine()
    }
    while true {
      let lineBefore = window.line
      let (start, first) = try skipBlank()
      guard let first else { return endOfFile() }
      if stopsAtLineEnd, place != .top, window.line > lineBefore {
        place = .top
        return .broken("the list of this line is cut")
      }
      if deepestIndent != nil, !resumes(at: start, first) {
        try skipLine()
        continue
      }
      if let step = try step(at: start, first) { return step }
    }
  }

  /// Takes what begins there; nil when it was a bracket or a comma between items.
  private mutating func step(at start: Int, _ first: UInt8) throws(FileRefusal) -> Step? {
    switch (place, first) {
    case (_, UInt8(ascii: ",")): next = start + 1
    case (.top, UInt8(ascii: "[")):
      (place, next) = (.array, start + 1)
    case (.array, UInt8(ascii: "]")):
      (place, next) = (.top, start + 1)
    case (.page, UInt8(ascii: "]")): return try endPage()
    case (.top, UInt8(ascii: "{")): return try openObject()
    case (.top, _): return try damage("this is not JSON")
    default:
      switch try scan({ $0.value(from: $1) }) {
      case .end(let end): return take(start: window.start, end: end)
      case .broken(let reason): return try damage(reason)
      case .incomplete: return try damage(cutReason)
      }
    }
    return nil
  }

  private mutating func openObject() throws(FileRefusal) -> Step? {
    var found = JSONScan.Object.incomplete
    let outcome = try scan { scan, start in
      found = scan.object(from: start)
      return switch found {
      case .page(_, let list): .end(list)
      case .item(let end): .end(end)
      case .incomplete: .incomplete
      case .broken(let reason): .broken(reason)
      }
    }
    switch (outcome, found) {
    case (.end(let list), .page(let envelope, _)):
      (place, next, self.envelope) = (.page, list, envelope)
      deepestIndent = nil
      return nil
    case (.end(let end), _): return take(start: window.start, end: end)
    case (.broken(let reason), _): return try damage(reason)
    case (.incomplete, _): return try damage(cutReason)
    }
  }

  private mutating func endPage() throws(FileRefusal) -> Step {
    var envelope = self.envelope ?? PageEnvelope()
    let outcome = try scan { $0.rest(from: $1 + 1, of: &envelope) }
    self.envelope = nil
    place = .top
    guard case .end(let end) = outcome else { return try damage("the page is cut behind its list") }
    next = end
    return .pageEnd(envelope)
  }

  private mutating func take(start: Int, end: Int) -> Step {
    next = end
    deepestIndent = nil
    return .item(start..<end)
  }

  private mutating func endOfFile() -> Step {
    guard place != .top else { return .end }
    place = .top
    return .broken("the file ends before its list does")
  }

  private var cutReason: String {
    window.isAtEnd ? "the file ends inside this item" : "longer than \(Self.longestItem >> 20) MiB"
  }

  // MARK: Window

  /// Runs a scan from the start of the window, with more text each time that it is incomplete.
  private mutating func scan(
    _ body: (JSONScan, Int) -> JSONScan.Outcome
  ) throws(FileRefusal) -> JSONScan.Outcome {
    while true {
      let start = window.start
      let stops = stopsAtLineEnd
      let outcome = window.bytes.withUnsafeBufferPointer { body(JSONScan(bytes: $0, stopsAtLineEnd: stops), start) }
      guard outcome == .incomplete, window.count < Self.longestItem, try window.extend() else { return outcome }
    }
  }

  /// Consumes white space; the byte behind it, nil at the end of the file.
  private mutating func skipBlank() throws(FileRefusal) -> (start: Int, first: UInt8?) {
    while true {
      let from = next
      let start = window.bytes.withUnsafeBufferPointer {
        JSONScan(bytes: $0, stopsAtLineEnd: false).skipBlank(from: from)
      }
      if let lineEnd = window.bytes[from..<start].lastIndex(of: UInt8(ascii: "\n")) {
        indent = start - lineEnd - 1
      } else if hasConsumed {
        indent = .max
      }
      hasConsumed = true
      window.consume(upTo: start)
      next = start
      if start < window.bytes.endIndex { return (start, window.bytes[start]) }
      // Reading on moves what is left to the front of the window.
      let hasMore = try window.extend()
      next = window.start
      if !hasMore { return (next, nil) }
    }
  }

  // MARK: Damage

  /// Reports damage in what begins at the window's start, and goes on at the next line that can begin an item.
  private mutating func damage(_ reason: String) throws(FileRefusal) -> Step {
    if stopsAtLineEnd {
      place = .top
      envelope = nil
    }
    deepestIndent = indent
    pendingSkip = true
    return .broken(reason)
  }

  /// True when an item, or the end of the list, may begin here after damage.
  private func resumes(at start: Int, _ first: UInt8) -> Bool {
    guard !stopsAtLineEnd else { return true }
    guard let deepestIndent, indent <= deepestIndent, indent != .max else { return false }
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: ","): return true
    case UInt8(ascii: "["): return place == .top
    case UInt8(ascii: "]"): return place != .top
    default: return false
    }
  }

  /// Consumes the rest of the line; it may be longer than the window.
  private mutating func skipLine() throws(FileRefusal) {
    while true {
      if let end = window.bytes[window.start...].firstIndex(of: UInt8(ascii: "\n")) {
        next = end
        return
      }
      window.consume(upTo: window.bytes.endIndex)
      let hasMore = try window.extend()
      next = window.start
      if !hasMore { return }
    }
  }
}
