import Foundation
import Testing
import WireJSON

struct JSONWriterTests {
  @Test(arguments: [
    "", "plain", "\"", "\\", "a\nb\r\t", "\0\u{1}\u{1F}\u{7F}", "é😀\u{202E}\u{2028}", "</script>", "'; DROP TABLE",
    "{{{x}}}",
  ])
  func `every text reads back as it was, here and in Foundation`(text: String) throws {
    var writer = JSONWriter()
    writer.beginArray()
    writer.string(text)
    writer.endArray()
    #expect(!writer.bytes.contains { $0 < 0x20 })
    #expect(try JSONParser().parse(writer.bytes) { $0.elements.map { $0.string } } == [text])
    #expect(try JSONDecoder().decode([String].self, from: Data(writer.bytes)) == [text])
  }

  @Test func `commas are set by themselves`() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("a", "x")
    writer.key("b")
    writer.beginArray()
    writer.integer(1)
    writer.integer(UInt64.max)
    writer.double(2.5)
    writer.double(.infinity)
    writer.bool(true)
    writer.beginObject()
    writer.endObject()
    writer.endArray()
    writer.key("c")
    writer.raw("[1]".utf8)
    writer.member("d", nil)
    writer.endObject()
    let text = #"{"a":"x","b":[1,18446744073709551615,2.5,null,true,{}],"c":[1],"d":null}"#
    #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    writer.removeAll()
    writer.null()
    #expect(writer.bytes == Array("null".utf8))
  }
}
