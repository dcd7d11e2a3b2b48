import Testing

@testable import AuditReports

/// Addresses that a reader could click, and those that must stay readable.
@Suite struct DefangedAddressesTests {
  @Test(arguments: [
    ("forwards to drop@evil.example.", "forwards to drop@evil[.]example."),
    ("see HTTPS://evil.example/a.b?x=http://c.example", "see hxxpS://evil[.]example/a[.]b?x=hxxp://c[.]example"),
    ("from 192.0.2.77:443, 192.0.2.999 and 1.2.3", "from 192[.]0[.]2[.]77:443, 192.0.2.999 and 1.2.3"),
    ("www.evil.example “192.0.2.1”", "www[.]evil[.]example “192[.]0[.]2[.]1”"),
    ("drop@bücher.example", "drop@bücher[.]example"),
    ("Ada@Contoso.example and x@contoso.example.evil", "Ada@Contoso.example and x@contoso[.]example[.]evil"),
    ("AuditLog.Read.All", "AuditLog.Read.All"), ("from 192.0.2.1 now.", "from 192[.]0[.]2[.]1 now."),
    ("version 7.10 of a.b", "version 7.10 of a.b"), ("...", "..."), ("", ""),
  ])
  func `foreign addresses are defanged and the tenant's own stay`(_ text: String, _ shown: String) {
    #expect(DefangedAddresses(except: ["contoso.example"]).shown(text) == shown)
  }
}
