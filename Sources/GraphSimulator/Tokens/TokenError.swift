/// The token endpoint's errors: number, status and `error`, as published.
enum TokenError {
  /// - Parameter suberror: such as `consent_required`.
  static func answer(
    _ number: Int, _ status: Int, _ error: String, _ message: String, suberror: String? = nil, _ request: WireRequest,
    now: Double
  ) -> WireAnswer {
    let time = Moment(seconds: now).dateAndTime.replacing("T", with: " ") + "Z"
    let trace = request.requestID
    var members: [(String, JSONTree)] = [
      ("error", .text(error)),
      (
        "error_description",
        .text(
          "AADSTS\(number): \(message)\r\nTrace ID: \(trace)\r\nCorrelation ID: \(trace)\r\nTimestamp: \(time)")
      ), ("error_codes", .list([.integer(number)])), ("timestamp", .text(time)), ("trace_id", .text(trace)),
      ("correlation_id", .text(trace)),
      ("error_uri", .text("https://login.microsoftonline.com/error?code=\(number)")),
    ]
    if let suberror { members.append(("suberror", .text(suberror))) }
    return WireAnswer(status, body: JSONTree.object(members).bytes, type: "application/json; charset=utf-8")
  }
}
