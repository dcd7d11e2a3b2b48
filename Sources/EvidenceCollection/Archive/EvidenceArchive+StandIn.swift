import AuditModel
import WireJSON

extension EvidenceArchive {
  /// Whose evidence it is when the manifest does not say: as the organization names itself, else the folder's name.
  ///
  /// A damaged manifest must not turn a known tenant into an unknown one, whose history would begin anew.
  var standInTenant: Tenant { organizationTenant ?? Tenant(id: TenantID(name), displayName: name) }

  /// From the first line of `organization.ndjson`; nil when that cannot be read or names no id.
  private var organizationTenant: Tenant? {
    let path = directory + "/" + EvidenceKind.organization.fileName
    guard let reader = try? LineReader(path: path) else { return nil }
    let parser = JSONParser()
    var tenant: Tenant?
    try? reader.forEachLine { line in
      if tenant == nil, line.number == 1, !line.isTooLong {
        tenant = try parser.parse(padded: line.bytes) { try Tenant(organization: $0) }
      }
    }
    return tenant
  }
}

extension Tenant {
  /// Graph `organization`, with its default verified domain where it has one.
  fileprivate init(organization view: JSONView) throws {
    try view.requireObject()
    guard let id = try view["id"]?.nonEmptyString() else { throw view.missing("id") }
    let domain = try view["verifiedDomains"]?.elements.first { try $0["isDefault"]?.optionalBool() == true }
    self.init(
      id: TenantID(id), displayName: try view["displayName"]?.nonEmptyString() ?? id,
      defaultDomain: try domain?["name"]?.nonEmptyString())
  }
}
