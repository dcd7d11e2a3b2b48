import WireJSON

/// What the token endpoint says, taken from its JSON.
struct TokenAnswer {
  var accessToken: String?
  /// Seconds.
  var lifetime: Double?
  var refreshToken: String?
  /// OAuth's error word.
  var error: String?
  var suberror: String?
  /// AADSTS numbers, the first says most.
  var codes: [Int] = []
  var correlationID: String?

  init(_ view: JSONView) throws {
    try view.requireObject()
    for (key, value) in view.members {
      switch key {
      case "access_token": accessToken = try value.optionalString()
      case "expires_in": lifetime = try Self.seconds(value)
      case "refresh_token": refreshToken = try value.optionalString()
      case "error": error = try value.optionalString()
      case "suberror": suberror = try value.optionalString()
      case "correlation_id": correlationID = value.string
      case "error_codes": for code in value.elements { if let code = try code.optionalInt() { codes.append(code) } }
      default: break
      }
    }
  }

  /// Some endpoints write the number as a text.
  private static func seconds(_ value: JSONView) throws -> Double? {
    if let number = value.double { return number }
    if let text = value.string, let number = Double(text), number.isFinite { return number }
    if value.isNull { return nil }
    throw value.mismatch(expected: "a number of seconds")
  }
}
