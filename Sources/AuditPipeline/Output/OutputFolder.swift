import Crypto
import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// A folder of outputs that is seen whole or not at all: written under a hidden name, then renamed.
struct OutputFolder {
  /// The folder that holds one folder a run.
  let parent: String
  /// The name it is to have; `-2`, `-3` … is added when the name is taken, because nothing is ever overwritten.
  let name: String
  private let hidden: String

  /// What hidden names begin with; the process that writes comes next.
  private static let hiddenPrefix = ".partial-"

  /// - Throws: `Trouble` with exit 73 when the folder cannot be made.
  init(parent: String, name: String, run: String) throws {
    self.parent = parent
    self.name = name
    hidden = parent + "/" + Self.hiddenPrefix + "\(getpid())-" + run
    do {
      try? FileManager.default.removeItem(atPath: hidden)
      try FileManager.default.createDirectory(atPath: hidden, withIntermediateDirectories: true)
    } catch {
      throw Trouble.cannotWrite("the report folder cannot be made", at: parent, error)
    }
  }

  /// The path of a file inside, whose folder is made when it is not there.
  func path(_ relative: String) throws -> String {
    let path = hidden + "/" + relative
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Trouble.cannotWrite("a report folder cannot be made", at: folder, error)
    }
    return path
  }

  /// Lists every file with its size and SHA-256 in `manifest.json`, so that a reader can verify what was delivered.
  func writeManifest(schema: String) throws {
    var entries: [ManifestEntry] = []
    guard let paths = FileManager.default.enumerator(atPath: hidden) else {
      throw Trouble(.cannotWrite, "the report folder cannot be read back", place: hidden)
    }
    for case let relative as String in paths {
      var isDirectory: ObjCBool = false
      let path = hidden + "/" + relative
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue else {
        continue
      }
      let (bytes, digest) = try Self.digest(ofFileAt: path)
      entries.append(ManifestEntry(path: relative, bytes: bytes, sha256: digest))
    }
    entries.sort { $0.path < $1.path }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      try encoder.encode(Manifest(schema: schema, files: entries))
        .write(to: URL(fileURLWithPath: hidden + "/manifest.json"))
    } catch {
      throw Trouble.cannotWrite("the report manifest cannot be written", at: hidden, error)
    }
  }

  /// Gives the folder its name and, when it is the newest, points `latest` to it.
  ///
  /// - Returns: the path of the published folder.
  func publish(isLatest: Bool) throws -> String {
    var path = parent + "/" + name
    var attempt = 2
    while rename(hidden, path) != 0 {
      let code = errno
      guard code == EEXIST || code == ENOTEMPTY || code == ENOTDIR, attempt < 1_000 else {
        throw Trouble.cannotWrite("the report folder cannot be renamed", at: path, code: code)
      }
      path = parent + "/" + name + "-\(attempt)"
      attempt += 1
    }
    if isLatest { try pointLatest(to: (path as NSString).lastPathComponent) }
    return path
  }

  /// Removes what was written; for a run that is stopped or fails.
  func discard() { try? FileManager.default.removeItem(atPath: hidden) }

  /// Removes what killed processes left half-written below a folder; what another living one writes stays. Called before this
  /// process makes a folder of its own.
  static func removeAbandoned(in parent: String) {
    let files = FileManager.default
    for name in (try? files.contentsOfDirectory(atPath: parent)) ?? [] where name.hasPrefix(hiddenPrefix) {
      let process = name.dropFirst(hiddenPrefix.count).prefix { $0 != "-" }
      // This process has made none yet: in a container, where every process has the same id, it is a dead one's.
      guard let id = pid_t(process), id == getpid() || (kill(id, 0) != 0 && errno == ESRCH) else { continue }
      try? files.removeItem(atPath: parent + "/" + name)
    }
  }

  private func pointLatest(to target: String) throws {
    let link = parent + "/latest"
    let fresh = parent + "/.latest-" + target
    unlink(fresh)
    guard symlink(target, fresh) == 0, rename(fresh, link) == 0 else {
      let code = errno
      unlink(fresh)
      throw Trouble.cannotWrite("`latest` cannot be pointed to the new reports", at: link, code: code)
    }
  }

  private static func digest(ofFileAt path: String) throws -> (bytes: Int, sha256: String) {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Trouble(.cannotWrite, "a report cannot be read back", place: path)
    }
    defer { try? handle.close() }
    var hash = SHA256()
    var bytes = 0
    do {
      while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
        hash.update(data: chunk)
        bytes += chunk.count
      }
    } catch {
      throw Trouble.cannotWrite("a report cannot be read back", at: path, error)
    }
    return (bytes, hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
  }
}

private struct Manifest: Encodable {
  let schema: String
  let files: [ManifestEntry]
}

private struct ManifestEntry: Encodable {
  let path: String
  let bytes: Int
  let sha256: String
}

extension Trouble {
  /// An output that could not be written, with the system's own reason.
  package static func cannotWrite(
    _ summary: String, at path: String, _ error: any Error, help: String = writableFolder
  ) -> Trouble {
    if let trouble = error as? Trouble { return trouble }
    let error = error as NSError
    let reason = (error.userInfo[NSUnderlyingErrorKey] as? NSError)?.localizedDescription ?? error.localizedDescription
    return Trouble(
      .cannotWrite, summary, place: path, facts: ["seen: \(reason)"], help: help)
  }

  package static let writableFolder = "name a folder that can be written to and has space, with -o"

  static func cannotWrite(_ summary: String, at path: String, code: Int32) -> Trouble {
    Trouble(
      .cannotWrite, summary, place: path, facts: ["seen: \(String(cString: strerror(code)))"],
      help: writableFolder)
  }
}
