import AuditModel

/// A device appeared in the window.
///
/// Misses: devices that are gone again. May be innocent: people get new phones and computers.
struct NewDevicesCheck: Check {
  /// An account this young gets its first devices and methods together. Seconds.
  private static let newAccountSeconds: Int64 = 7 * 86_400

  func assessment(of evidence: EvidenceReader) -> Assessment {
    var assessment = Assessment(gaps: Self.listingsWithoutDates(evidence))
    let moments = MethodMoments(evidence)
    let knowsAges = evidence.users != nil
    for device in NewDevice.all(in: evidence) {
      if device.isCarriedOver {
        assessment.setAside.add(.directorySynchronization)
        continue
      }
      if device.owners.isEmpty {
        assessment.findings.append(finding(for: device, of: nil, moments: moments, isNewAccount: false, in: evidence))
      }
      for owner in device.owners {
        let createdAt = knowsAges ? evidence.directory.user(id: owner)?.createdAt : nil
        let isNew = createdAt.map { device.at.seconds(since: $0) <= Self.newAccountSeconds } ?? false
        assessment.findings.append(
          finding(for: device, of: owner, moments: moments, isNewAccount: isNew, in: evidence))
      }
    }
    return assessment
  }

  /// One device without its date is no new one; a listing without any date tells of none whether it is new.
  private static func listingsWithoutDates(_ evidence: EvidenceReader) -> [CollectionGap] {
    // What was joined on premises is set aside, with a date or without.
    let registered = (evidence.devices ?? []).filter { $0.trustType?.inLowerCase != "serverad" }.map(\.registeredAt)
    let listings: [(kind: EvidenceKind, dates: [Timestamp?], member: String)] = [
      (.devices, registered, "registrationDateTime"),
      (.managedDevices, (evidence.managedDevices ?? []).map(\.enrolledAt), "enrolledDateTime"),
      (.mobileDevices, (evidence.mobileDevices ?? []).map(\.firstSyncAt), "FirstSyncTime"),
    ]
    return listings.filter { !$0.dates.isEmpty && $0.dates.allSatisfy { $0 == nil } }.map { kind, dates, member in
      CollectionGap(
        kind: kind, reason: .schemaUnexpected,
        message:
          "\(dates.count.counted("device")) came without a date, so that nothing tells which are new: collect or "
          + "export them with \(member).")
    }
  }

  private func finding(
    for device: NewDevice, of owner: UserID?, moments: MethodMoments, isNewAccount: Bool, in evidence: EvidenceReader
  ) -> Finding {
    var severity = Severity.low
    var signals: [Signal] = [Signal("new_device", "appeared in the window")]
    if device.isNotCompliant {
      severity = .medium
      signals.append(Signal("not_compliant", "does not comply with the tenant's policies"))
    }
    let near = owner.flatMap { moments.new(of: $0, near: device.at, excluding: { $0.belongs(to: device) }) }
    if let near {
      if isNewAccount {
        signals.append(Signal("new_account", "belongs to an account that is being set up, with its methods (\(near))"))
      } else {
        severity = .medium
        signals.append(Signal("near_new_method", "lies within 24 h of a new sign-in method (\(near))"))
      }
    }
    if owner == nil { signals.append(Signal("no_owner", "nothing tells whose device it is")) }
    if let state = device.mobile?.accessState, !state.isEmpty, state.lowercased() != "allowed" {
      signals.append(Signal("access_\(state.inSnakeCase)", "gets no mail unless somebody allows it (\(state))"))
    }
    let who = owner.map { " of \(evidence.people.name(of: $0))" } ?? ""
    return self.finding(
      about: owner, device.identity, severity,
      message: "The device \(device.name)\(who) \(device.verb) \(device.at.iso8601).", signals: signals,
      details: details(of: device, owner: owner, in: evidence), occurredAt: device.at,
      evidence: references(of: device, in: evidence), in: evidence)
  }

  private func details(of device: NewDevice, owner: UserID?, in evidence: EvidenceReader) -> [Detail] {
    var details: [Detail] = []
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { details.append(Detail(name, value)) }
    }
    add("Device", device.name)
    add("User", owner.map { evidence.people.name(of: $0) })
    add("Registered", device.registered?.registeredAt?.iso8601)
    add("Enrolled", device.managed?.enrolledAt?.iso8601)
    add("First synchronised", device.mobile?.firstSyncAt?.iso8601)
    add(
      "Operating system",
      device.managed?.operatingSystem ?? device.registered?.operatingSystem ?? device.mobile?.operatingSystem)
    add("Model", device.managed?.model ?? device.mobile?.model)
    add("Trust", device.registered?.trustType)
    let compliance = device.registered?.isCompliant.map { $0 ? "compliant" : "not compliant" }
    add("Compliance", device.managed?.complianceState ?? compliance ?? "unknown")
    add("Client", device.mobile?.clientType)
    add("User agent", device.mobile?.userAgent)
    add("Access", device.mobile?.accessState)
    add("Mailbox", device.mobile?.mailbox)
    return details
  }

  private func references(of device: NewDevice, in evidence: EvidenceReader) -> [EvidenceReference] {
    let all: [(String, String?, EvidenceKind)] = [
      ("graph:devices", device.registered?.id, .devices),
      ("graph:managedDevices", device.managed?.id, .managedDevices),
      ("exchange:Get-MobileDevice", device.mobile?.id, .mobileDevices),
    ]
    return all.compactMap { source, id, kind in
      id.map { EvidenceReference(source: source, recordID: $0, collectedAt: evidence.collectedAt(kind)) }
    }
  }
}

extension AuthenticationMethod {
  /// Windows Hello and platform credentials are made by the device itself when it is set up.
  fileprivate func belongs(to device: NewDevice) -> Bool {
    guard kind == .windowsHello || kind == .platformCredential, let detail else { return false }
    return [device.registered?.displayName, device.managed?.name]
      .contains { $0.map { ProfileChange.isSame($0, detail) } ?? false }
  }
}

extension String {
  /// Letters and digits in lower case, everything else an underscore.
  fileprivate var inSnakeCase: String {
    String(prefix(40).lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }
}
