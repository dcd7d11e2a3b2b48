package import WireJSON

/// Exchange Online's admin API as one tenant's application sees it.
///
/// All functions throw `CloudFailure`, `CancellationError`, or what their closures throw.
package struct ExchangeClient: Sendable {
  package let tenantID: String

  /// Every page of one cmdlet, in order. See `GraphClient.pages`.
  package func pages<Element: Sendable>(
    of command: ExchangeCommand, maximumPages: Int, element: @Sendable (JSONView) throws -> Element,
    page: (_ elements: [Element]) async throws -> Void
  ) async throws { fatalError("…") }

  /// Many cmdlets through `$batch`, ten an HTTP request. See `GraphClient.listings`.
  package func listings<Element: Sendable>(
    _ commands: [ExchangeCommand], element: @escaping @Sendable (JSONView) throws -> Element,
    finished: (_ index: Int, _ outcome: Result<[Element], CloudFailure>) async throws -> Void
  ) async throws { fatalError("…") }
}
