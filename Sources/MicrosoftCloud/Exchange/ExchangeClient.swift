import NIOCore
import NIOHTTP1
package import WireJSON

/// Exchange Online's admin API as one tenant's application sees it.
///
/// All functions throw `CloudFailure`, `CancellationError`, or what their closures throw.
package struct ExchangeClient: Sendable {
  let sender: ServiceSender

  package var tenantID: String { sender.terms.tenantID }

  /// Every page of one cmdlet, in order: the same body is posted to each next link. See `GraphClient.pages`.
  package func pages<Element: Sendable>(
    of command: ExchangeCommand, maximumPages: Int, element: @Sendable (JSONView) throws -> Element,
    page: (_ elements: [Element]) async throws -> Void
  ) async throws {
    try await sender.pages(of: call(command), maximumPages: maximumPages, element: element, page: page)
  }

  /// Many cmdlets through `$batch`, ten an HTTP request. See `GraphClient.listings`.
  package func listings<Element: Sendable>(
    _ commands: [ExchangeCommand], element: @escaping @Sendable (JSONView) throws -> Element,
    finished: (_ index: Int, _ outcome: Result<[Element], CloudFailure>) async throws -> Void
  ) async throws {
    let batches = BatchListing(sender: sender, largestBatch: 10, element: element)
    try await batches.run(count: commands.count, call: { call(commands[$0]) }, finished: finished)
  }

  private func call(_ command: ExchangeCommand) -> ServiceCall {
    let base = sender.base.path
    let folder = "\(base)/adminapi/beta/\(GraphRequest.segment(tenantID))"
    let select = command.select.joined(separator: ",")
    let query = command.select.isEmpty ? "" : "?$select=\(PercentEncoding.queryValue(select))"
    let mailbox: String? =
      switch command.anchor {
      case .user(let name): name
      case .organization: nil
      }
    return ServiceCall(
      service: .exchange,
      http: HTTPCall(
        method: .POST, target: "\(folder)/InvokeCommand\(query)", headers: headers(of: command),
        body: ByteBuffer(bytes: command.body)),
      place: "POST /adminapi/beta/\(tenantID)/InvokeCommand \(command.name)", limit: command.limit, mailbox: mailbox,
      isRepeatable: command.isReadOnly, batchTarget: "\(folder)/$batch", batchPrefix: base)
  }

  private func headers(of command: ExchangeCommand) -> HTTPHeaders {
    let anchor =
      switch command.anchor {
      case .user(let name): "UPN:\(Self.headerSafe(name))"
      case .organization: "APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@\(tenantID)"
      }
    return [
      "Accept": "application/json", "Content-Type": "application/json; charset=utf-8", "X-AnchorMailbox": anchor,
      "Prefer": "odata.maxpagesize=\(command.pageSize)", "X-ResponseFormat": "json", "X-CmdletName": command.name,
    ]
  }

  /// A name from a tenant may hold anything; a header only printable ASCII. The anchor is a hint for routing, no more.
  private static func headerSafe(_ name: String) -> String {
    String(decoding: name.utf8.filter { 0x21..<0x7F ~= $0 }, as: UTF8.self)
  }
}
