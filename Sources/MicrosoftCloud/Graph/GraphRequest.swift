/// One read of Microsoft Graph: what is asked, and what it costs.
package struct GraphRequest: Hashable, Sendable {
  package enum Version: String, Hashable, Sendable {
    case v1 = "v1.0"
    case beta
  }

  /// A query option: its name and its raw value, which the client encodes.
  package struct Parameter: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package var version: Version
  /// `/users/{id}/…`, encoded already: ids go through `segment(_:)`.
  package var path: String
  package var query: [Parameter]
  /// Sends `ConsistencyLevel: eventual`, with every page.
  package var isAdvanced: Bool
  package var limit: ServiceLimit
  /// The owner, for the bound per mailbox.
  package var mailbox: String?
  /// `Prefer: odata.maxpagesize`.
  package var preferredPageSize: Int?

  package init(
    _ path: String, query: [Parameter] = [], limit: ServiceLimit, version: Version = .v1, isAdvanced: Bool = false,
    mailbox: String? = nil, preferredPageSize: Int? = nil
  ) {
    self.version = version
    self.path = path
    self.query = query
    self.isAdvanced = isAdvanced
    self.limit = limit
    self.mailbox = mailbox
    self.preferredPageSize = preferredPageSize
  }

  /// One segment of a path, percent-encoded.
  package static func segment(_ text: String) -> String { PercentEncoding.segment(text) }
}
