import MicrosoftCloud
import Testing
import WireJSON

extension GraphClient {
  /// The ids of a whole listing.
  func ids(_ request: GraphRequest, maximumPages: Int = 100) async throws -> [String] {
    var ids: [String] = []
    try await pages(of: request, maximumPages: maximumPages, element: Identifier.read) { ids += $0 }
    return ids
  }

  /// The outcomes of listings, by index.
  func outcomes(_ requests: [GraphRequest]) async throws -> [Int: Result<[String], CloudFailure>] {
    var outcomes: [Int: Result<[String], CloudFailure>] = [:]
    try await listings(requests, element: Identifier.read) { index, outcome in
      #expect(outcomes[index] == nil, "finished is called once a request")
      outcomes[index] = outcome
    }
    return outcomes
  }
}

extension ExchangeClient {
  /// The ids of a whole listing.
  func ids(_ command: ExchangeCommand, maximumPages: Int = 100) async throws -> [String] {
    var ids: [String] = []
    try await pages(of: command, maximumPages: maximumPages, element: Identifier.read) { ids += $0 }
    return ids
  }
}

enum Identifier {
  static let read: @Sendable (JSONView) throws -> String = { view in
    guard let id = try view["id"]?.optionalString() else { throw view.missing("id") }
    return id
  }
}

/// A page as the services write it.
enum Page {
  static func text(_ ids: [String], next: String? = nil) -> String {
    let link = next.map { #""@odata.nextLink":"\#($0)","# } ?? ""
    return "{\(link)\"value\":[\(ids.map { #"{"id":"\#($0)"}"# }.joined(separator: ","))]}"
  }

  static func error(_ code: String, _ message: String = "no") -> String {
    #"{"error":{"code":"\#(code)","message":"\#(message)","innerError":{"request-id":"r-1"}}}"#
  }
}

/// The failure that the body ends with; nil when it ends well.
func failure(of body: () async throws -> Void) async throws -> CloudFailure? {
  do {
    try await body()
    return nil
  } catch let failure as CloudFailure { return failure }
}
