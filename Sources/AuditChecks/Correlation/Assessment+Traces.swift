import AuditModel

extension Assessment {
  /// Adds a finding with what it may have in common with those of others; nothing for merely informational ones.
  ///
  /// - Parameters:
  ///   - addresses: client addresses from which the acts came that count.
  ///   - targets: outside addresses that mail goes to.
  mutating func add(
    _ finding: Finding, addresses: some Sequence<String?> = [], targets: some Sequence<String> = [],
    in evidence: EvidenceReader
  ) {
    findings.append(finding)
    guard finding.severity >= .low else { return }
    for address in Set(addresses.compactMap { $0 }).sorted().prefix(20)
    where ForeignAddress.isTelling(address) && !evidence.settings.isTrustedNetwork(address) {
      traces.append(Trace(.clientAddress, address, of: finding))
    }
    for target in Set(targets.map { $0.lowercased() }).sorted() {
      traces.append(Trace(.forwardingTarget, target, of: finding))
      if let domain = target.mailDomain, !PublicMailDomains.contains(domain) {
        traces.append(Trace(.outsideDomain, domain, of: finding))
      }
    }
  }
}

extension MailBoundary {
  /// The addresses among recipients to which mail leaves the tenant.
  func outsideAddresses(_ recipients: [MailRecipient], of owner: UserID?) -> [String] {
    recipients.filter { reach(of: $0, from: owner).leavesTenant }.compactMap(\.address)
  }
}
