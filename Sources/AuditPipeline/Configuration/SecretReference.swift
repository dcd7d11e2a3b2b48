import Foundation
import Glibc
package import MicrosoftCloud

/// Where a secret is kept; the configuration never holds one itself.
package enum SecretReference: Hashable, Sendable {
  /// A file that its owner alone may read.
  case file(String)
  /// A credential that systemd hands to the service (`LoadCredential=`).
  case credential(String)
  /// The standard output of a program, such as a password manager's.
  case exec([String])
  /// An environment variable, for containers.
  case environment(String)

  /// The text as it stands, without its last line break.
  ///
  /// - Throws: `Trouble` with exit 78; nothing of the secret is in it.
  package func resolve(environment: [String: String]) async throws -> Secret {
    let text: String
    switch self {
    case .file(let path):
      try Self.requirePrivate(path)
      text = try Self.contents(of: path)
    case .credential(let name):
      guard let directory = environment["CREDENTIALS_DIRECTORY"], !directory.isEmpty else {
        throw Trouble(
          .configurationInvalid, "there is no systemd credential \"\(name)\"",
          facts: ["seen: $CREDENTIALS_DIRECTORY is not set, so systemd did not start this program"],
          help: "run it as the systemd service with LoadCredential=\(name):PATH, or use {file: PATH}")
      }
      text = try Self.contents(of: directory + "/" + name)
    case .exec(let command): text = try await SecretProgram(command: command, environment: environment).output()
    case .environment(let name):
      guard let value = environment[name] else {
        throw Trouble(
          .configurationInvalid, "the environment variable \(name) is not set",
          help: "set it where the program is started, or use {file: PATH}")
      }
      text = value
    }
    let trimmed = text.hasSuffix("\r\n") || text.hasSuffix("\n") ? String(text.dropLast()) : text
    guard !trimmed.isEmpty else {
      throw Trouble(.configurationInvalid, "a secret is empty", place: place, help: "put the secret there")
    }
    return Secret(trimmed)
  }

  /// Where it is kept, for messages.
  package var place: String {
    switch self {
    case .file(let path): path
    case .credential(let name): "systemd credential \(name)"
    case .exec(let command): "exec: \(command.first ?? "")"
    case .environment(let name): "$\(name)"
    }
  }

  /// - Throws: `Trouble` when the file is missing, no file, or readable by others.
  package static func requirePrivate(_ path: String) throws {
    switch FileMode.of(path) {
    case .unreadable(let code):
      throw Trouble(
        .configurationInvalid, "a secret's file cannot be read", place: path,
        facts: ["seen: \(String(cString: strerror(code)))"], help: "create it, readable by this user only")
    case .other:
      throw Trouble(.configurationInvalid, "a secret's file is no file", place: path, help: "name a regular file")
    case .file(let mode):
      guard mode & 0o077 != 0 else { return }
      throw Trouble(
        .configurationInvalid, "a secret's file can be read by others", place: path,
        facts: ["seen: mode \(String(mode, radix: 8))"],
        help: "chmod 600 \(path); if others may have read it, make a new secret")
    }
  }

  private static func contents(of path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Trouble(
        .configurationInvalid, "a secret cannot be read", place: path, help: "check that it exists and may be read")
    }
    guard data.count <= 1 << 20, let text = String(data: data, encoding: .utf8) else {
      throw Trouble(
        .configurationInvalid, "a secret's file is no text of at most 1 MiB", place: path,
        help: "check which file it is")
    }
    return text
  }
}
