import WireJSON

/// The error object of an answer: its codes only, for texts are neither read by us nor kept.
struct ServiceError: Hashable, Sendable {
  /// `error.code`.
  var code: String?
  /// `error.innerError.code`.
  var innerCode: String?
  /// What Graph's audit search writes as JSON into the message.
  var status: String?
  /// Exchange: the exception's type, the middle of `Ex6F9304|Type|text`.
  var exception: String?
  var requestID: String?
  /// True when there was a body, but not of the service's making: no JSON at all.
  var isForeign = false

  static let none = ServiceError()

  init() {}

  /// - Parameter view: the whole body, `{"error": {…}}`.
  init(_ view: JSONView) {
    guard view.isObject else { return }
    guard let error = view["error"], error.isObject else { return }
    for (key, value) in error.members {
      switch key {
      case "code": code = Self.word(value)
      case "innerError", "innererror": readInner(value)
      case "message":
        readMessage(value)
        if exception == nil { exception = Self.exception(value) }
      case "details":
        for detail in value.elements {
          if let type = detail["message"].flatMap(Self.exception) { exception = type }
          break
        }
      default: break
      }
    }
  }

  /// The error of a body that may be anything.
  init(body: UnsafeBufferPointer<UInt8>, parser: JSONParser) {
    guard !body.isEmpty else { return }
    do {
      self = try parser.parse(body) { ServiceError($0) }
    } catch { isForeign = true }
  }

  private mutating func readInner(_ inner: JSONView) {
    for (key, value) in inner.members {
      switch key {
      case "code": innerCode = Self.word(value)
      case "request-id": requestID = Self.word(value)
      case "internalexception":
        if exception == nil { exception = value["message"].flatMap(Self.exception) }
      default: break
      }
    }
  }

  private mutating func readMessage(_ message: JSONView) {
    guard let text = message.text, text.bytes.first == UInt8(ascii: "{") else { return }
    status = try? JSONParser().parse(text) { view in
      view.isObject ? view["Status"].flatMap(Self.word) : nil
    }
  }

  /// The middle of `mark|type|text`.
  private static func exception(_ value: JSONView) -> String? {
    guard let text = value.text else { return nil }
    let parts = text.bytes.split(separator: UInt8(ascii: "|"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    return clean(parts[1])
  }

  private static func word(_ value: JSONView) -> String? { value.text.flatMap { clean($0.bytes[...]) } }

  /// A code is a short plain word; anything else is nothing that we repeat.
  private static func clean(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    guard !bytes.isEmpty, bytes.count <= 160 else { return nil }
    let isPlain = bytes.allSatisfy { byte in
      byte &- 48 < 10 || (byte | 32) &- 97 < 26 || "-_.:+".utf8.contains(byte)
    }
    return isPlain ? String(decoding: bytes, as: UTF8.self) : nil
  }
}
