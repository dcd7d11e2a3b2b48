import Testing

@testable import AuditReports

/// Hostile text is shown as what it is.
struct VisibleTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("Zoë 日本", "Zoë 日本"), ("a\u{202E}b", "a⟨U+202E⟩b"), ("a\0b", "a⟨U+0000⟩b"),
    ("\u{200B}", "⟨U+200B⟩"), ("   ", "␠␠␠"), (" \u{A0}", "␠⟨U+00A0⟩"), ("", "⟨empty⟩"), ("a\nb", "a⟨U+000A⟩b"),
    ("\u{7F}", "⟨U+007F⟩"), (String(decoding: [0xEF, 0xBF, 0xBF] as [UInt8], as: UTF8.self), "⟨U+FFFF⟩"),
    ("\u{2066}x\u{2069}", "⟨U+2066⟩x⟨U+2069⟩"),
    ("\u{E0041}", "⟨U+E0041⟩"), ("\u{AD}", "⟨U+00AD⟩"), ("❤\u{FE0F}", "❤\u{FE0F}"), ("a\u{FE0F}", "a⟨U+FE0F⟩"),
    ("\u{3164}", "⟨U+3164⟩"), ("<b>&\"'", "<b>&\"'"), (".", "."), ("\u{2028}", "⟨U+2028⟩"),
  ])
  func `invisible and reordering characters are spelled out`(text: String, shown: String) {
    #expect(VisibleText.shown(text) == shown)
  }

  @Test func `long text is cut and says how long it was`() {
    let shown = VisibleText.shown(String(repeating: "x", count: 40_000), limit: 10)
    #expect(shown == "xxxxxxxxxx… (40,000 characters)")
  }

  @Test func `a NUL is visible as itself`() { #expect(VisibleText.shown("\0").unicodeScalars.contains("\0") == false) }
}
