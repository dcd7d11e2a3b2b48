import AuditModel
import Synchronization
import WireJSON

/// Tells whom an audit record names, whatever its form.
///
/// `@unchecked` is safe: the decoder, which keeps a parser, is used by whoever holds the lock only.
final class AuditActorReader: @unchecked Sendable {
  private let lock = Mutex(())
  private let decoder: AuditRecordDecoder

  init(since: Timestamp) { decoder = AuditRecordDecoder(since: since) }

  /// Actor and mailbox owner as written; nil for a record that cannot be read, which is told when the archive is.
  func names(in view: JSONView) -> (actor: String?, owner: String?)? {
    lock.withLock { _ in
      guard let record = try? decoder.record(json: view) else { return nil }
      return (record.actor, record.mailboxOwner)
    }
  }
}
