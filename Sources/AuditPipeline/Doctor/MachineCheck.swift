import AuditHistory
import AuditModel
import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// What of this machine an audit depends on: its disk, its history, its secrets.
struct MachineCheck {
  let section: CloudSection
  let historyPath: String

  func findings() -> [Diagnosis] {
    [disk(), history()] + secrets() + [
      Diagnosis(
        "clock", .unknown, "not compared with Microsoft's",
        help: "a clock that is wrong by minutes makes certificate sign-ins fail: timedatectl")
    ]
  }

  /// Below this much free space a night may not be kept.
  private static let enough: UInt64 = 1 << 30

  private func disk() -> Diagnosis {
    var folder = (historyPath as NSString).deletingLastPathComponent
    while !folder.isEmpty, folder != "/", !FileManager.default.fileExists(atPath: folder) {
      folder = (folder as NSString).deletingLastPathComponent
    }
    if folder.isEmpty { folder = "." }
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else {
      return Diagnosis("disk", .failed, "\(folder): \(String(cString: strerror(errno)))", help: "check history.path")
    }
    let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
    let shown = "\(free / (1 << 20)) MiB free in \(folder)"
    guard access(folder, W_OK) == 0 else {
      return Diagnosis("disk", .missing, "\(folder) cannot be written to", help: "check its owner, or set history.path")
    }
    return free >= Self.enough
      ? Diagnosis("disk", .ok, shown)
      : Diagnosis("disk", .warning, shown, help: "make room: a night is spooled there while it is judged")
  }

  private func history() -> Diagnosis {
    guard FileManager.default.fileExists(atPath: historyPath) else {
      return Diagnosis("history", .ok, "\(historyPath) will be made by the first audit")
    }
    do {
      let runs = try HistoryStore.reading(historyPath) { try $0.runs() }
      let last = runs.first { $0.state == .finished }
      return Diagnosis(
        "history", .ok,
        "\(historyPath), \(Words.counted(runs.count, "run"))"
          + (last.map { ", the last finished \($0.run.finishedAt?.iso8601 ?? "")" } ?? ", none finished"))
    } catch {
      let trouble = error as? Trouble
      return Diagnosis(
        "history", .failed, "\(historyPath): \(trouble?.summary ?? "\(error)")",
        help: trouble?.help ?? "restore it from a backup, or move it away to begin anew")
    }
  }

  private func secrets() -> [Diagnosis] {
    let references = [
      section.clientSecret, section.certificate, section.certificateKey, section.refreshToken,
    ].compactMap(\.self)
    return references.map { reference in
      guard case .file(let path) = reference else { return Diagnosis("secret", .ok, "from \(reference.place)") }
      do {
        try SecretReference.requirePrivate(path)
        return Diagnosis("secret", .ok, "\(path) is readable by this user only")
      } catch {
        let trouble = error as? Trouble
        return Diagnosis(
          "secret", .failed, "\(path): \(trouble?.summary ?? "\(error)")", help: trouble?.help)
      }
    }
  }
}
