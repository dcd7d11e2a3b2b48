import AuditModel
import WireJSON

/// What all files of one import share: the sink, the report, and which records were there before.
struct ImportSession: ~Copyable {
  private(set) var report = ImportReport()
  /// The owner to take where a file does not say whose listing it holds.
  let givenOwner: UserReference?
  let parser = JSONParser()
  /// For the JSON texts inside documents of `parser`.
  let innerParser = JSONParser()
  private let listedRows: Int
  private let sink: ExportImporter.Sink
  private var seen = SeenRecords()
  private var held: HeldRecords
  /// Records of which a cut copy was handed over already, and the file that it came from.
  private var released: [SeenRecords.Key: Int] = [:]
  private var listings = Listings()
  private var compacted: [UInt8] = []
  /// The kinds that the file at hand held.
  private var kindsOfFile: Set<EvidenceKind> = []
  /// What the file at hand lost without saying of which kind it was.
  private var lossesOfFile = 0

  init(givenOwner: UserReference?, listedRows: Int, heldBytes: Int, sink: @escaping ExportImporter.Sink) {
    held = HeldRecords(capacity: heldBytes)
    self.givenOwner = givenOwner
    self.listedRows = listedRows
    self.sink = sink
  }

  // MARK: Files

  mutating func begin(_ path: String) {
    report.files.append(FileReport(path: path))
    (kindsOfFile, lossesOfFile) = ([], 0)
  }

  /// Ends the file: a loss of unknown kind may be one of any kind that the file held, so none of them is complete.
  mutating func end() {
    for kind in kindsOfFile { report.kinds[kind, default: KindReport()].unreadable += lossesOfFile }
  }

  /// Changes the report of the file at hand.
  mutating func file(_ change: (inout FileReport) -> Void) { change(&report.files[report.files.count - 1]) }

  mutating func recognise(_ format: ExportFormat) {
    file { if !$0.formats.contains(format) { $0.formats.append(format) } }
  }

  /// The file cannot be read, or not to its end.
  mutating func refuse(_ refusal: FileRefusal) {
    file { $0.outcome = .unreadable(refusal.description) }
    lossesOfFile += 1
  }

  /// The file is not read further, though it goes on.
  mutating func giveUp(_ note: String) {
    self.note(note)
    lossesOfFile += 1
  }

  mutating func noteRepairs(_ count: Int) {
    guard count > 0 else { return }
    note("\(count) byte sequences are not in the file's encoding and became U+FFFD (was it saved as Windows-1252?)")
  }

  mutating func note(_ text: String) { file { if !$0.notes.contains(text) { $0.notes.append(text) } } }

  /// Counts a row that is not imported, and lists it if it is one of the first.
  mutating func unreadable(line: Int, _ reason: String, kind: EvidenceKind? = nil) {
    let listedRows = listedRows
    file {
      $0.unreadableCount += 1
      if $0.unreadable.count < listedRows { $0.unreadable.append(UnreadableRow(line: line, reason: reason)) }
    }
    if let kind {
      kindsOfFile.insert(kind)
      report.kinds[kind, default: KindReport()].unreadable += 1
    } else {
      lossesOfFile += 1
    }
  }

  /// A page of that kind was read, whatever it held.
  mutating func sawPage(_ kind: EvidenceKind, owner: UserReference?, hasNextPage: Bool) {
    kindsOfFile.insert(kind)
    if report.kinds[kind] == nil { report.kinds[kind] = KindReport() }
    listings.page(kind, owner: owner, hasNextPage: hasNextPage)
  }

  // MARK: Records

  /// Hands an item to the sink, unless its record was there already.
  ///
  /// - Parameters:
  ///   - line: one JSON object; line ends in it are taken out.
  ///   - isWholeListing: false for a single object of the owner's listing.
  mutating func keep(
    _ kind: EvidenceKind, key: SeenRecords.Key, at moment: Timestamp?, owner: UserReference? = nil,
    isWholeListing: Bool = true, _ line: UnsafeBufferPointer<UInt8>
  ) throws {
    kindsOfFile.insert(kind)
    // Also of a record that was there before: that may have been a single object, this is the listing.
    if let owner, isWholeListing { listings.item(kind, owner: owner) }
    guard seen.insert(key) else {
      file { $0.duplicates += 1 }
      return
    }
    if let file = held.drop(key) { report.files[file].duplicates += 1 }
    // The cut copy is out already; whoever reads the archive takes the whole one of the two.
    if let file = released.removeValue(forKey: key) {
      report.files[file].cutDetails -= 1
      report.kinds[kind]?.cutDetails -= 1
    }
    try emit(kind, at: moment, file: report.files.count - 1, line)
  }

  /// Holds a record with cut details back until the end, in case that it comes whole.
  mutating func keepCut(
    _ kind: EvidenceKind, key: SeenRecords.Key, at moment: Timestamp?, _ line: UnsafeBufferPointer<UInt8>
  ) throws {
    kindsOfFile.insert(kind)
    guard !seen.contains(key), !held.contains(key), released[key] == nil else {
      file { $0.duplicates += 1 }
      return
    }
    held.hold(.init(kind: kind, file: report.files.count - 1, moment: moment, line: Array(line)), as: key)
    if held.isFull { try releaseHeld() }
  }

  /// Ends the import: what was held back is handed over now.
  consuming func finish() throws -> ImportReport {
    try releaseHeld()
    for (kind, listing) in listings.summary {
      report.kinds[kind, default: KindReport()].owners = listing.owners
      report.kinds[kind, default: KindReport()].openListings = listing.open
    }
    return report
  }

  private mutating func releaseHeld() throws {
    for (key, record) in held.release() {
      released[key] = record.file
      try record.line.withUnsafeBufferPointer { try emit(record.kind, at: record.moment, file: record.file, $0) }
      report.files[record.file].cutDetails += 1
      report.kinds[record.kind]?.cutDetails += 1
    }
  }

  private mutating func emit(
    _ kind: EvidenceKind, at moment: Timestamp?, file: Int, _ line: UnsafeBufferPointer<UInt8>
  ) throws {
    if line.contains(where: { $0 < 0x20 }) {
      compacted.removeAll(keepingCapacity: true)
      JSONCompaction.append(line, to: &compacted)
      try compacted.withUnsafeBytes { try sink(kind, $0) }
    } else {
      try sink(kind, UnsafeRawBufferPointer(line))
    }
    report.files[file].kept[kind, default: 0] += 1
    report.kinds[kind, default: KindReport()].count(moment)
  }
}
