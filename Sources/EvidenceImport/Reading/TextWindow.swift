/// A moving window over the text of a file: what is unread stays until it is consumed, more is read on demand.
///
/// Memory is the longest piece that a reader asks to see at once plus one chunk of 256 KiB.
struct TextWindow: ~Copyable {
  private let file: ExportFile
  private var decoder: TextDecoder
  private var chunk: [UInt8]
  /// Valid UTF-8 from `start` on.
  private(set) var bytes: [UInt8] = []
  private(set) var start = 0
  private(set) var isAtEnd = false
  /// The line, counted from 1, in which `start` stands.
  private(set) var line = 1

  /// How many damaged byte sequences became U+FFFD.
  var repairCount: Int { decoder.repairCount }

  var count: Int { bytes.count - start }

  /// Opens the file, tells its encoding and reads the first chunk.
  ///
  /// - Throws: `FileRefusal` for what cannot be read, is empty, or is no text.
  static func open(path: String) throws(FileRefusal) -> TextWindow {
    let file = try ExportFile(path: path)
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    let count = try file.read(into: &chunk)
    if let refusal = FileRefusal.packed(chunk[..<count]) { throw refusal }
    return TextWindow(file: file, chunk: chunk, count: count)
  }

  private init(file: ExportFile, chunk: [UInt8], count: Int) {
    let (encoding, markLength) = TextEncoding.detect(chunk[..<count])
    self.file = file
    self.chunk = chunk
    decoder = TextDecoder(encoding: encoding)
    isAtEnd = count == 0
    decoder.decode(chunk[..<count].dropFirst(markLength), isLast: isAtEnd, into: &bytes)
  }

  /// Reads on until there is more than now, at least half as much again; false at the end of the file.
  ///
  /// - Throws: `FileRefusal` when the system cannot read on.
  mutating func extend() throws(FileRefusal) -> Bool {
    guard !isAtEnd else { return false }
    if start > 0 {
      bytes.removeSubrange(..<start)
      start = 0
    }
    let before = bytes.count
    let wanted = before + max(1, before / 2)
    while bytes.count < wanted, !isAtEnd {
      let count = try file.read(into: &chunk)
      isAtEnd = count == 0
      decoder.decode(chunk[..<count], isLast: isAtEnd, into: &bytes)
    }
    return bytes.count > before
  }

  /// Gives up the white space at the start; the byte behind it, nil when there is nothing else in the file.
  ///
  /// - Throws: `FileRefusal` when the system cannot read on.
  mutating func skipBlanks() throws(FileRefusal) -> UInt8? {
    while true {
      if let place = bytes[start...].firstIndex(where: { !JSONScan.isBlank($0) }) {
        consume(upTo: place)
        return bytes[place]
      }
      consume(upTo: bytes.endIndex)
      guard try extend() else { return nil }
    }
  }

  /// Gives up what stands before that position of `bytes`, counting its line ends.
  mutating func consume(upTo position: Int, lineEnd: UInt8 = UInt8(ascii: "\n")) {
    var lines = 0
    bytes.withUnsafeBufferPointer { bytes in
      for index in start..<position where bytes[index] == lineEnd { lines += 1 }
    }
    line += lines
    start = position
  }
}
