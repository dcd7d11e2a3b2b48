import AuditModel
import Testing

@testable import AuditChecks

/// Spellings by which a word could be missed, or taken for another.
@Suite struct WordTests {
  @Test(arguments: [
    "Überweisung", "U\u{308}berweisung", "Bitte u\u{308}berweisung", "transfere\u{302}ncia", "za\u{301}platba",
    "contrasen\u{303}a", "konto\u{30A}, o\u{308}deme",
  ])
  func `a word is found however its marks are spelt`(_ text: String) {
    #expect(MoneyWords.list.matches(text) || WarningWords.list.matches(text))
  }

  @Test(arguments: ["uberweisung", "u\u{308}ber", "ac\u{301}h"])
  func `a mark does not make another word of a word`(_ text: String) {
    #expect(!MoneyWords.list.matches(text))
  }

  @Test(arguments: [
    "Microsoft rule", "M\u{456}crosoft", "MICR0S0FT", "Sécurity", "\u{405}ecurity update", "Іt-Suppоrt",
    "Qua\u{308}rantine",
    "Безопасность", "Sicherheit", "セキュリティ",
  ])
  func `a rule poses as security also in letters that look alike`(_ name: String) {
    let rule = ExampleEvidence.rule(name) { $0.stopsProcessing = true }
    #expect(InboxRuleSignal.posesAsSecurity(rule) != nil)
  }

  @Test(arguments: ["Newsletter", "Administration costs", "Projekt Alpha", "Rundschreiben", "Invoices 2026"])
  func `an ordinary name poses as nothing`(_ name: String) {
    #expect(InboxRuleSignal.posesAsSecurity(ExampleEvidence.rule(name) { $0.stopsProcessing = true }) == nil)
  }

  @Test(arguments: [
    ("outlook.com", true), ("yahoo.co.uk", true), ("outlook.com.br", true), ("gmx.net", true), ("hotmail.fr", true),
    ("gmail.com", true), ("outlook.drop.example", false), ("live.contos0.example", false), ("yahoo.example", false),
    ("live.evil.com", false), ("outlook", false), ("outlook.co.example", false), ("hotmail.co.uk.evil.example", false),
  ])
  func `a public mail domain is a provider's name with a country, and nothing longer`(
    _ domain: String, _ isPublic: Bool
  ) {
    #expect(PublicMailDomains.contains(domain) == isPublic)
  }

  @Test func `a list with an end counts what it leaves out`() {
    #expect(["a", "b"].listed(atMost: 1) == "a and 1 other")
    #expect(["a", "b", "c"].listed(atMost: 1) == "a and 2 others")
  }
}
