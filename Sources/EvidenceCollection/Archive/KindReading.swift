import AuditModel
import WireJSON

/// Reads one kind's file, verifies it against the manifest, and says exactly what is wrong with it.
///
/// A file that is cut keeps its readable part, as `.partial`: those records are as they were written, only not all. A file that
/// is as long as stated or longer but has another hash was altered: nothing of it can be trusted, `.unavailable`. Neither is
/// ever `.complete`, nor an empty list.
struct KindReading {
  let directory: String
  let kind: EvidenceKind
  let entry: ArchiveManifest.Entry
  /// Lent by whoever reads several kinds.
  var memory = LineBuffer()

  /// - Returns: what became of the kind, and how many raw lines were read; nil when there was no file to read.
  func collected<Value: Sendable>(
    with parser: JSONParser, _ decode: (JSONView) throws -> Value?
  ) -> (Collected<[Value]>, items: Int?) {
    switch entry.status {
    case nil: return (.unavailable(damage("manifest.json gives \(kind.rawValue) a status that is not known")), nil)
    case .unavailable:
      return (.unavailable(entry.gap ?? damage("manifest.json does not say why there are no \(kind.title)")), nil)
    case .complete, .partial: break
    }
    guard let file = entry.file, !file.isEmpty, !file.contains("/"), file != "..", let bytes = entry.bytes,
      let items = entry.items, let sha256 = entry.sha256
    else {
      return (
        .unavailable(damage("manifest.json does not state file, items, bytes and sha256 of \(kind.rawValue)")), nil
      )
    }
    do throws(EvidenceArchiveError) {
      let reader = try LineReader(path: directory + "/" + file, memory: memory)
      var trouble = UnreadableRecords(file: file, namesOwners: kind.isPerUser)
      let (values, failure) = read(reader, expecting: bytes, with: parser, &trouble, decode)
      let count = reader.lineCount
      var read: String { "\(reader.byteCount) of \(bytes) bytes" }
      if let failure {
        return (
          partial(values, damage("\(failure.placeless) Only \(read) could be read", ended: true)), count
        )
      }
      if reader.byteCount < bytes {
        let gap = damage(
          "\(file) is cut: \(read) are there; \(values.count) records before line \(reader.lineCount + 1) are used")
        return (partial(values, gap), count)
      }
      if reader.byteCount > bytes || reader.digest() != sha256 {
        return (
          .unavailable(
            damage("\(file) was altered: its \(reader.byteCount) bytes have another SHA-256 than manifest.json")),
          count
        )
      }
      if reader.lineCount != items {
        let gap = damage("\(file) holds \(reader.lineCount) records, but manifest.json states \(items)")
        return (partial(values, gap), count)
      }
      return (verified(values, trouble), count)
    } catch {
      return (.unavailable(damage(error.placeless, ended: true)), nil)
    }
  }

  private static let events: [EvidenceKind] = [
    .unifiedAudit, .directoryAudits, .signIns, .riskDetections, .messageTrace,
  ]

  /// Decodes line by line. What is decoded before a failure of the disk is kept.
  private func read<Value>(
    _ reader: LineReader, expecting bytes: Int, with parser: JSONParser, _ trouble: inout UnreadableRecords,
    _ decode: (JSONView) throws -> Value?
  ) -> ([Value], EvidenceArchiveError?) {
    var values: [Value] = []
    // Of events most are older or of no interest; what a manifest states is not taken for granted either.
    if !Self.events.contains(kind), let items = entry.items { values.reserveCapacity(min(max(items, 0), 4096)) }
    do {
      try reader.forEachLine { line in
        if line.isTooLong {
          return trouble.add(line, "longer than \(LineReader.longestLine) bytes", owner: nil)
        }
        do {
          if let value = try parser.parse(padded: line.bytes, decode) { values.append(value) }
        } catch {
          // The last line of a file that is cut is no record that fails; it is where the file is cut.
          if !line.isEnded, reader.byteCount < bytes { return }
          let owner =
            trouble.namesOwners ? try? parser.parse(padded: line.bytes) { UserReference.owner(of: $0)?.id } : nil
          trouble.add(line, error, owner: owner)
        }
      }
      return (values, nil)
    } catch let error as EvidenceArchiveError {
      return (values, error)
    } catch {
      return (values, EvidenceArchiveError(path: kind.fileName, problem: "\(error)", remedy: "collect it again"))
    }
  }

  /// The file is as the manifest states: complete, unless the manifest or single records say otherwise.
  private func verified<Value>(_ values: [Value], _ trouble: UnreadableRecords) -> Collected<[Value]> {
    var gap = entry.gap
    if gap == nil, entry.status == .partial {
      gap = damage("manifest.json calls \(kind.rawValue) partial without saying why")
    }
    guard trouble.count > 0 else { return gap.map { .partial(values, $0) } ?? .complete(values) }
    let merged = trouble.gap(of: kind, joining: gap)
    return partial(values, merged)
  }

  private func partial<Value>(_ values: [Value], _ gap: CollectionGap) -> Collected<[Value]> {
    values.isEmpty ? .unavailable(gap) : .partial(values, gap)
  }

  private func damage(_ message: String, ended: Bool = false) -> CollectionGap {
    CollectionGap(
      kind: kind, reason: .archiveDamaged,
      message: ended ? message : message + "; copy or collect the archive again.")
  }
}
