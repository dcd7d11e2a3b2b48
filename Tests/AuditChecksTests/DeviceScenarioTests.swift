import AuditModel
import Testing

@testable import AuditChecks

/// Devices as the three listings show them.
@Suite struct DeviceScenarioTests {
  private typealias Build = ExampleEvidence

  private func assessment(
    _ devices: [RegisteredDevice] = [], _ managed: [ManagedDevice] = [], _ mobile: [MobileDevice] = [],
    change: (inout TenantEvidence) -> Void = { _ in }
  ) -> Assessment {
    Build.assessment(
      NewDevicesCheck(),
      Build.quietTenant {
        $0.devices = .complete(devices)
        $0.managedDevices = .complete(managed)
        $0.mobileDevices = .complete(mobile)
        change(&$0)
      })
  }

  private func device(
    at moment: Timestamp? = Build.recently, deviceID: String? = "DE000000-0000-4000-8000-000000000001",
    owners: [UserID] = [Build.ada], isCompliant: Bool? = nil
  ) -> RegisteredDevice {
    RegisteredDevice(
      id: "object", deviceID: deviceID, displayName: "LAPTOP-7", registeredAt: moment, trustType: "AzureAd",
      isCompliant: isCompliant, owners: owners.map { UserReference(id: $0) })
  }

  private func managed(at moment: Timestamp, deviceID: String? = "de000000-0000-4000-8000-000000000001")
    -> ManagedDevice
  {
    ManagedDevice(
      id: "intune", owner: UserReference(id: Build.ada), name: "LAPTOP-7", enrolledAt: moment,
      complianceState: "unknown", deviceID: deviceID)
  }

  @Test func `one device in two listings has one key, whichever listing is there`() {
    let both = assessment([device()], [managed(at: Build.recently.advanced(bySeconds: 600))]).findings
    let one = assessment([], [managed(at: Build.recently.advanced(bySeconds: 600))]).findings
    #expect(both.count == 1)
    #expect(both.map(\.key) == one.map(\.key))
    #expect(both.first?.evidence.map(\.source) == ["graph:devices", "graph:managedDevices"])
    #expect(both.first?.message == "The device LAPTOP-7 of ada@contoso.example was registered 2026-08-19T08:00:00Z.")
  }

  @Test func `an old device that is enrolled now is new to management, and keeps its other listing's verdict`() {
    let found = assessment(
      [device(at: Build.moment("2024-01-01T00:00:00Z"), isCompliant: false)], [managed(at: Build.recently)]
    ).findings
    #expect(found.map(\.severity) == [.medium])
    #expect(found.first?.message.contains("was enrolled 2026-08-19T08:00:00Z") == true)
  }

  @Test func `without an id of the directory two devices stay two`() {
    let zero = "00000000-0000-0000-0000-000000000000"
    let found = assessment([device(deviceID: nil)], [managed(at: Build.recently, deviceID: zero)]).findings
    #expect(Set(found.map(\.key)).count == 2)
  }

  @Test func `a device of two owners is told of both, one of nobody at tenant level`() {
    #expect(assessment([device(owners: [Build.ben, Build.ada])]).findings.map(\.userID) == [Build.ada, Build.ben])
    let nobody = assessment([device(owners: [])]).findings
    #expect(nobody.map(\.userID) == [nil])
    #expect(nobody.first?.signals.last?.id == "no_owner")
  }

  @Test(arguments: ["ada@contoso.example", "EURPR01.prod.outlook.com/Hosted/contoso.example/ada", "ada"])
  func `a mobile device is its mailbox owner's, however the mailbox is named`(_ mailbox: String) {
    let phone = MobileDevice(
      id: "EAS1", mailbox: mailbox, name: "Pixel", firstSyncAt: Build.recently, accessState: "Quarantined")
    let found = assessment([], [], [phone]).findings
    #expect(found.map(\.userID) == [Build.ada])
    #expect(found.first?.signals.last?.id == "access_quarantined")
  }

  @Test func `Windows Hello of the device itself is no new method near it, another device's is`() {
    func severity(_ name: String) -> [Severity] {
      assessment([device()]) {
        $0.authenticationMethods = .complete([
          AuthenticationMethod(
            owner: UserReference(id: Build.ada), id: "w", type: "windowsHelloForBusinessAuthenticationMethod",
            createdAt: Build.recently.advanced(bySeconds: 120), detail: name)
        ])
      }.findings.map(\.severity)
    }
    #expect(severity("laptop-7") == [.low])
    #expect(severity("LAPTOP-8") == [.medium])
  }

  @Test func `the first devices and methods of a new account belong together`() {
    func severity(ageInDays days: Int) -> [Severity] {
      assessment([device()]) {
        $0.users = .complete([
          Build.user(Build.ada, "ada@contoso.example", createdAt: Build.recently.advanced(byDays: -days))
        ])
        $0.directoryAudits = .complete([Build.methodAudit("User registered security info", after: -600)])
      }.findings.map(\.severity)
    }
    #expect(severity(ageInDays: 2) == [.low])
    #expect(severity(ageInDays: 20) == [.medium])
  }

  @Test func `a computer that synchronisation carried over is set aside`() {
    var joined = device()
    joined.trustType = "ServerAd"
    let result = assessment([joined])
    #expect(result.findings.isEmpty)
    #expect(result.setAside == SetAside([.directorySynchronization: 1]))
    #expect(assessment([joined], [managed(at: Build.recently)]).findings.count == 1)
  }
}
