import AuditModel

/// A client address that tells one intruder from another: not private, and not one of Exchange's own.
enum ForeignAddress {
  /// Source: Microsoft Learn, "Office 365 URLs and IP address ranges" (Exchange Online), and RFC 1918, 4193, 6598, 6890,
  /// checked 2026-11.
  private static let shared = [
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "0.0.0.0/8",
    "::1", "::", "fc00::/7", "fe80::/10", "13.107.6.152/31", "13.107.18.10/31", "13.107.128.0/22", "23.103.160.0/20",
    "40.92.0.0/15", "40.96.0.0/13", "40.104.0.0/15", "40.107.0.0/16", "52.96.0.0/14", "52.100.0.0/14",
    "104.47.0.0/17", "131.253.33.215", "132.245.0.0/16", "150.171.32.0/22", "204.79.197.215", "2603:1000::/24",
    "2a01:111:f400::/48", "2a01:111:f403::/48", "2620:1ec::/36",
  ].compactMap(NetworkRange.init)

  static func isTelling(_ address: String) -> Bool {
    guard let address = IPAddress(address) else { return false }
    return !shared.contains { $0.contains(address) }
  }
}
