import AuditModel

/// A device that appeared in the window, from all listings that show it.
struct NewDevice {
  /// The thing itself: the directory's id of the device, else the listing's own.
  let identity: String
  private(set) var registered: RegisteredDevice?
  private(set) var managed: ManagedDevice?
  private(set) var mobile: MobileDevice?
  /// The first moment in the window at which a listing saw it appear.
  private(set) var at: Timestamp
  /// Sorted by id; empty when no listing names an owner that is known.
  private(set) var owners: [UserID]

  /// The devices of all listings, each once, sorted by identity.
  static func all(in evidence: EvidenceReader) -> [NewDevice] {
    var devices: [String: NewDevice] = [:]
    func add(_ device: NewDevice) {
      if let known = devices[device.identity] {
        devices[device.identity] = known.joined(with: device)
      } else {
        devices[device.identity] = device
      }
    }
    // A device that appeared in one listing may have stood in another for years: that tells its compliance and owner.
    var appeared: Set<String> = []
    for device in evidence.devices ?? [] {
      if let moment = device.registeredAt, evidence.window.contains(moment) { appeared.insert(device.identity) }
    }
    for device in evidence.managedDevices ?? [] {
      if let moment = device.enrolledAt, evidence.window.contains(moment) { appeared.insert(device.identity) }
    }
    for device in evidence.devices ?? [] where appeared.contains(device.identity) {
      add(NewDevice(device, in: evidence))
    }
    for device in evidence.managedDevices ?? [] where appeared.contains(device.identity) {
      add(NewDevice(device, in: evidence))
    }
    for device in evidence.mobileDevices ?? [] {
      if let moment = device.firstSyncAt, evidence.window.contains(moment) {
        add(NewDevice(device, at: moment, in: evidence))
      }
    }
    return devices.values.sorted { $0.identity < $1.identity }
  }

  private init(_ device: RegisteredDevice, in evidence: EvidenceReader) {
    identity = device.identity
    registered = device
    at = Self.moment(device.registeredAt, in: evidence.window)
    owners = Set(device.owners.compactMap { evidence.people.owner(of: $0) }).sorted()
  }

  private init(_ device: ManagedDevice, in evidence: EvidenceReader) {
    identity = device.identity
    managed = device
    at = Self.moment(device.enrolledAt, in: evidence.window)
    owners = [device.owner.flatMap { evidence.people.owner(of: $0) }].compactMap { $0 }
  }

  private init(_ device: MobileDevice, at moment: Timestamp, in evidence: EvidenceReader) {
    identity = "mobile:" + device.id.lowercased()
    mobile = device
    at = moment
    owners = [evidence.people.mailbox(named: device.mailbox)].compactMap { $0 }
  }

  /// What appeared outside the window counts for nothing: the end of time, which every real moment precedes.
  private static func moment(_ moment: Timestamp?, in window: AuditWindow) -> Timestamp {
    moment.flatMap { window.contains($0) ? $0 : nil } ?? window.to
  }

  private func joined(with other: NewDevice) -> NewDevice {
    var device = self
    device.registered = registered ?? other.registered
    device.managed = managed ?? other.managed
    device.mobile = mobile ?? other.mobile
    device.at = min(at, other.at)
    device.owners = Set(owners + other.owners).sorted()
    return device
  }

  var name: String {
    let names = [registered?.displayName, managed?.name, mobile?.name, mobile?.model, managed?.model, mobile?.id]
    return names.compactMap { $0 }.first { !$0.isEmpty } ?? "without a name"
  }

  /// Joined on premises and carried over by synchronisation, without anybody signing in on it.
  var isCarriedOver: Bool { registered?.trustType?.lowercased() == "serverad" && managed == nil }

  /// True only where management says so.
  var isNotCompliant: Bool {
    registered?.isCompliant == false || managed?.complianceState?.lowercased() == "noncompliant"
  }

  /// What happened to it.
  var verb: String {
    if registered.map({ $0.registeredAt == at }) ?? false { return "was registered" }
    return mobile == nil ? "was enrolled" : "first synchronised the mailbox"
  }
}

extension RegisteredDevice {
  fileprivate var identity: String {
    deviceID.flatMap { $0.isEmpty ? nil : "device:" + $0.lowercased() } ?? "registered:" + id.lowercased()
  }
}

extension ManagedDevice {
  /// All zeros where Intune knows no device of the directory.
  fileprivate var identity: String {
    guard let deviceID, !deviceID.isEmpty, deviceID.contains(where: { $0 != "0" && $0 != "-" }) else {
      return "managed:" + id.lowercased()
    }
    return "device:" + deviceID.lowercased()
  }
}
