import EvidenceCollection
import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// Where the archives of a live audit are written: below a folder that a person named, or in a private spool beside the history.
struct EvidenceFolders: Sendable {
  private let spool: String
  private let saved: String?

  /// - Parameter saved: the folder of `--save-evidence`; nil when nothing is to be kept.
  init(historyPath: String, saved: String?) {
    spool = historyPath + ".spool"
    self.saved = saved
  }

  /// True when what is written stays.
  var areKept: Bool { saved != nil }

  /// Refuses to write where something is already; asked before anything is collected.
  ///
  /// - Throws: `Trouble` with exit 64 that names the first folder in the way.
  func refuseOccupied(_ tenants: [TenantEntry]) throws {
    guard let saved else { return }
    for tenant in tenants {
      let folder = saved + "/" + tenant.slug
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      guard names.isEmpty, Self.isFolderOrNothing(folder) else {
        throw Trouble(
          .usage, "the evidence cannot be saved: something is there already, and nothing is ever overwritten",
          place: folder, help: "name a new folder, such as --save-evidence \(saved)-2")
      }
    }
  }

  /// Removes what killed runs left. Call it under the history's writer lock only: then no other run can be writing.
  ///
  /// - Throws: `Trouble` with exit 73 when it cannot be removed: it holds personal data.
  func removeLeftovers() throws {
    guard (try? FileManager.default.attributesOfItem(atPath: spool)) != nil else { return }
    do {
      try FileManager.default.removeItem(atPath: spool)
    } catch {
      throw Trouble.cannotWrite("evidence that a killed run left cannot be removed", at: spool, error, help: Self.help)
    }
  }

  /// Makes the folder of one tenant's archive, empty and readable by this user only.
  ///
  /// - Throws: `Trouble` with exit 73.
  func make(for tenant: TenantEntry) throws -> String {
    let parent = saved ?? spool
    do {
      let isPrivate: [FileAttributeKey: Any]? = saved == nil ? [.posixPermissions: 0o700] : nil
      if !FileManager.default.fileExists(atPath: parent) {
        try FileManager.default.createDirectory(
          atPath: parent, withIntermediateDirectories: true, attributes: isPrivate)
      }
      let folder = parent + "/" + tenant.slug
      if saved == nil { try? FileManager.default.removeItem(atPath: folder) }
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      return folder
    } catch {
      throw Trouble.cannotWrite("the folder for collected evidence cannot be made", at: parent, error, help: Self.help)
    }
  }

  /// Removes a tenant's spooled archive; a saved one stays.
  func discard(_ folder: String) {
    guard saved == nil else { return }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Removes the spool itself at the end of a run.
  func removeSpool() { try? FileManager.default.removeItem(atPath: spool) }

  private static let help =
    "make the folder writable for this user; it lies beside the history, or where --save-evidence says"

  private static func isFolderOrNothing(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || isFolder.boolValue
  }
}
