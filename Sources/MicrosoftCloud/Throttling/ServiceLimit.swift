/// Which published budget a request counts against (MICROSOFT365.md 10.3).
package enum ServiceLimit: Hashable, Sendable {
  /// Resource units as `directoryUnits(base:query:)` counts them.
  case directory(units: Int)
  case reports
  case signInActivity
  case identityProtection
  /// Unknown class: adaptive.
  case authenticationMethods
  /// Four at a time per mailbox.
  case outlook
  case deviceManagement
  case auditSearch
  /// Unknown cap: adaptive.
  case exchange
  case messageTrace

  /// The units that a directory request of that base cost has with those options: `$select` −1, `$expand` +1, `$top` below 20 −1.
  package static func directory(base: Int, query: [GraphRequest.Parameter]) -> ServiceLimit {
    var units = base
    for parameter in query {
      switch parameter.name {
      case "$select": units -= 1
      case "$expand": units += 1
      case "$top": if let top = Int(parameter.value), top < 20 { units -= 1 }
      default: break
      }
    }
    return .directory(units: max(1, units))
  }
}
