import MicrosoftCloud

/// The address at which an administrator of a tenant consents to the application, with every permission it asks for.
package struct ConsentLink: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  /// - Parameters:
  ///   - tenant: its id or a verified domain.
  ///   - redirect: one of the application's redirect URIs; needed when it has several.
  package init(to tenant: String, of cloud: CloudSection, redirect: String? = nil) {
    var link = "\(cloud.endpoints.login)/\(GraphRequest.segment(tenant))/adminconsent?client_id=\(cloud.applicationID)"
    if let redirect { link += "&redirect_uri=\(GraphRequest.segment(redirect))" }
    description = link
  }

  /// A tenant that is not configured yet, so that a new customer can consent first; nil for what is no id and no domain.
  package static func newTenant(_ word: String) -> TenantEntry? {
    TenantName.normalized(word).map { TenantEntry(id: $0, place: "not in the configuration") }
  }
}
