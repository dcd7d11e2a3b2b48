package import AuditModel
package import WireJSON

extension ServicePrincipal {
  /// Graph `servicePrincipal`; nil for a tombstone of a delta listing.
  package init?(json view: JSONView) throws {
    try view.requireObject()
    var id: String?
    var applicationID: String?
    var principal = ServicePrincipal(id: "", applicationID: "")
    var displayName: String?
    var applicationName: String?
    for (key, value) in view.members {
      switch key {
      case "id": id = try value.nonEmptyString()?.lowercased()
      case "appId": applicationID = try value.nonEmptyString()?.lowercased()
      case "displayName": displayName = try value.nonEmptyString()
      case "appDisplayName": applicationName = try value.nonEmptyString()
      case "createdDateTime": principal.createdAt = try value.optionalTimestamp()
      case "appOwnerOrganizationId": principal.ownerTenantID = try value.nonEmptyString()?.lowercased()
      case "verifiedPublisher" where value.isObject:
        // Unverified publishers are an object of nulls.
        principal.verifiedPublisher =
          try value["displayName"]?.nonEmptyString() ?? value["verifiedPublisherId"]?.nonEmptyString()
      case "servicePrincipalType": principal.type = try value.nonEmptyString()
      case "accountEnabled": principal.isEnabled = try value.optionalBool()
      case "disabledByMicrosoftStatus": principal.disabledByMicrosoft = try value.nonEmptyString()
      case "replyUrls": principal.replyURLs = try value.texts()
      case "@removed": return nil
      default: break
      }
    }
    guard let id else { throw view.missing("id") }
    guard let applicationID else { throw view.missing("appId") }
    principal.id = id
    principal.applicationID = applicationID
    principal.displayName = displayName ?? applicationName
    self = principal
  }
}

extension PermissionGrant {
  /// Graph `oAuth2PermissionGrant`; `consentType` AllPrincipals has no user.
  package init(json view: JSONView) throws {
    try view.requireObject()
    guard let client = try view["clientId"]?.nonEmptyString()?.lowercased() else { throw view.missing("clientId") }
    let resource = try view["resourceId"]?.nonEmptyString()?.lowercased() ?? ""
    let user = try view["principalId"]?.nonEmptyString()
    // Written with blanks between them, and often one before the first.
    let scopes = Set(try view["scope"]?.optionalString()?.split(separator: " ").map(String.init) ?? []).sorted()
    self.init(
      id: try view["id"]?.nonEmptyString() ?? Fingerprint.text(of: [client, resource, user ?? ""]), clientID: client,
      resourceID: resource, user: user.map { UserReference(id: UserID($0)) }, scopes: scopes)
  }
}

extension AppRoleAssignment {
  /// Graph `appRoleAssignment`.
  package init(json view: JSONView) throws {
    try view.requireObject()
    guard let principal = try view["principalId"]?.nonEmptyString()?.lowercased() else {
      throw view.missing("principalId")
    }
    let resource = try view["resourceId"]?.nonEmptyString()?.lowercased() ?? ""
    let role = try view["appRoleId"]?.nonEmptyString()?.lowercased() ?? ""
    self.init(
      id: try view["id"]?.nonEmptyString() ?? Fingerprint.text(of: [principal, resource, role]),
      principalType: try view["principalType"]?.nonEmptyString() ?? "", principalID: principal,
      principalName: try view["principalDisplayName"]?.nonEmptyString(), resourceID: resource,
      resourceName: try view["resourceDisplayName"]?.nonEmptyString(), roleID: role,
      createdAt: try view["createdDateTime"]?.optionalTimestamp())
  }
}

extension SubscribedSku {
  /// Graph `subscribedSku`.
  package init(json view: JSONView) throws {
    try view.requireObject()
    guard let part = try view["skuPartNumber"]?.nonEmptyString() else { throw view.missing("skuPartNumber") }
    var plans: Set<String> = []
    if let list = view["servicePlans"], list.isArray {
      for plan in list.elements where try plan["provisioningStatus"]?.optionalString() != "Disabled" {
        if let name = try plan["servicePlanName"]?.nonEmptyString() { plans.insert(name) }
      }
    }
    self.init(id: try view["id"]?.nonEmptyString() ?? part, partNumber: part, servicePlans: plans.sorted())
  }
}
