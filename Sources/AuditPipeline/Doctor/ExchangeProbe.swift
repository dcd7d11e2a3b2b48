import AuditModel
import MicrosoftCloud
import WireJSON

/// Asks Exchange for one line of everything the audit reads there, in one request: what is refused needs a role.
struct ExchangeProbe {
  let cloud: TenantCloud

  private struct Probe {
    let cmdlet: String
    let role: String
    let parameters: [String: ExchangeCommand.Value]
  }

  private static let probes = [
    Probe(cmdlet: "Get-AdminAuditLogConfig", role: "View-Only Configuration", parameters: [:]),
    Probe(cmdlet: "Get-Mailbox", role: "View-Only Recipients", parameters: ["ResultSize": .int(1)]),
    Probe(cmdlet: "Get-TransportRule", role: "View-Only Configuration", parameters: [:]),
    Probe(cmdlet: "Get-BlockedSenderAddress", role: "Security Reader", parameters: [:]),
    Probe(cmdlet: "Get-MessageTraceV2", role: "Message Tracking", parameters: ["ResultSize": .int(1)]),
  ]

  /// - Throws: `CancellationError` only.
  func findings() async throws -> [Diagnosis] {
    var answers = [Result<[Bool?], CloudFailure>?](repeating: nil, count: Self.probes.count)
    do {
      let commands = Self.probes.map { ExchangeCommand($0.cmdlet, parameters: $0.parameters, pageSize: 1) }
      try await cloud.exchange.listings(
        commands, element: { $0["UnifiedAuditLogIngestionEnabled"]?.bool },
        finished: { place, answer in answers[place] = answer })
    } catch let failure as CloudFailure {
      return [Diagnosis("Exchange", .failed, failure.message, help: failure.remedy)]
    }
    var findings: [Diagnosis] = []
    var refused: [String: [String]] = [:]
    for (probe, answer) in zip(Self.probes, answers) {
      guard case .failure(let failure) = answer else { continue }
      if failure.reason == .roleMissing || failure.reason == .permissionMissing {
        refused[probe.role, default: []].append(probe.cmdlet)
      } else {
        findings.append(Diagnosis("Exchange", .failed, failure.message, help: failure.remedy))
      }
    }
    for (role, cmdlets) in refused.sorted(by: { $0.key < $1.key }) {
      findings.append(
        Diagnosis(
          "Exchange role", .missing, "\(role): \(cmdlets.joined(separator: ", ")) is refused",
          help: "assign it to the application's service principal (README, section on the app registration)"))
    }
    if findings.isEmpty { findings.append(Diagnosis("Exchange role", .ok, "every cmdlet that was tried is allowed")) }
    if let answer = answers[0], case .success(let values) = answer { findings.append(Self.auditLog(values)) }
    return findings
  }

  private static func auditLog(_ values: [Bool?]) -> Diagnosis {
    switch values.first ?? nil {
    case true?: Diagnosis("audit log", .ok, "the unified audit log is on")
    case false?:
      Diagnosis(
        "audit log", .missing, "the unified audit log is off",
        help: "Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true")
    case nil: Diagnosis("audit log", .unknown, "Exchange does not say whether the unified audit log is on")
    }
  }
}
