/// Names that attack whoever shows, prints, stores or opens them.
enum HostileTexts {
  /// What a person or a rule of the hostile tenant is called, by number.
  static func name(_ number: Int) -> JSONText { names[number % names.count] }

  /// The tenant's own name; a Swift string cannot hold the lone surrogates that the others have.
  static let tenantName = "=cmd|'/c calc'!A1<img src=x onerror=alert(1)>{{{x}}}\u{202E}\u{0}'; DROP TABLE tenants;--"

  static let names: [JSONText] = [
    JSONText("<img src=x onerror=alert(1)>"),
    JSONText("=cmd|'/c calc'!A1"),
    JSONText("invoice\u{202E}xslx.exe"),
    JSONText(escaped: "before\\u0000after"),
    JSONText(escaped: "lone \\ud800 surrogate \\udfff"),
    JSONText(String(repeating: "A", count: 39_998) + "Ω!"),
    JSONText("{{{x}}}"),
    JSONText("'; DROP TABLE findings;--"),
    JSONText("</script><script>alert(2)</script>\"\\\r\n\t"),
    JSONText("+1-2@SUM(A1)"),
    JSONText("\u{200B}\u{FEFF}\u{0301}é\u{1F1E9}\u{1F1EA}"),
    JSONText(escaped: "\\u001b[31mred\\u0007"),
  ]
}
