import AuditModel
import Testing

@testable import AuditChecks

/// Names of the tenant stand in messages, and say nothing there of their own.
@Suite struct OneSentenceTests {
  @Test(arguments: [
    ("The application Backup. All clear\n is new.", "The application Backup All clear is new."),
    ("Who? Me! And\u{2028}you。 Yes.", "Who Me And you Yes."),
    ("A  tab\tand\u{0}a\u{85}line .", "A tab and a line."), ("An end...", "An end."),
    ("A \u{202E}turned\u{2066} name.", "A turned name."),
    (
      "The rule “Größe – ½” of ada@contoso.example hides mail.",
      "The rule “Größe – ½” of ada@contoso.example hides mail."
    ),
    ("Version 5.1.8 of example.com.", "Version 5.1.8 of example.com."),
  ])
  func `a text becomes one sentence on one line`(_ text: String, _ expected: String) {
    #expect(text.inOneSentence == expected)
    #expect(expected.inOneSentence == expected)
  }

  @Test func `what is too long loses its middle, so that our own words stay`() {
    let text = "The rule “" + String(repeating: "né. ", count: 20_000) + "” hides mail."
    let sentence = text.inOneSentence
    #expect(sentence.hasPrefix("The rule “né né") && sentence.hasSuffix("” hides mail."))
    #expect(sentence.count <= String.longestSentence + 3 && sentence.inOneSentence == sentence)
  }

  @Test func `every finding passes through it: messages and signals`() {
    let name = "Backup. All clear\n" + String(repeating: "x", count: 5_000)
    let evidence = ExampleEvidence.quietTenant {
      $0.inboxRules = .complete([ExampleEvidence.rule(name) { $0.movesTo = FolderReference(name: "RSS Feeds") }])
      $0.unifiedAudit = .complete([
        ExampleEvidence.record("Remove-AntiPhishPolicy", by: name, ["Identity": name]),
        ExampleEvidence.record(
          "New-InboxRule", id: "2", by: name, object: "contoso.example/ada\\" + name, ["Name": name]),
        ExampleEvidence.record(
          "Add-MailboxPermission", id: "3", by: name, ["Identity": "ada@contoso.example", "User": name]),
      ])
    }
    let found = judge(evidence, window: ExampleEvidence.window).findings
    #expect(Set(found.map(\.checkID)).count >= 4)
    let texts = found.map(\.message) + found.flatMap(\.signals).map(\.reason)
    for text in texts {
      #expect(text.count < 610 && !text.contains("\n") && !text.contains(". "), "\(text)")
    }
  }
}
