package import AuditModel
package import WireJSON

extension RegistrationDetails {
  /// Graph `userRegistrationDetails`, whose id is the user's.
  package init(json view: JSONView) throws {
    try view.requireObject()
    var details = RegistrationDetails(user: UserReference())
    var id: String?
    var name: String?
    for (key, value) in view.members {
      switch key {
      case "id": id = try value.nonEmptyString()
      case "userPrincipalName": name = try value.nonEmptyString()
      case "isAdmin": details.isAdministrator = try value.optionalBool()
      case "isMfaRegistered": details.isMFARegistered = try value.optionalBool()
      case "isMfaCapable": details.isMFACapable = try value.optionalBool()
      case "methodsRegistered": details.methods = try value.texts().sorted()
      case "lastUpdatedDateTime": details.updatedAt = try value.optionalTimestamp()
      default: break
      }
    }
    guard id != nil || name != nil else { throw view.missing("id") }
    details.user = UserReference(id: id.map { UserID($0) }, name: name)
    self = details
  }
}
