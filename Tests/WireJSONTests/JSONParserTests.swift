import Testing
import WireJSON

struct JSONParserTests {
  @Test func `values are read by name, in place, and written out again`() throws {
    try JSONParser().parse(#"{"a":1,"b":"x\u00e9","c":[1,2.5,true,null],"d":18446744073709551615,"e":{}}"#) { view in
      #expect(view["a"]?.int == 1)
      #expect(view["b"]?.string == "xé")
      #expect(view["c"]?.elements.map { $0.double } == [1, 2.5, nil, nil])
      #expect(view["d"]?.uint == .max)
      #expect(view["d"]?.int == nil)
      #expect(view["e"]?.members.map { $0.key.string } == [])
      #expect(view["f"] == nil)
      #expect(view[named: "a"]?.int == 1)
      #expect(view.json == #"{"a":1,"b":"xé","c":[1,2.5,true,null],"d":18446744073709551615,"e":{}}"#)
    }
  }

  @Test func `one parser reads many documents of rising and falling size`() throws {
    let parser = JSONParser()
    for count in [0, 1, 5000, 3, 90_000, 2] {
      let text = "[" + (0..<count).map(String.init).joined(separator: ",") + "]"
      #expect(try parser.parse(text) { $0.elements.reduce(0) { $0 + ($1.int ?? -1) } } == count * (count - 1) / 2)
    }
  }

  @Test func `the first of two members of one name is found, both are walked and written`() throws {
    try JSONParser().parse(#"{"a":1,"a":2}"#) { view in
      #expect(view["a"]?.int == 1)
      #expect(view.members.map { $0.value.int } == [1, 2])
      #expect(view.json == #"{"a":1,"a":2}"#)
    }
  }

  @Test(arguments: [
    (#"{"n":"\ud800"}"#, "\u{FFFD}"), (#"{"n":"a\udc00b"}"#, "a\u{FFFD}b"),
    (#"{"n":"\ud83d\ud83d\ude00"}"#, "\u{FFFD}😀"),
    (#"{"n":"a\u0000b"}"#, "a\0b"), ("{\"n\":\"a\u{1}\tb\"}", "a\u{1}\tb"),
    (#"{"n":"\u202egnp.exe"}"#, "\u{202E}gnp.exe"),
    (#"{"n":"a\/b\\"}"#, "a/b\\"),
  ])
  func `a hostile text loses neither itself nor its record`(document: String, text: String) throws {
    let parser = JSONParser()
    #expect(try parser.parse(document) { $0["n"]?.string } == text)
  }

  @Test(
    arguments: [
      [0xFF], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF8, 0x88], [0xE2, 0x82], [0x80],
    ] as [[UInt8]])
  func `invalid UTF-8 in a text becomes U+FFFD and is counted`(bytes: [UInt8]) throws {
    let parser = JSONParser()
    let document = Array(#"{"n":"a"#.utf8) + bytes + Array(#"é","m":7}"#.utf8)
    let (name, number) = try parser.parse(document) { ($0["n"]?.string, $0["m"]?.int) }
    #expect(name == "a" + String(repeating: "\u{FFFD}", count: bytes.count) + "é")
    #expect(number == 7)
    #expect(parser.repairCount == bytes.count)
  }

  @Test(arguments: ["99999999999999999999999999", "-99999999999999999999", "1e999", "-1e400"])
  func `a number too large for 64 bits becomes its digits and loses nothing else`(number: String) throws {
    try JSONParser().parse("{\"a\":\(number),\"b\":2}") { view in
      #expect(view["a"]?.string == number)
      #expect(view["a"]?.int == nil)
      #expect(view["b"]?.int == 2)
      #expect(throws: JSONMismatch.self) { try view["a"]?.optionalInt() }
    }
  }

  @Test func `texts of 40,000 characters and ten thousand members are read`() throws {
    let long = String(repeating: "ä\"\\", count: 40_000)
    var writer = JSONWriter()
    writer.beginObject()
    for index in 0..<10_000 { writer.member("k\(index)", index == 9_999 ? long : "v") }
    writer.endObject()
    #expect(try JSONParser().parse(writer.bytes) { $0[named: "k9999"]?.string } == long)
  }

  @Test func `nesting is bounded`() throws {
    let levels = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count) }
    #expect(try JSONParser(maximumDepth: 32).parse(levels(30)) { $0.isArray })
    let failure = #expect(throws: JSONFailure.self) { try JSONParser(maximumDepth: 32).parse(levels(200_000)) { _ in } }
    #expect(failure?.reason == .tooDeep(32))
    #expect(failure?.offset == 32)
  }

  @Test func `a byte-order mark is passed over, and offsets count it`() throws {
    #expect(try JSONParser().parse([0xEF, 0xBB, 0xBF] + Array("[1]".utf8)) { $0.isArray })
    let failure = #expect(throws: JSONFailure.self) {
      try JSONParser().parse([0xEF, 0xBB, 0xBF] + Array("[x]".utf8)) { _ in }
    }
    #expect(failure?.offset == 4)
  }
}

struct JSONFailureTests {
  @Test(arguments: [
    ("", "", 0), ("   ", "", 3), (#"{"value":[{"a":1},{"a":tru}]}"#, "value[1].a", 23), (#"{"a":1,}"#, "a", 7),
    (#"{"a" 1}"#, "a", 5), (#"{"a":1 "b":2}"#, "a", 7), ("[1,2", "[1]", 4), (#"{"a":{"b":"x"#, "a.b", 12),
    (#"["\q"]"#, "[0]", 2), (#"["\u12G4"]"#, "[0]", 2), ("[01]", "[0]", 1), ("[1.]", "[0]", 1), ("[1] 2", "", 4),
    ("[nul", "[0]", 4), (#"{"a":]"#, "a", 5), ("<!DOCTYPE html>", "", 0),
  ])
  func `a broken document is refused with path and byte`(document: String, path: String, offset: Int) {
    let failure = #expect(throws: JSONFailure.self) { try JSONParser().parse(document) { _ in } }
    #expect(failure?.path == path)
    #expect(failure?.offset == offset)
  }

  @Test func `a value of the wrong kind is refused with path and byte, in mended documents too`() {
    let document = #"{"x":"\ud800","value":[{"createdDateTime":"a"},{"createdDateTime":{"y":1}}]}"#
    let failure = #expect(throws: JSONFailure.self) {
      try JSONParser().parse(document) { view in
        for element in (view["value"] ?? view).elements { _ = try element["createdDateTime"]?.optionalText() }
      }
    }
    #expect(failure?.path == "value[1].createdDateTime")
    #expect(failure?.offset == 66)
    #expect(failure?.description == "a text expected at value[1].createdDateTime, byte 66")
  }

  @Test func `a missing member is named with the place of its object`() {
    let failure = #expect(throws: JSONFailure.self) {
      try JSONParser().parse(#"[{"id":1},{"x":2}]"#) { view in
        for element in view.elements { guard element["id"] != nil else { throw element.missing("id") } }
      }
    }
    #expect(failure == JSONFailure(reason: .missing(member: "id"), path: "[1]", offset: 10))
  }

  @Test func `a document cut anywhere is refused, and never read as a smaller one`() {
    let document = Array(#"{"a":[1,-2.5e3,true,null],"b":{"ké":"x\u00e9\ud83d\ude00\\"},"c":""}"#.utf8)
    let parser = JSONParser()
    for length in 0..<document.count {
      let failure = #expect(throws: JSONFailure.self) { try parser.parse(Array(document[..<length])) { _ in } }
      #expect(failure.map { $0.offset <= length } == true)
      #expect(failure.map { [.cut, .empty, .malformed("a malformed number")].contains($0.reason) } == true)
    }
  }

  @Test func `a hostile member name does not flood the message`() {
    let document = "{\"\(String(repeating: "k", count: 5000))\":{}}"
    let failure = #expect(throws: JSONFailure.self) {
      try JSONParser().parse(document) { view in for (_, value) in view.members { _ = try value.optionalText() } }
    }
    #expect(failure.map { $0.description.count < 200 } == true)
  }
}

struct JSONExpectationTests {
  @Test func `null and absence are told from a wrong kind`() throws {
    try JSONParser().parse(#"{"n":null,"t":"True","f":"false","i":"42","u":15000000000000000001,"s":"x","e":""}"#) {
      (view) throws in
      #expect(try view["n"]?.optionalString() == nil)
      #expect(try view["t"]?.optionalBool() == true)
      #expect(try view["f"]?.optionalBool() == false)
      #expect(try view["e"]?.optionalBool() == nil)
      #expect(try view["i"]?.optionalInt() == 42)
      #expect(try view["u"]?.optionalIdentifier() == "15000000000000000001")
      #expect(throws: JSONMismatch.self) { try view["s"]?.optionalBool() }
      #expect(throws: JSONMismatch.self) { try view["u"]?.optionalInt() }
      #expect(throws: JSONMismatch.self) { try view["u"]?.optionalText() }
      #expect(throws: JSONMismatch.self) { try view["s"]?.requireObject() }
    }
  }
}
