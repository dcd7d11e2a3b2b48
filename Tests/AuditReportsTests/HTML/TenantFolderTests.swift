import AuditModel
import Testing

@testable import AuditReports

/// Folder names come from what tenants call themselves, which is anything.
@Suite struct TenantFolderTests {
  @Test(arguments: [
    ("Contoso Ltd.", "contoso-ltd"), ("../../etc/passwd", "etc-passwd"),
    ("Müller & Söhne GmbH", "m-ller-s-hne-gmbh"),
    ("漢字", "tenant"), ("", "tenant"), ("a\0b\u{202E}c", "a-b-c"),
    ("An Extraordinarily Long Company Name", "an-extraordinarily-long"),
  ])
  func `a folder's name is short and harmless`(_ name: String, _ folder: String) {
    #expect(
      TenantFolder.name(of: Tenant(id: TenantID("5f0c1a2b-1111-4222-8333-444455556666"), displayName: name))
        == folder + "-fd7nae6a")
  }

  @Test(arguments: [
    ("customer-a", "customer-b"),
    ("00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"),
  ])
  func `two tenants of one name never share a folder, also when their ids begin alike`(_ one: String, _ other: String) {
    let names = [one, other].map { TenantFolder.name(of: Tenant(id: TenantID($0), displayName: "Contoso")) }
    #expect(names[0] != names[1])
  }
}
