/// A device that is registered or joined in the directory.
///
/// Source: Microsoft Graph `GET /v1.0/devices?$expand=registeredOwners` (Device.Read.All), checked 2026-11.
package struct RegisteredDevice: Hashable, Sendable {
  package var id: String
  /// The id that other listings know it by (`deviceId`), lower case.
  package var deviceID: String?
  package var displayName: String?
  package var registeredAt: Timestamp?
  package var operatingSystem: String?
  /// `AzureAd`, `ServerAd`, `Workplace`.
  package var trustType: String?
  /// Nil when no management says.
  package var isCompliant: Bool?
  package var owners: [UserReference]

  package init(
    id: String, deviceID: String? = nil, displayName: String? = nil, registeredAt: Timestamp? = nil,
    operatingSystem: String? = nil, trustType: String? = nil, isCompliant: Bool? = nil, owners: [UserReference] = []
  ) {
    self.id = id
    self.deviceID = deviceID
    self.displayName = displayName
    self.registeredAt = registeredAt
    self.operatingSystem = operatingSystem
    self.trustType = trustType
    self.isCompliant = isCompliant
    self.owners = owners
  }
}

/// A device that Intune manages.
///
/// Source: Microsoft Graph `deviceManagement/managedDevices` (DeviceManagementManagedDevices.Read.All), checked 2026-11.
package struct ManagedDevice: Hashable, Sendable {
  package let id: String
  package let owner: UserReference?
  package var name: String?
  package var enrolledAt: Timestamp?
  /// `compliant`, `noncompliant`, `inGracePeriod`, `unknown` …
  package var complianceState: String?
  package var operatingSystem: String?
  package var model: String?
  /// The directory's id of the device (`azureADDeviceId`), lower case.
  package var deviceID: String?

  package init(
    id: String, owner: UserReference?, name: String? = nil, enrolledAt: Timestamp? = nil,
    complianceState: String? = nil, operatingSystem: String? = nil, model: String? = nil, deviceID: String? = nil
  ) {
    self.id = id
    self.owner = owner
    self.name = name
    self.enrolledAt = enrolledAt
    self.complianceState = complianceState
    self.operatingSystem = operatingSystem
    self.model = model
    self.deviceID = deviceID
  }
}

/// A phone or client that synchronises a mailbox.
///
/// Source: Exchange Online `Get-MobileDevice -ResultSize Unlimited` (View-Only Recipients), checked 2026-11.
package struct MobileDevice: Hashable, Sendable {
  package var id: String
  /// The mailbox as Exchange names it (alias, display name or GUID; the last part of its path is enough to resolve).
  package var mailbox: String
  package var name: String?
  package var model: String?
  package var operatingSystem: String?
  package var userAgent: String?
  /// `EAS`, `Outlook`, `REST` …
  package var clientType: String?
  package var firstSyncAt: Timestamp?
  /// `Allowed`, `Blocked`, `Quarantined` …
  package var accessState: String?

  package init(
    id: String, mailbox: String, name: String? = nil, model: String? = nil, operatingSystem: String? = nil,
    userAgent: String? = nil, clientType: String? = nil, firstSyncAt: Timestamp? = nil, accessState: String? = nil
  ) {
    self.id = id
    self.mailbox = mailbox
    self.name = name
    self.model = model
    self.operatingSystem = operatingSystem
    self.userAgent = userAgent
    self.clientType = clientType
    self.firstSyncAt = firstSyncAt
    self.accessState = accessState
  }
}
