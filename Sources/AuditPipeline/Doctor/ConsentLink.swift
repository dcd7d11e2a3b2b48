import Foundation
import MicrosoftCloud

/// Where an administrator of a tenant grants the application what it asks for.
package struct ConsentLink: Hashable, Sendable {
  /// The address to open in a browser.
  package let text: String

  /// - Parameter redirect: one of the application's redirect addresses; nil for its first.
  package init(section: CloudSection, tenant: String, redirect: String? = nil) {
    var text = "\(section.endpoints.login)/\(tenant)/adminconsent?client_id=\(section.applicationID)"
    if let redirect { text += "&redirect_uri=" + Self.encoded(redirect) }
    self.text = text
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(
      withAllowedCharacters: CharacterSet(
        charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")) ?? ""
  }
}
