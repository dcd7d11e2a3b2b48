package import AuditModel
package import WireJSON

extension RegisteredDevice {
  /// Graph `device` with `registeredOwners` expanded; nil for a tombstone of a delta listing.
  package init?(json view: JSONView) throws {
    try view.requireObject()
    var device = RegisteredDevice(id: "")
    var id: String?
    var createdAt: Timestamp?
    for (key, value) in view.members {
      switch key {
      case "id": id = try value.nonEmptyString()?.lowercased()
      case "deviceId": device.deviceID = try value.nonEmptyString()?.lowercased()
      case "displayName": device.displayName = try value.nonEmptyString()
      case "registrationDateTime": device.registeredAt = try value.optionalTimestamp()
      case "createdDateTime": createdAt = try value.optionalTimestamp()
      case "operatingSystem": device.operatingSystem = try value.nonEmptyString()
      case "trustType": device.trustType = try value.nonEmptyString()
      case "isCompliant": device.isCompliant = try value.optionalBool()
      case "registeredOwners" where value.isArray:
        for owner in value.elements {
          guard let id = try owner["id"]?.nonEmptyString() else { continue }
          device.owners.append(
            UserReference(id: UserID(id), name: try owner["userPrincipalName"]?.nonEmptyString()))
        }
      case "@removed": return nil
      default: break
      }
    }
    guard let id else { throw view.missing("id") }
    device.id = id
    device.registeredAt = device.registeredAt ?? createdAt
    self = device
  }
}

extension ManagedDevice {
  /// Graph `managedDevice` (Intune).
  package init(json view: JSONView) throws {
    try view.requireObject()
    guard let id = try view["id"]?.nonEmptyString()?.lowercased() else { throw view.missing("id") }
    let user = try view["userId"]?.nonEmptyString()
    let name = try view["userPrincipalName"]?.nonEmptyString()
    self.init(
      id: id, owner: user == nil && name == nil ? nil : UserReference(id: user.map { UserID($0) }, name: name),
      name: try view["deviceName"]?.nonEmptyString(), enrolledAt: try view["enrolledDateTime"]?.optionalTimestamp(),
      complianceState: try view["complianceState"]?.nonEmptyString(),
      operatingSystem: try view["operatingSystem"]?.nonEmptyString(), model: try view["model"]?.nonEmptyString(),
      deviceID: try view["azureADDeviceId"]?.nonEmptyString()?.lowercased())
  }
}

extension MobileDevice {
  /// Exchange `Get-MobileDevice` object.
  package init(json view: JSONView) throws {
    try view.requireObject()
    var device = MobileDevice(id: "", mailbox: "")
    var guid: String?
    var deviceID: String?
    var identity: String?
    var owner: String?
    for (key, value) in view.members {
      switch key {
      case "Guid": guid = try value.nonEmptyString()?.lowercased()
      case "DeviceId": deviceID = try value.nonEmptyString()
      case "Identity": identity = try value.nonEmptyString()
      case "UserDisplayName": owner = try value.nonEmptyString()
      case "FriendlyName": device.name = try value.nonEmptyString()
      case "DeviceModel": device.model = try value.nonEmptyString()
      case "DeviceOS": device.operatingSystem = try value.nonEmptyString()
      case "DeviceUserAgent": device.userAgent = try value.nonEmptyString()
      case "ClientType": device.clientType = try value.nonEmptyString()
      case "FirstSyncTime": device.firstSyncAt = try value.optionalTimestamp()
      case "DeviceAccessState": device.accessState = try value.nonEmptyString()
      default: break
      }
    }
    // `…/contoso.onmicrosoft.com/ada/ExchangeActiveSyncDevices/EAS§…`: what stands before is the mailbox.
    let mailbox = identity.flatMap(Self.mailbox) ?? owner
    guard let mailbox else { throw view.missing("Identity") }
    guard let id = guid ?? deviceID ?? identity else { throw view.missing("Guid") }
    device.id = id
    device.mailbox = mailbox
    self = device
  }

  private static func mailbox(of identity: String) -> String? {
    for mark in ["/ExchangeActiveSyncDevices/", "\\ExchangeActiveSyncDevices\\", "\\"] {
      if let range = identity.firstRange(of: mark), range.lowerBound > identity.startIndex {
        return String(identity[..<range.lowerBound])
      }
    }
    return nil
  }
}
