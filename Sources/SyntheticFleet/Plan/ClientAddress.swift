/// Where somebody came from, and in which of the logs' spellings.
struct ClientAddress: Sendable {
  enum Network: Sendable { case office, home, attacker, attackerIPv6, none }
  let network: Network
  /// Homes and attackers have addresses of their own, so that two who share one belong together.
  let host: Int
  let port: Int

  init(_ network: Network, host: Int, port: Int = 0) {
    self.network = network
    self.host = host
    self.port = port
  }

  /// Without a port: the directory's logs.
  func write(to line: inout JSONLine) {
    switch network {
    case .office:
      line.piece("192.0.2.")
      line.piece(host % 254 + 1)
    case .home: writeReserved(240 + (host >> 24) % 8, to: &line)
    case .attacker where host < 254:
      line.piece("203.0.113.")
      line.piece(host + 1)
    case .attacker: writeReserved(248 + (host >> 24) % 7, to: &line)
    case .attackerIPv6:
      line.piece("2001:db8:66:")
      line.piece(host % 9000 + 1000)
      if host >= 9000 {
        line.piece(":")
        line.piece(host / 9000)
      }
      line.piece("::7")
    case .none: break
    }
  }

  /// An address that was never given out (RFC 1112, class E): the ranges for documentation are too small for a fleet.
  private func writeReserved(_ first: Int, to line: inout JSONLine) {
    line.piece(first)
    for shift in [16, 8, 0] {
      line.piece(".")
      line.piece(host >> shift & 255)
    }
  }

  /// As ClientIP of an audit record: plain, with a port, bracketed, mapped, missing.
  func writeAuditForm(to line: inout JSONLine) {
    switch (network, port % 10) {
    case (.none, 0): line.piece("<null>")
    case (.none, 1): line.piece("::1")
    case (.none, 2): line.piece("DB7PR09MB0001.eurprd09.prod.outlook.example")
    case (.none, _): break
    case (.attackerIPv6, 0...4):
      line.piece("[")
      write(to: &line)
      line.piece("]:")
      line.piece(49_152 + port % 16_000)
    case (.attackerIPv6, _): write(to: &line)
    case (_, 0...4):
      write(to: &line)
      line.piece(":")
      line.piece(49_152 + port % 16_000)
    case (_, 5):
      line.piece("::ffff:")
      write(to: &line)
    default: write(to: &line)
    }
  }
}

extension TenantPlan {
  /// Where somebody works from at home.
  func home(of person: Int, port: Int = 0) -> ClientAddress {
    ClientAddress(.home, host: (index & 0x7FF) << 16 | person & 0xFFFF, port: port)
  }
}
