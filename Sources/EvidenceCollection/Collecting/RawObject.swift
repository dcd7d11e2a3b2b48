import AuditModel
import WireJSON

/// An object as it came: its line, and what the collection itself needs to know of it.
struct RawObject: Sendable {
  let line: [UInt8]
  var id: String?
  var name: String?
  var detail: String?
  /// Whom a record names, where it is one of a log.
  var people: [String] = []
  /// Of a user: the directory knows of a mailbox, here or on premises.
  var holdsMailbox = false

  /// The line alone.
  static let line: @Sendable (JSONView) throws -> RawObject = { RawObject(line: try bytes(of: $0)) }

  /// The line and the texts of up to three members.
  static func naming(
    id: StaticString, name: StaticString? = nil, detail: StaticString? = nil
  ) -> @Sendable (JSONView) throws -> RawObject {
    // Names are looked up by their bytes, because a StaticString is no value that a closure may keep across tasks.
    let names = [id, name, detail].map { $0.map { "\($0)" } }
    return { view in
      func text(_ index: Int) -> String? { names[index].flatMap { view[named: $0]?.string } }
      return RawObject(line: try bytes(of: view), id: text(0), name: text(1), detail: text(2))
    }
  }

  private static func bytes(of view: JSONView) throws -> [UInt8] {
    try view.requireObject()
    var writer = JSONWriter()
    writer.value(view)
    return writer.bytes
  }
}
