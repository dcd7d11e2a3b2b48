package import AuditModel
package import WireJSON

/// A record of a per-user listing, which a line wraps with its owner: `{"owner": {…}, "item": {…}}`.
package protocol OwnedRecord {
  /// Nil when the object is no such record (a tombstone).
  init?(json view: JSONView, owner: UserReference) throws
}

extension OwnedRecord {
  package init?(wrapped view: JSONView) throws {
    try view.requireObject()
    guard let owner = UserReference.owner(of: view) else { throw view.missing("owner") }
    guard let item = view["item"] else { throw view.missing("item") }
    try item.requireObject()
    try self.init(json: item, owner: owner)
  }
}
