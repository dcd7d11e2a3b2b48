import AuditModel

extension Assessment {
  /// Keeps the outside addresses among a finding's recipients, and their domains, as traces.
  mutating func trace(_ recipients: [MailRecipient], of finding: Finding, boundary: MailBoundary) {
    guard finding.severity >= .low else { return }
    for recipient in recipients where boundary.reach(of: recipient, from: finding.userID).leavesTenant {
      guard let address = recipient.address, let domain = address.mailDomain else { continue }
      traces.append(Trace(.forwardingTarget, address, of: finding))
      if !PublicMailDomains.contains(domain) { traces.append(Trace(.outsideDomain, domain, of: finding)) }
    }
  }

  /// Keeps the client addresses from which the acts of a finding were done as traces.
  mutating func trace(clientAddresses: some Sequence<String?>, of finding: Finding) {
    guard finding.severity >= .low else { return }
    for address in Set(clientAddresses.compactMap { $0 }).sorted() {
      traces.append(Trace(.clientAddress, address, of: finding))
    }
  }
}
