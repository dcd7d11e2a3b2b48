import WireJSON

extension ExchangeCommand {
  /// `{"CmdletInput":{"CmdletName":…,"Parameters":{…}}}`, parameters by name.
  var body: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("CmdletInput")
    writer.beginObject()
    writer.member("CmdletName", name)
    writer.key("Parameters")
    writer.beginObject()
    for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
      writer.key(name)
      value.write(to: &writer)
    }
    writer.endObject()
    writer.endObject()
    writer.endObject()
    return writer.bytes
  }
}

extension ExchangeCommand.Value {
  fileprivate func write(to writer: inout JSONWriter) {
    switch self {
    case .string(let text): writer.string(text)
    case .bool(let value): writer.bool(value)
    case .int(let number): writer.integer(number)
    case .strings(let texts):
      writer.beginArray()
      for text in texts { writer.string(text) }
      writer.endArray()
    }
  }
}
