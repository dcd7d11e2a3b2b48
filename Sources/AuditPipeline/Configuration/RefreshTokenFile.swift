import Foundation
import Glibc
package import MicrosoftCloud

/// The partner's refresh token in a file that its owner alone may read; a rotated one replaces it at once and whole.
package actor RefreshTokenFile: RefreshTokenStore {
  private let path: String
  private var token: Secret

  /// - Throws: `Trouble` with exit 78 when the file cannot be read or others may read it.
  package init(path: String) async throws {
    self.path = path
    token = try await SecretReference.file(path).resolve(environment: [:])
  }

  package func current() -> Secret { token }

  /// The newest is kept even where it cannot be written; then the old one, which Microsoft goes on accepting, stays in the file.
  ///
  /// - Throws: `Trouble` with exit 73 when the file cannot be replaced.
  package func replace(with token: Secret) throws {
    self.token = token
    let draft = path + ".new"
    do {
      let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      guard fchmod(descriptor, 0o600) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
      try handle.write(contentsOf: Data((token.value + "\n").utf8))
      try handle.synchronize()
      try handle.close()
      guard rename(draft, path) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    } catch {
      unlink(draft)
      throw Trouble.cannotWrite(
        "the new refresh token cannot be written", at: path, error,
        help: "let this user write the file and its folder, before the old token ends")
    }
  }

  /// A store for a reference: over its file, or in memory where the secret comes from elsewhere and cannot be written back.
  static func store(
    of reference: SecretReference, environment: [String: String]
  ) async throws -> any RefreshTokenStore {
    if case .file(let path) = reference { return try await RefreshTokenFile(path: path) }
    return RefreshTokenInMemory(token: try await reference.resolve(environment: environment))
  }
}

/// A refresh token whose replacement lasts for this run only.
private actor RefreshTokenInMemory: RefreshTokenStore {
  private var token: Secret
  init(token: Secret) { self.token = token }
  func current() -> Secret { token }
  func replace(with token: Secret) { self.token = token }
}
