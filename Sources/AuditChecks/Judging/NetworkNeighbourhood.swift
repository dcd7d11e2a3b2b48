import AuditModel

/// The network around a client address: a user's next address from the same provider mostly lies in it.
enum NetworkNeighbourhood {
  /// `192.0.2.0/24` or `2001:db8:1::/48`; nil for what is no address. The form in which `UserPast.networks` names them.
  static func of(_ address: String) -> String? {
    guard let parsed = IPAddress(address) else { return nil }
    if parsed.isIPv4 {
      return "\(parsed.low >> 24 & 0xFF).\(parsed.low >> 16 & 0xFF).\(parsed.low >> 8 & 0xFF).0/24"
    }
    let groups = [parsed.high >> 48, parsed.high >> 32 & 0xFFFF, parsed.high >> 16 & 0xFFFF]
    return groups.map { String($0, radix: 16) }.joined(separator: ":") + "::/48"
  }
}

extension UserPast {
  /// True when the user was seen in the network of that address; also where the past names single addresses or wider ranges.
  func knowsNetwork(of address: String) -> Bool {
    let network = NetworkNeighbourhood.of(address)
    if let network, networks[network] != nil { return true }
    return networks.keys.contains { known in
      NetworkRange(known)?.contains(address) == true || (network != nil && NetworkNeighbourhood.of(known) == network)
    }
  }
}
