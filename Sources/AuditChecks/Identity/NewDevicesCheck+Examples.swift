import AuditModel

extension NewDevicesCheck {
  private typealias Tenant = ExampleEvidence

  private static let deviceID = "de000000-0000-4000-8000-000000000001"

  private static func registered(
    at moment: Timestamp? = Tenant.recently, trust: String = "AzureAd", isCompliant: Bool? = nil
  ) -> RegisteredDevice {
    RegisteredDevice(
      id: "object-1", deviceID: deviceID, displayName: "LAPTOP-7", registeredAt: moment, operatingSystem: "Windows",
      trustType: trust, isCompliant: isCompliant, owners: [UserReference(id: Tenant.ada)])
  }

  private static func managed(_ state: String = "compliant", at moment: Timestamp = Tenant.recently) -> ManagedDevice {
    ManagedDevice(
      id: "managed-1", owner: UserReference(id: Tenant.ada), name: "LAPTOP-7", enrolledAt: moment,
      complianceState: state, operatingSystem: "Windows", deviceID: deviceID)
  }

  private static func mobile(at moment: Timestamp? = Tenant.recently) -> MobileDevice {
    MobileDevice(
      id: "contoso/ada/ExchangeActiveSyncDevices/EAS§1", mailbox: "ada@contoso.example", name: "Pixel",
      clientType: "EAS",
      firstSyncAt: moment, accessState: "Allowed")
  }

  private static func tenant(
    _ registered: RegisteredDevice? = nil, _ managed: ManagedDevice? = nil, _ mobile: MobileDevice? = nil,
    change: (inout TenantEvidence) -> Void = { _ in }
  ) -> TenantEvidence {
    Tenant.quietTenant {
      $0.devices = .complete([registered].compactMap { $0 })
      $0.managedDevices = .complete([managed].compactMap { $0 })
      $0.mobileDevices = .complete([mobile].compactMap { $0 })
      change(&$0)
    }
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "a computer is registered and enrolled: one finding", tenant(registered(), managed()),
        triggers: [.init(.low, for: "ada@contoso.example")]),
      CheckExample(
        "a phone synchronises the mailbox for the first time", tenant(nil, nil, mobile()),
        triggers: [.init(.low, for: "ada@contoso.example")]),
      CheckExample(
        "a computer that does not comply", tenant(registered(), managed("noncompliant")),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "a computer an hour after a new sign-in method",
        tenant(registered()) {
          $0.authenticationMethods = .complete([
            AuthenticationMethod(
              owner: UserReference(id: Tenant.ada), id: "m", type: "phoneAuthenticationMethod",
              createdAt: Tenant.recently.advanced(bySeconds: -3600))
          ])
        }, triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "without Intune the directory still tells",
        tenant(registered()) { $0.remove(.managedDevices, because: .licenceRequired) },
        triggers: [.init(.low, for: "ada@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("no device is new", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "devices from before the window",
        tenant(
          registered(at: Tenant.moment("2024-01-01T00:00:00Z")), managed(at: Tenant.moment("2024-01-01T00:00:00Z")),
          mobile(at: Tenant.moment("2024-01-01T00:00:00Z"))), result: .clear),
      CheckExample("a computer that was joined on premises", tenant(registered(trust: "ServerAd")), result: .clear),
    ],
    missingEvidence: [
      CheckExample("devices without a date", tenant(registered(at: nil), nil, mobile(at: nil)), result: .partial),
      CheckExample(
        "no listing of devices could be read",
        Tenant.quietTenant {
          $0.remove(.devices)
          $0.remove(.managedDevices, because: .licenceRequired)
          $0.remove(.mobileDevices, because: .permissionExchangeRole)
        }, result: .notAssessed),
    ])
}
