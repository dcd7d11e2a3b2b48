/// What the stub says to a call.
struct TenantAnswer: Sendable {
  var status = 200
  var body = ""
  /// Objects of a page, as JSON; they make the body.
  var objects: [String]?
  /// The page that the next link leads to; a text is a link as it is.
  var next: Next?

  enum Next: Sendable {
    case page(Int)
    case link(String)
  }

  static func list(_ objects: [String]) -> TenantAnswer { TenantAnswer(objects: objects) }

  static func page(_ objects: [String], next: Int) -> TenantAnswer { TenantAnswer(objects: objects, next: .page(next)) }

  static func page(_ objects: [String], link: String) -> TenantAnswer {
    TenantAnswer(objects: objects, next: .link(link))
  }

  static func text(_ body: String, status: Int = 200) -> TenantAnswer { TenantAnswer(status: status, body: body) }

  /// An error of Graph.
  static func refusal(_ status: Int, _ code: String) -> TenantAnswer {
    TenantAnswer(
      status: status,
      body: #"{"error":{"code":"\#(code)","message":"no","innerError":{"request-id":"request-of-the-day"}}}"#)
  }

  /// An error of Exchange, with the exception's type.
  static func exchangeRefusal(_ status: Int, _ exception: String) -> TenantAnswer {
    TenantAnswer(
      status: status,
      body:
        #"{"error":{"code":"NotFound","message":"Error executing cmdlet","details":[{"code":"Context","target":"","message":"Ex6F9304|\#(exception)|no"}]}}"#
    )
  }

  /// An error of the token endpoint.
  static func tokenRefusal(_ status: Int, _ error: String, _ code: Int) -> TenantAnswer {
    TenantAnswer(
      status: status,
      body: #"{"error":"\#(error)","error_description":"AADSTS\#(code): no","error_codes":[\#(code)]}"#)
  }

  /// The text of the body, with the next link below that base.
  func text(base: String, call: TenantCall) -> String {
    guard let objects else { return body }
    var link = ""
    switch next {
    case .page(let page): link = #","@odata.nextLink":"\#(base)\#(Self.target(of: call))?$skiptoken=\#(page)""#
    case .link(let text): link = #","@odata.nextLink":"\#(text)""#
    case nil: break
    }
    return #"{"value":[\#(objects.joined(separator: ","))]\#(link)}"#
  }

  private static func target(of call: TenantCall) -> String {
    switch call.service {
    case .login: ""
    case .graph: "/graph/\(call.version)\(call.path)"
    case .exchange: "/exchange/adminapi/beta/\(TenantServer.tenantID)/InvokeCommand"
    }
  }
}
