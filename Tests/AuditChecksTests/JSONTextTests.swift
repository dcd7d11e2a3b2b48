import Testing

@testable import AuditChecks

@Suite struct JSONTextTests {
  @Test func `reads what audit records hold`() throws {
    let text = #"[{"ActionType":"Move","Folder":"\\Inbox\/X","n":-1.5e3,"b":true,"z":null,"u":"\u00e9\ud83d\ude00"}]"#
    guard case .array(let actions) = try #require(JSONText(text)) else {
      Issue.record("no array")
      return
    }
    #expect(actions[0]["actiontype"]?.text == "Move")
    #expect(actions[0]["Folder"]?.text == "\\Inbox/X")
    #expect(actions[0]["n"]?.text == "-1.5e3")
    #expect(actions[0]["u"]?.text == "é😀")
    #expect(actions[0].strings == ["Move", "\\Inbox/X", "é😀"])
  }

  @Test(arguments: [
    "", "[", "{", "[1,", #"{"a"}"#, #"{"a":1"#, #"["\u12"]"#, #"["abc"#, "[1] x", "tru", "[}", #"{"a":}"#,
    String(repeating: "[", count: 100) + String(repeating: "]", count: 100),
  ])
  func `a cut or malformed text is nil, never empty`(_ text: String) {
    #expect(JSONText(text) == nil)
  }

  @Test func `a lone surrogate becomes the replacement character`() {
    #expect(JSONText(#""\ud83dx""#)?.text == "\u{FFFD}x")
  }
}
