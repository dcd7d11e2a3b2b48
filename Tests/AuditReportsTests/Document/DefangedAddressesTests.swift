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
    ("http://localhost/x and http://3232235777/", "hxxp://localhost/x and hxxp://3232235777/"),
    ("http://[2001:db8::7]/ from 2001:db8::7 at 02:00:00", "hxxp://[2001:db8::7]/ from 2001:db8::7 at 02:00:00"),
    ("ftp://evil.example/x", "ftp[:]//evil[.]example/x"), ("ms-office://x", "ms-office[:]//x"),
    ("evil.example/login, EVIL.EXAMPLE", "evil[.]example/login, EVIL[.]EXAMPLE"),
    ("shares the outside domain evil.example with", "shares the outside domain evil[.]example with"),
    ("contoso.example, Contoso.example/mail", "contoso.example, Contoso.example/mail"),
    ("ada.example@contoso.example", "ada.example@contoso.example"),
    (
      "Files.Read/Write.All, e.g. Mail.Send and client_id.value",
      "Files.Read/Write.All, e.g. Mail.Send and client_id.value"
    ),
    ("forwarding_target:drop@evil.example", "forwarding_target:drop@evil[.]example"),
  ])
  func `foreign addresses are defanged and the tenant's own stay`(_ text: String, _ shown: String) {
    #expect(DefangedAddresses(except: ["contoso.example"]).shown(text) == shown)
  }
}
