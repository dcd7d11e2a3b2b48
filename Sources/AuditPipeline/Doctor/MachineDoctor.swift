import AuditHistory
import AuditModel
import Foundation
import MicrosoftCloud

/// Looks at what is the same for all tenants: clock, secrets, disk, history.
struct MachineDoctor {
  let access: CloudAccess
  /// Where a run writes.
  let folders: [String]
  let historyPath: String
  /// Nil when a secret is used.
  let certificateEndsAt: Timestamp?
  let now: Timestamp

  /// - Throws: `CancellationError`.
  func diagnoses() async throws -> [Diagnosis] {
    try await clock() + secrets() + disks() + [history()]
  }

  private func clock() async throws -> [Diagnosis] {
    let lead: Double?
    do {
      lead = try await access.session.clockLead()
    } catch let failure as CloudFailure {
      return [Diagnosis(.failed, "network", "Microsoft cannot be reached: \(failure.message)", help: failure.remedy)]
    }
    let network = Diagnosis(.good, "network", "\(access.section.endpoints.login) answers")
    return [
      network, lead.map(Self.clock) ?? Diagnosis(.note, "clock", "could not be compared: the answer had no date"),
    ]
  }

  /// - Parameter lead: seconds by which this machine is ahead.
  static func clock(_ lead: Double) -> Diagnosis {
    let seconds = Int(abs(lead).rounded())
    let direction = lead < 0 ? "behind" : "ahead of"
    let help = "set the clock: timedatectl set-ntp true"
    switch abs(lead) {
    case ...30:
      return Diagnosis(.good, "clock", "agrees with Microsoft's")
    case ...240:
      return Diagnosis(.warning, "clock", "is \(seconds) seconds \(direction) Microsoft's", help: help)
    default:
      return Diagnosis(
        .failed, "clock", "is \(seconds) seconds \(direction) Microsoft's; from five minutes on, tokens are refused",
        help: help)
    }
  }

  /// They could be read, else there would be no session: what is said is where they are.
  private func secrets() -> [Diagnosis] {
    let section = access.section
    let references = [
      ("client secret", section.clientSecret), ("certificate", section.certificate),
      ("certificate key", section.certificateKey), ("refresh token", section.refreshToken),
    ]
    var diagnoses = references.compactMap { name, reference in
      reference.map { Diagnosis(.good, name, "was read: \($0.place)") }
    }
    if let end = certificateEndsAt { diagnoses.append(Self.certificate(endsAt: end, now: now)) }
    return diagnoses
  }

  static func certificate(endsAt end: Timestamp, now: Timestamp) -> Diagnosis {
    let help = "make a new one, add it to the application, then put it into the configuration"
    let days = end.seconds(since: now) / 86_400
    if end <= now { return Diagnosis(.failed, "certificate", "ended on \(end.date)", help: help) }
    if days < 30 { return Diagnosis(.warning, "certificate", "ends in \(days) days, on \(end.date)", help: help) }
    return Diagnosis(.good, "certificate", "holds until \(end.date)")
  }

  private func disks() -> [Diagnosis] {
    var seen: Set<String> = []
    return folders.compactMap { path -> Diagnosis? in
      let folder = Self.existing(path)
      guard seen.insert(folder).inserted else { return nil }
      let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
      guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
        return Diagnosis(.note, "disk", "the free space of \(folder) could not be seen")
      }
      guard FileManager.default.isWritableFile(atPath: folder) else {
        return Diagnosis(
          .failed, "disk", "\(folder) cannot be written to",
          help: "run as another user, or change report.dir, history.path")
      }
      return Self.disk(folder, free: free)
    }
  }

  static func disk(_ folder: String, free: Int64) -> Diagnosis {
    let text = "\(folder) has \(free >> 30 > 0 ? "\(free >> 30) GiB" : "\(free >> 20) MiB") free"
    let help = "make room; an audit keeps the evidence of the tenants at hand, the history and the reports there"
    switch free {
    case ..<(100 << 20): return Diagnosis(.failed, "disk", text, help: help)
    case ..<(2 << 30): return Diagnosis(.warning, "disk", text, help: help)
    default: return Diagnosis(.good, "disk", text)
    }
  }

  private func history() -> Diagnosis {
    guard FileManager.default.fileExists(atPath: historyPath) else {
      return Diagnosis(.good, "history", "there is none yet; the first audit makes \(historyPath)")
    }
    do {
      let runs = try HistoryStore.reading(historyPath) { try $0.runs() }
      guard let last = runs.first(where: { $0.state == .finished }) else {
        return Diagnosis(.good, "history", "\(historyPath) holds no finished run yet")
      }
      return Diagnosis(
        .good, "history",
        "\(historyPath) holds \(runs.count) runs; the last finished one looked back from \(last.run.window.to.iso8601)")
    } catch let trouble as Trouble {
      return Diagnosis(.failed, "history", "\(trouble.summary) (\(historyPath))", help: trouble.help)
    } catch {
      return Diagnosis(.failed, "history", "\(historyPath) cannot be read: \(error)")
    }
  }

  /// The folder itself, or the nearest one above it that is there.
  private static func existing(_ path: String) -> String {
    var folder = URL(fileURLWithPath: path).standardizedFileURL
    var isFolder: ObjCBool = false
    while folder.path != "/",
      !(FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) && isFolder.boolValue)
    {
      folder.deleteLastPathComponent()
    }
    return folder.path
  }
}
