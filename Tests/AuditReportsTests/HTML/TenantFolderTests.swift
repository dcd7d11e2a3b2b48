import AuditModel
import Testing

@testable import AuditReports

/// Folder names come from what tenants call themselves, which is anything.
@Suite struct TenantFolderTests {
  @Test(arguments: [
    ("Contoso Ltd.", "contoso-ltd-5f0c1a2b"), ("../../etc/passwd", "etc-passwd-5f0c1a2b"),
    ("Müller & Söhne GmbH", "m-ller-s-hne-gmbh-5f0c1a2b"),
    ("漢字", "tenant-5f0c1a2b"), ("", "tenant-5f0c1a2b"), ("a\0b\u{202E}c", "a-b-c-5f0c1a2b"),
    ("An Extraordinarily Long Company Name", "an-extraordinarily-long-5f0c1a2b"),
  ])
  func `a folder's name is short and harmless`(_ name: String, _ folder: String) {
    #expect(
      TenantFolder.name(of: Tenant(id: TenantID("5f0c1a2b-1111-4222-8333-444455556666"), displayName: name)) == folder)
  }

  @Test func `two tenants without directory ids never share a folder`() {
    let one = TenantFolder.name(of: Tenant(id: TenantID("customer-a"), displayName: "Contoso"))
    let other = TenantFolder.name(of: Tenant(id: TenantID("customer-b"), displayName: "Contoso"))
    #expect(one != other)
  }
}
