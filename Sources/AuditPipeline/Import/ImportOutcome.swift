package import AuditModel
package import EvidenceImport

/// What an import says when it is done.
package struct ImportOutcome: Sendable {
  package let report: ImportReport
  /// Nil when nothing was imported and so no archive was written.
  package let archive: String?
  package let collectedAt: Timestamp?
  /// True when --complete was given and could not be taken, because a file was not read.
  package let isVouchingVoid: Bool

  package var exit: ExitStatus {
    if archive == nil { return .nothingAudited }
    return report.isComplete ? .success : .incomplete
  }

  /// Paths and reasons, ready for a terminal except for what a file's content brings: pass each line through `shown`.
  package func lines(shown: (String) -> String) -> [String] {
    var lines = report.files.flatMap { Self.lines(of: $0, shown: shown) }
    lines.append("")
    guard let archive else { return lines + ["Nothing was imported, and no archive was written."] }
    for kind in report.kinds.keys.sorted() {
      guard let part = report.kinds[kind] else { continue }
      var line = "  \(kind.rawValue): \(part.items)"
      if let oldest = part.oldest, let newest = part.newest { line += ", from \(oldest.iso8601) to \(newest.iso8601)" }
      if part.cutDetails > 0 { line += ", \(part.cutDetails) with their detail cut" }
      lines.append(line)
    }
    if isVouchingVoid {
      lines.append("  --complete was not taken: a file could not be read, and may have held the rest")
    }
    lines.append("Archive: \(shown(archive))")
    if let collectedAt {
      lines.append(
        "Audit it: roundsman audit --evidence \(shown(archive)) --as-of \(collectedAt.advanced(bySeconds: 1).iso8601)")
    }
    return lines
  }

  private static func lines(of file: FileReport, shown: (String) -> String) -> [String] {
    switch file.outcome {
    case .notRecognised(let reason): return ["\(shown(file.path)): not recognised: \(shown(reason))"]
    case .unreadable(let reason): return ["\(shown(file.path)): not read: \(shown(reason))"]
    case .imported:
      let kept = file.kept.keys.sorted().map { "\(file.kept[$0] ?? 0) \($0.title)" }.joined(separator: ", ")
      var line = "\(shown(file.path)): \(file.formats.map(\.rawValue).joined(separator: " + ")), \(file.rows) rows"
      line += kept.isEmpty ? ", nothing kept" : " → " + kept
      if file.duplicates > 0 { line += ", \(file.duplicates) duplicates" }
      if file.cutDetails > 0 { line += ", \(file.cutDetails) with their detail cut" }
      if file.unreadableCount > 0 { line += ", \(file.unreadableCount) unreadable" }
      let rows = file.unreadable.map { "  line \($0.line): \(shown($0.reason))" }
      let hidden = file.unreadableCount - file.unreadable.count
      return [line] + rows + (hidden > 0 ? ["  and \(hidden) more"] : []) + file.notes.map { "  note: " + shown($0) }
    }
  }
}
