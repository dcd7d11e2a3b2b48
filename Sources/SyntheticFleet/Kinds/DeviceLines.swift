/// A device of one person, registered long ago.
struct PlannedDevice: Sendable {
  enum Kind: Int, Sendable { case computer, phone }
  let kind: Kind
  let owner: Person
  /// The directory's object.
  let objectID: SyntheticID
  /// The device's own id, by which device management knows it.
  let deviceID: SyntheticID
  /// Unix seconds.
  let registeredAt: Int64
  /// One in twenty fell behind with its updates.
  let isCompliant: Bool
  /// Nil for the name that its maker gives it.
  var name: JSONText?

  var isApple: Bool { owner.index % 2 == 0 }

  /// Device management's own object.
  func managementID(in plan: TenantPlan) -> SyntheticID {
    SyntheticID(seed: plan.seed, .devices, plan.index, owner.index, Int(deviceID.number >> 33))
  }
}

extension TenantRenderer {
  /// Seven of ten have a registered computer, three of ten a phone; nobody who joined lately has either yet.
  func devices(of person: Person) -> [PlannedDevice] {
    guard person.kind == .member, person.createdAt < plan.end - 30 * secondsPerDay else { return [] }
    var dice = SeededGenerator(
      seed: plan.seed, Purpose.devices.rawValue, UInt64(plan.index), UInt64(person.index))
    let hasHello = methods(of: person).contains { if case .windowsHello = $0 { true } else { false } }
    let hasComputer = dice.chance(700) || hasHello
    let hasPhone = dice.chance(300)
    let isCompliant = !dice.chance(50)
    let registeredAt = person.createdAt + Int64(dice.below(14) + 1) * 68_000
    func device(_ kind: PlannedDevice.Kind) -> PlannedDevice {
      PlannedDevice(
        kind: kind, owner: person,
        objectID: SyntheticID(seed: plan.seed, .devices, plan.index, person.index, kind.rawValue),
        deviceID: SyntheticID(seed: plan.seed, .devices, plan.index, person.index, 10 + kind.rawValue),
        registeredAt: registeredAt + Int64(kind.rawValue) * 5400, isCompliant: isCompliant)
    }
    return (hasComputer ? [device(.computer)] : []) + (hasPhone ? [device(.phone)] : [])
  }

  /// What somebody registered while we look on.
  func added(of person: Person) -> [PlannedDevice] {
    plan.addedDevices.filter { $0.person == person.index && $0.from < night }.map { added in
      PlannedDevice(
        kind: added.kind, owner: person,
        objectID: SyntheticID(seed: plan.seed, .devices, plan.index, person.index, 100 + added.number * 10),
        deviceID: SyntheticID(seed: plan.seed, .devices, plan.index, person.index, 101 + added.number * 10),
        registeredAt: added.from, isCompliant: added.isCompliant, name: added.name)
    }
  }

  /// Graph `device` with its registered owner.
  func device(_ device: PlannedDevice, _ line: inout JSONLine) {
    let isComputer = device.kind == .computer
    line.object { item in
      item.member("id", device.objectID)
      item.member("deviceId", device.deviceID)
      name(of: device, "displayName", &item)
      item.member("accountEnabled", true)
      item.member("operatingSystem", operatingSystem(of: device))
      item.member("operatingSystemVersion", version(of: device))
      item.member("trustType", isComputer ? (plan.isSynchronized ? "ServerAd" : "AzureAd") : "Workplace")
      item.member("profileType", "RegisteredDevice")
      if wire.hasIntune {
        item.member("isManaged", true)
        item.member("isCompliant", device.isCompliant)
      } else {
        item.null("isManaged")
        item.null("isCompliant")
      }
      item.member("createdDateTime", time: device.registeredAt)
      item.member("registrationDateTime", time: device.registeredAt)
      item.member("approximateLastSignInDateTime", time: night - seen(device))
      item.array("registeredOwners") { owners in
        owners.object {
          $0.member("@odata.type", "#microsoft.graph.user")
          $0.member("id", device.owner.id)
        }
      }
    }
  }

  /// Graph `managedDevice` of the same device.
  func managedDevice(_ device: PlannedDevice, _ line: inout JSONLine) {
    let isComputer = device.kind == .computer
    let person = device.owner
    line.object { item in
      item.member("id", device.managementID(in: plan))
      item.member("userId", person.id)
      item.member("userPrincipalName", safe: person.principalName)
      item.member("userDisplayName", person.displayName)
      item.member("emailAddress", safe: person.mail)
      name(of: device, "deviceName", &item)
      item.member("managedDeviceOwnerType", isComputer ? "company" : "personal")
      item.member("enrolledDateTime", time: device.registeredAt + 300)
      item.member("lastSyncDateTime", time: night - seen(device) / 2)
      item.member("operatingSystem", operatingSystem(of: device))
      item.member("osVersion", version(of: device))
      item.member("complianceState", device.isCompliant ? "compliant" : "noncompliant")
      item.member("jailBroken", "Unknown")
      item.member("managementAgent", "mdm")
      item.member("deviceEnrollmentType", isComputer ? "windowsAzureADJoin" : "userEnrollment")
      item.member("deviceRegistrationState", "registered")
      item.member("azureADRegistered", true)
      item.member("azureADDeviceId", device.deviceID)
      item.member("isEncrypted", true)
      item.member("model", isComputer ? "Workbook 14" : device.isApple ? "iPhone 15" : "Pixel 8")
      item.member("manufacturer", isComputer ? "Example Computers" : device.isApple ? "Apple" : "Google")
      item.text("serialNumber") {
        $0.piece("EX")
        $0.piece(Int(device.deviceID.number % 100_000_000), digits: 8)
      }
    }
  }

  // MARK: Mobile mail devices

  /// Exchange `Get-MobileDevice`: Outlook on a registered phone, and the telephone's own mail program of some others.
  func mobileDevices(of person: Person) -> [MobileDevice] {
    let added = plan.addedDevices.filter { $0.person == person.index && $0.kind == .phone && $0.from < night }.map {
      MobileDevice(isOutlook: true, firstSync: $0.from + 900, number: 1 + $0.number)
    }
    return [mobileDevice(of: person)].compactMap(\.self) + added
  }

  private func mobileDevice(of person: Person) -> MobileDevice? {
    guard person.kind == .member, person.createdAt < plan.end - 30 * secondsPerDay else { return nil }
    if let phone = devices(of: person).last(where: { $0.kind == .phone }) {
      return MobileDevice(isOutlook: true, firstSync: phone.registeredAt + 900)
    }
    var dice = SeededGenerator(
      seed: plan.seed, Purpose.devices.rawValue, UInt64(plan.index), UInt64(person.index), 1)
    guard dice.chance(200) else { return nil }
    return MobileDevice(isOutlook: dice.chance(400), firstSync: person.createdAt + Int64(dice.below(14) + 1) * 71_000)
  }

  /// What the phone reads mail with, and since when.
  struct MobileDevice: Sendable {
    let isOutlook: Bool
    /// Unix seconds.
    let firstSync: Int64
    var number = 0
  }

  func mobileDevice(_ device: MobileDevice, of person: Person, _ line: inout JSONLine) {
    let id = SyntheticID(seed: plan.seed, .devices, plan.index, person.index, 30 + device.number)
    let isApple = person.index % 2 == 0
    func hex(_ text: inout JSONLine) { text.piece(Int(id.number % 1_000_000_000_000_000_000), digits: 18) }
    line.object { item in
      item.member("FriendlyName", device.isOutlook ? "Outlook for iOS and Android" : isApple ? "iPhone 15" : "Pixel 8")
      item.text("DeviceId", hex)
      item.member("DeviceModel", device.isOutlook ? "Outlook for iOS and Android" : isApple ? "iPhone16C2" : "Pixel 8")
      item.member("DeviceOS", isApple ? "iOS 18.1" : "Android 15")
      item.member("DeviceType", device.isOutlook ? "Outlook" : isApple ? "iPhone" : "Android")
      item.member(
        "DeviceUserAgent",
        device.isOutlook ? "Outlook-iOS-Android/1.0" : isApple ? "Apple-iPhone16C2/2201.100" : "Android-Mail/2024.11")
      item.member("ClientType", device.isOutlook ? "Outlook" : "EAS")
      item.moment("FirstSyncTime", device.firstSync)
      item.member("DeviceAccessState", "Allowed")
      item.member("DeviceAccessStateReason", "Global")
      item.flag("IsManaged", false)
      item.flag("IsCompliant", false)
      item.flag("IsDisabled", false)
      item.text("UserDisplayName") { exchangeObject(person, &$0) }
      item.text("Identity") {
        exchangeObject(person, &$0)
        $0.piece("/ExchangeActiveSyncDevices/")
        $0.piece(device.isOutlook ? "Hx§Outlook§" : "EAS§")
        hex(&$0)
      }
      item.guid("Guid", id)
      item.moment("WhenCreated", device.firstSync)
      item.flag("IsValid", true)
    }
  }

  /// The path of a recipient in Exchange's own directory.
  func exchangeObject(_ person: Person, _ text: inout JSONLine) {
    text.piece("EURPR01A000.PROD.OUTLOOK.COM/Microsoft Exchange Hosted Organizations/")
    text.piece(plan.initialDomain)
    text.piece("/")
    exchangeName(of: person, &text)
  }

  /// Exchange names a recipient by its Name: an object id in new tenants, an alias in old ones.
  func exchangeName(of person: Person, _ text: inout JSONLine) {
    if plan.index % 2 == 0 { text.piece(person.id) } else { text.piece(person.alias) }
  }

  // MARK: Details

  /// Seconds since it was last seen: hours for most, weeks for some.
  private func seen(_ device: PlannedDevice) -> Int64 { 1800 + Int64(device.deviceID.number % 90) * 6000 }

  private func operatingSystem(of device: PlannedDevice) -> StaticString {
    device.kind == .computer ? "Windows" : device.isApple ? "iOS" : "Android"
  }

  private func version(of device: PlannedDevice) -> StaticString {
    device.kind == .computer ? "10.0.22631.4317" : device.isApple ? "18.1" : "15"
  }

  private func name(of device: PlannedDevice, _ key: StaticString, _ line: inout JSONLine) {
    line.text(key) {
      if let name = device.name { return $0.piece(name.escaped) }
      $0.piece(device.kind == .computer ? "LAPTOP-" : device.isApple ? "iPhone-" : "Pixel-")
      $0.piece(1000 + device.owner.index)
    }
  }
}
