package import AuditModel
package import WireJSON

extension MailFolder: OwnedRecord {
  /// Graph `mailFolder`, with `wellKnownName` where the collector knew it.
  package init?(json view: JSONView, owner: UserReference) throws {
    guard let id = try view["id"]?.nonEmptyString() else { throw view.missing("id") }
    guard let name = try view["displayName"]?.optionalString() else { throw view.missing("displayName") }
    self.init(
      owner: owner, id: id, displayName: name, wellKnownName: try view["wellKnownName"]?.nonEmptyString()?.lowercased())
  }
}
