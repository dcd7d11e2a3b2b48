import CSimdJSON

/// Parses JSON documents one after the other into reused buffers and lends each to a closure.
///
/// Fast because simdjson does the parsing and Swift walks its tape in place: nothing is allocated but what the reader copies.
/// A text with lone surrogates, raw control characters or invalid UTF-8 is mended with U+FFFD (control characters are kept),
/// a number too large for 64 bits or a double becomes the text of its digits: no such value loses a record. One parser a task.
public final class JSONParser {
  /// How many texts and numbers were mended since the parser was made.
  public private(set) var repairCount = 0
  private let handle: OpaquePointer
  private let maximumDepth: Int
  private var scratch: [UInt8] = []
  @usableFromInline var isLending = false

  /// Bytes that must be readable behind a document that is handed in as padded.
  public static var padding: Int { csimdjson_padding }

  /// - Parameter maximumDepth: documents nested deeper are refused.
  public init(maximumDepth: Int = 256) {
    guard let handle = csimdjson_create(maximumDepth) else { preconditionFailure("out of memory") }
    self.handle = handle
    self.maximumDepth = maximumDepth
  }

  deinit { csimdjson_destroy(handle) }

  /// Lends the parsed document to the closure.
  ///
  /// - Throws: `JSONFailure` when the document, or what the closure expected of it, is not so; else what the closure throws.
  public func parse<Result>(_ document: [UInt8], _ body: (JSONView) throws -> Result) throws -> Result {
    try document.withUnsafeBufferPointer { try parse($0, body) }
  }

  /// As `parse(_:_:)` of bytes, for JSON that stands in a text of ours.
  public func parse<Result>(_ document: String, _ body: (JSONView) throws -> Result) throws -> Result {
    var document = document
    return try document.withUTF8 { try parse($0, body) }
  }

  /// As `parse(_:_:)`, for JSON that another document holds as a text. That document must be of another parser.
  public func parse<Result>(_ document: JSONText, _ body: (JSONView) throws -> Result) throws -> Result {
    try parse(document.bytes, body)
  }

  /// Copies the document to add the padding.
  public func parse<Result>(
    _ document: UnsafeBufferPointer<UInt8>, _ body: (JSONView) throws -> Result
  ) throws -> Result {
    // Taken out while it is lent, so that a nested use traps on `isLending` and not on exclusivity.
    var copy: [UInt8] = []
    swap(&copy, &scratch)
    defer { swap(&copy, &scratch) }
    copy.removeAll(keepingCapacity: true)
    copy.reserveCapacity(document.count + Self.padding)
    copy.append(contentsOf: document)
    copy.append(contentsOf: repeatElement(0, count: Self.padding))
    return try copy.withUnsafeBufferPointer {
      try parse(padded: UnsafeBufferPointer(rebasing: $0.prefix(document.count)), body)
    }
  }

  /// Without a copy: `padding` bytes behind the buffer must be readable, whatever they hold.
  @inlinable
  public func parse<Result>(
    padded document: UnsafeBufferPointer<UInt8>, _ body: (JSONView) throws -> Result
  ) throws -> Result {
    // The generic part is kept small, so that it is specialized where it is used.
    let root = try lend(document)
    defer { isLending = false }
    do {
      return try body(root)
    } catch let mismatch as JSONMismatch {
      throw failure(of: mismatch, below: root, document)
    }
  }

  /// Gives memory back after an unusually long document.
  public func releaseMemory(above capacity: Int) {
    csimdjson_shrink(handle, capacity)
    if scratch.capacity > capacity { scratch = [] }
  }

  @usableFromInline
  func lend(_ document: UnsafeBufferPointer<UInt8>) throws -> JSONView {
    precondition(!isLending, "a parser lends one document at a time")
    let start = Self.start(of: document)
    guard let base = document.baseAddress, document.count > start else {
      throw JSONFailure(reason: .empty, offset: 0)
    }
    var parsed = csimdjson_parse(handle, base + start, document.count - start)
    if parsed.status == CSIMDJSON_BAD_SCALAR {
      parsed = parseMended(UnsafeBufferPointer(rebasing: document[start...])) ?? parsed
    }
    guard parsed.status == CSIMDJSON_OK else { throw failure(of: parsed, document, from: start) }
    isLending = true
    return JSONView(tape: parsed.tape, strings: parsed.strings, position: 1)
  }

  /// Nil when there was nothing to mend. The parser copies texts, so the mended copy need not outlive the call.
  private func parseMended(_ document: UnsafeBufferPointer<UInt8>) -> csimdjson_document? {
    var repair = JSONRepair(document: document)
    let (mended, count) = repair.mended(padding: Self.padding)
    guard count > 0 else { return nil }
    let parsed = mended.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { csimdjson_parse(handle, $0, bytes.count - Self.padding) }
    }
    if parsed?.status == CSIMDJSON_OK { repairCount += count }
    return parsed
  }

  @usableFromInline
  func failure(
    of mismatch: JSONMismatch, below root: JSONView, _ document: UnsafeBufferPointer<UInt8>
  ) -> JSONFailure {
    let start = Self.start(of: document)
    let steps = root.steps(to: mismatch.position)
    var locator = JSONLocator(document: document, start: start, maximumDepth: maximumDepth)
    return JSONFailure(
      reason: mismatch.reason, path: JSONStep.path(steps), offset: locator.offset(of: steps) ?? start)
  }

  private func failure(
    of parsed: csimdjson_document, _ document: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> JSONFailure {
    if parsed.status == CSIMDJSON_NO_CAPACITY { return JSONFailure(reason: .tooLong, offset: 0) }
    var locator = JSONLocator(document: document, start: start, maximumDepth: maximumDepth)
    let message = parsed.message.map { String(cString: $0) } ?? "malformed JSON"
    return locator.fault() ?? JSONFailure(reason: .malformed(message), offset: start)
  }

  /// Behind a byte-order mark.
  private static func start(of document: UnsafeBufferPointer<UInt8>) -> Int {
    document.count > 2 && document[0] == 0xEF && document[1] == 0xBB && document[2] == 0xBF ? 3 : 0
  }
}
