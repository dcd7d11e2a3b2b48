import AuditModel
import Testing

struct UserDirectoryTests {
  private let ada = UserPrincipal(
    id: UserID("0a00-1"), userPrincipalName: "Ada@Contoso.example", mail: "ada.l@contoso.example",
    proxyAddresses: ["countess@contoso.example"])

  @Test(arguments: ["ada@contoso.example", "ADA@CONTOSO.EXAMPLE", "Ada.L@contoso.example", "Countess@Contoso.Example"])
  func `a user is found by any of their names in any letter case`(name: String) {
    let directory = UserDirectory(users: [ada])
    #expect(directory.userID(of: UserReference(name: name)) == ada.id)
  }

  @Test func `with a listing, a name that is not in it is nobody`() {
    #expect(UserDirectory(users: [ada]).userID(of: UserReference(name: "eve@contoso.example")) == nil)
    #expect(UserDirectory(users: []).userID(of: UserReference(name: "eve@contoso.example")) == nil)
  }

  @Test func `without a listing every address stands for itself, once per letter case`() {
    let directory = UserDirectory(users: nil)
    let id = directory.userID(of: UserReference(name: "Eve@contoso.example"))
    #expect(id == UserID(userPrincipalName: "eve@CONTOSO.example"))
    #expect(id.map(directory.name(of:)) == "eve@contoso.example")
    #expect(directory.userID(of: UserReference(name: "NT AUTHORITY\\SYSTEM")) == nil)
  }

  @Test func `the principal name wins when two users claim one address`() {
    let squatter = UserPrincipal(
      id: UserID("0a00-2"), userPrincipalName: "eve@contoso.example", proxyAddresses: ["ada@contoso.example"])
    #expect(UserDirectory(users: [ada, squatter]).user(named: "ada@contoso.example")?.id == ada.id)
    #expect(UserDirectory(users: [squatter, ada]).user(named: "ada@contoso.example")?.id == ada.id)
  }
}
