import AuditModel
import EvidenceCollection
import Logging

extension CloudAccess {
  /// Collects one tenant into its folder.
  func collect(_ task: CollectionTask, now: @escaping @Sendable () -> Timestamp, logger: Logger) async throws {
    throw Trouble(.internalError, "not yet")
  }
}
