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

  /// Who did it and to whom it was done, as written: ids, names and addresses among other texts that name nobody.
  ///
  /// None for a record that cannot be read, which is told when the archive is.
  func names(in view: JSONView) -> [String] {
    lock.withLock { _ in
      guard let record = try? decoder.record(json: view), !Self.isMicrosofts(record),
        !Self.everyday.contains(record.operation.lowercased())
      else { return [] }
      var names = [record.actor, record.mailboxOwner, record.memberName].compactMap(\.self)
      // `contoso.onmicrosoft.com\\mailbox\\rule`: an administrator's change of somebody's rules names the mailbox here only.
      names += record.objectID?.split(whereSeparator: { $0 == "\\" || $0 == "/" }).map(String.init) ?? []
      names += record.parameters.filter { Self.naming.contains($0.name) }.map(\.value)
      return names.filter { !$0.isEmpty && $0.utf8.count <= 256 }
    }
  }

  /// Microsoft's own upkeep touches most mailboxes now and then: 3 is its administrators, 4 the system.
  private static func isMicrosofts(_ record: AuditRecord) -> Bool {
    record.actorType == 3 || record.actorType == 4 || record.actor?.hasPrefix("NT AUTHORITY") == true
  }

  /// What everybody does all day and what changes neither rules nor sign-in methods: nobody becomes due by it.
  private static let everyday: Set<String> = [
    "mailitemsaccessed", "send", "sendas", "sendonbehalf", "create", "softdelete", "harddelete", "movetodeleteditems",
    "userloggedin", "userloginfailed", "anonymouslinkcreated", "anonymouslinkupdated", "companylinkcreated",
    "securelinkcreated", "addedtosecurelink", "sharingset", "sharinginvitationcreated",
  ]

  /// The parameters of cmdlets that name a mailbox or a person.
  private static let naming: Set<String> = ["Identity", "Mailbox", "User", "Trustee"]
}
