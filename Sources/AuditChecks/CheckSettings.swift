package import AuditModel

/// What the MSP has configured about judging, already merged for one tenant.
package struct CheckSettings: Sendable {
  /// A check that is switched off, why, and until when (nil: until somebody changes it).
  package struct SwitchedOff: Hashable, Sendable {
    package let reason: String
    package let until: Timestamp?
    package init(reason: String, until: Timestamp? = nil) {
      self.reason = reason
      self.until = until
    }
  }

  package let disabledChecks: [CheckID: SwitchedOff]
  /// Mail domains outside the tenant that mail may go to by agreement, in lower case.
  package let trustedDomains: Set<String>
  /// Single outside addresses that mail may go to by agreement, in lower case.
  package let trustedSenders: Set<String>
  package let trustedNetworks: [NetworkRange]
  /// Countries (ISO 3166 codes, upper case) from which people sign in by agreement.
  package let trustedCountries: Set<String>
  /// Application ids whose acts are the MSP's or the tenant's own, in lower case.
  package let trustedApplications: Set<String>
  /// User principal names, or whole domains, of the MSP's own administrators, in lower case.
  package let partnerAdministrators: Set<String>
  /// Networks of the MSP's technicians: what is done from there is the MSP's own.
  package let partnerNetworks: [NetworkRange]
  /// The application id under which this audit reads; its acts are the MSP's own.
  package private(set) var ownApplicationID: String?
  package let thresholds: CheckThresholds

  /// - Parameter partnerAdministrators: `admin@msp.example`, or `msp.example` for everybody of that domain.
  package init(
    disabledChecks: [CheckID: SwitchedOff] = [:], trustedDomains: some Sequence<String> = [],
    trustedSenders: some Sequence<String> = [], trustedNetworks: [NetworkRange] = [],
    trustedApplications: some Sequence<String> = [], partnerAdministrators: some Sequence<String> = [],
    ownApplicationID: String? = nil, trustedCountries: some Sequence<String> = [],
    partnerNetworks: [NetworkRange] = [], thresholds: CheckThresholds = CheckThresholds()
  ) {
    func lowered(_ texts: some Sequence<String>) -> Set<String> { Set(texts.map { $0.lowercased() }) }
    self.disabledChecks = disabledChecks
    self.trustedDomains = lowered(trustedDomains.map { $0.hasPrefix("@") ? String($0.dropFirst()) : $0 })
    self.trustedSenders = lowered(trustedSenders)
    self.trustedNetworks = trustedNetworks
    self.trustedApplications = lowered(trustedApplications)
    self.partnerAdministrators = lowered(partnerAdministrators.map { $0.hasPrefix("@") ? String($0.dropFirst()) : $0 })
    self.ownApplicationID = ownApplicationID?.lowercased()
    self.trustedCountries = Set(trustedCountries.map { $0.uppercased() })
    self.partnerNetworks = partnerNetworks
    self.thresholds = thresholds
  }

  /// Nothing configured.
  package static let none = CheckSettings()

  /// Why a check is off at that moment; nil when it is on or its time off has ended.
  package func switchedOff(_ check: CheckID, at moment: Timestamp) -> SwitchedOff? {
    guard let entry = disabledChecks[check] else { return nil }
    if let until = entry.until, until <= moment { return nil }
    return entry
  }

  package func isPartner(_ name: String) -> Bool {
    if partnerAdministrators.isEmpty { return false }
    let name = name.inLowerCase
    if partnerAdministrators.contains(name) { return true }
    return name.partBehindAt.map { partnerAdministrators.contains(String($0)) } ?? false
  }

  /// True when mail to that address is agreed upon.
  package func trusts(address: String, domain: String) -> Bool {
    trustedDomains.contains(domain) || (!trustedSenders.isEmpty && trustedSenders.contains(address.lowercased()))
  }

  package func isPartnerNetwork(_ address: String?) -> Bool {
    guard let address, !partnerNetworks.isEmpty, let address = IPAddress(address) else { return false }
    return partnerNetworks.contains { $0.contains(address) }
  }

  package func isTrustedNetwork(_ address: String?) -> Bool {
    guard let address, !trustedNetworks.isEmpty, let address = IPAddress(address) else { return false }
    return trustedNetworks.contains { $0.contains(address) }
  }

  /// True for the audit's own application and those configured as trusted.
  package func isTrustedApplication(_ id: String?) -> Bool {
    guard let id = id?.lowercased(), !id.isEmpty else { return false }
    return id == ownApplicationID || trustedApplications.contains(id)
  }

  /// The same for evidence that an application collected, whose acts are then the audit's own.
  package func judgingEvidence(collectedBy applicationID: String?) -> CheckSettings {
    guard ownApplicationID == nil, let applicationID else { return self }
    var settings = self
    settings.ownApplicationID = applicationID.lowercased()
    return settings
  }
}
