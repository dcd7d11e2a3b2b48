package import AuditModel
package import WireJSON

extension UserPrincipal {
  /// Graph `user`; nil for a tombstone of a delta listing (`@removed`).
  package init?(json view: JSONView) throws {
    try view.requireObject()
    var id: String?
    var name: String?
    var displayName: String?
    var mail: String?
    var isEnabled: Bool?
    var type = UserType.unknown
    var createdAt: Timestamp?
    var lastPasswordChangeAt: Timestamp?
    var proxyAddresses: [String] = []
    var isSynchronized: Bool?
    var passwordPolicies: String?
    var externalUserState: String?
    var profile = UserProfile()
    for (key, value) in view.members {
      switch key {
      case "id": id = try value.nonEmptyString()
      case "userPrincipalName": name = try value.nonEmptyString()
      case "displayName": displayName = try value.optionalString()
      case "mail": mail = try value.nonEmptyString()
      case "accountEnabled": isEnabled = try value.optionalBool()
      case "userType": type = try UserType(graph: value.optionalText())
      case "createdDateTime", "creationDateTime": createdAt = try value.optionalTimestamp() ?? createdAt
      case "lastPasswordChangeDateTime": lastPasswordChangeAt = try value.optionalTimestamp()
      case "proxyAddresses": proxyAddresses = try value.mailAddresses()
      case "onPremisesSyncEnabled": isSynchronized = try value.optionalBool()
      case "passwordPolicies": passwordPolicies = try value.nonEmptyString()
      case "externalUserState": externalUserState = try value.nonEmptyString()
      case "givenName": profile.givenName = try value.nonEmptyString()
      case "surname": profile.surname = try value.nonEmptyString()
      case "jobTitle": profile.jobTitle = try value.nonEmptyString()
      case "mobilePhone": profile.mobilePhone = try value.nonEmptyString()
      case "streetAddress": profile.streetAddress = try value.nonEmptyString()
      case "postalCode": profile.postalCode = try value.nonEmptyString()
      case "businessPhones": profile.businessPhones = value.isNull ? nil : try value.texts()
      case "otherMails": profile.otherMails = value.isNull ? nil : try value.texts().sorted()
      case "@removed": return nil
      default: break
      }
    }
    guard let id else { throw view.missing("id") }
    guard let name else { throw view.missing("userPrincipalName") }
    profile.displayName = displayName
    profile.mail = mail
    profile.userPrincipalName = name
    self.init(
      id: UserID(id), userPrincipalName: name, displayName: displayName, mail: mail, isEnabled: isEnabled, type: type,
      createdAt: createdAt, lastPasswordChangeAt: lastPasswordChangeAt, proxyAddresses: proxyAddresses,
      isSynchronized: isSynchronized, passwordPolicies: passwordPolicies, externalUserState: externalUserState,
      profile: profile)
  }
}

extension UserType {
  /// `Member` or `Guest`; what else there may be is unknown, not an error.
  fileprivate init(graph text: JSONText?) {
    guard let text else {
      self = .unknown
      return
    }
    self = text.isEqualIgnoringCase("member") ? .member : text.isEqualIgnoringCase("guest") ? .guest : .unknown
  }
}

extension JSONView {
  /// The `smtp:` entries of a list of proxy addresses, without scheme and in lower case; SIP, X.500 and others are left out.
  fileprivate func mailAddresses() throws -> [String] {
    if isNull { return [] }
    guard isArray else { throw mismatch(expected: "a list of addresses") }
    var addresses: [String] = []
    for element in elements {
      guard let text = try element.optionalText(), text.hasPrefixIgnoringCase("smtp:") else { continue }
      addresses.append(text[5..<text.count].lowercasedString)
    }
    return addresses
  }
}
