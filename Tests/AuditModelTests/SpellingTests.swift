import AuditModel
import Testing

struct SpellingTests {
  @Test(arguments: [("mailbox-rule", "mailbox-rules"), ("MAILBOX-RULES", "mailbox-rules"), ("newusers", "new-users")])
  func `a slip leads to the name that was meant`(typed: String, meant: String) {
    #expect(Spelling.nearest(to: typed, in: ["mailbox-rules", "new-users", "password-changes"]) == meant)
  }

  @Test func `something else entirely leads nowhere`() {
    #expect(Spelling.nearest(to: "weather", in: ["mailbox-rules", "new-users"]) == nil)
  }
}
