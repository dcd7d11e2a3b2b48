/// What goes back, or how the connection breaks instead.
struct WireAnswer: Sendable {
  var status: Int
  var headers: [(name: String, value: String)]
  var body: [UInt8]
  var breakage: Breakage?

  /// What a broken connection does.
  enum Breakage: Sendable {
    /// Closed with a reset before anything was said.
    case reset
    /// Closed in the middle of the body.
    case truncated
  }

  init(_ status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = [], type: String = WireAnswer.json)
  {
    self.status = status
    self.headers = body.isEmpty ? headers : headers + [("Content-Type", type)]
    self.body = body
  }

  static let json = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"

  /// A 200 with a document.
  static func document(_ tree: JSONTree, status: Int = 200) -> WireAnswer { WireAnswer(status, body: tree.bytes) }

  var isSuccess: Bool { (200..<300).contains(status) }

  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

extension WireAnswer {
  /// An error of Microsoft Graph with its usual body.
  static func graphError(_ status: Int, _ code: String, _ message: String, _ request: WireRequest, at now: Double)
    -> WireAnswer
  {
    let client = request.headers["client-request-id"] ?? request.requestID
    let tree = JSONTree.object([
      (
        "error",
        .object([
          ("code", .text(code)), ("message", .text(message)),
          (
            "innerError",
            .object([
              ("date", .text(Moment(seconds: now).dateAndTime)), ("request-id", .text(request.requestID)),
              ("client-request-id", .text(client)),
            ])
          ),
        ])
      )
    ])
    return .document(tree, status: status)
  }

  /// A page that some proxy on the way made.
  static func proxyPage(_ status: Int) -> WireAnswer {
    let page = """
      <!DOCTYPE html>
      <html><head><title>\(status) Bad Gateway</title></head>
      <body><center><h1>\(status) Bad Gateway</h1></center><hr><center>proxy.contoso.example</center></body></html>
      """
    return WireAnswer(status, body: Array(page.utf8), type: "text/html; charset=utf-8")
  }
}
