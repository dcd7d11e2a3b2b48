import AuditModel
import EvidenceCollection
import MicrosoftCloud
import WireJSON

/// Tries the cheapest cmdlet of each Exchange role that the audit needs: what a role allows, only an answer tells.
struct ExchangeProbes {
  let exchange: ExchangeClient
  let needs: [AccessNeed]
  let rulesSource: RulesSource
  let now: Timestamp

  /// What one cmdlet said: the values of its first object that are looked at.
  private struct Seen: Sendable {
    var isAuditing: Bool?
    var mailbox: String?
  }

  private struct Probe {
    let role: String
    let command: ExchangeCommand
  }

  /// One line a role, and one that says whether the audit log is on.
  ///
  /// - Throws: `CancellationError` only.
  func diagnoses() async throws -> [Diagnosis] {
    let probes = probes.filter { probe in needs.contains { $0.name == probe.role } }
    let outcomes = try await self.outcomes(of: probes.map(\.command))
    var lines: [String: Diagnosis] = [:]
    var audit: Diagnosis?
    var mailbox: String?
    for (probe, outcome) in zip(probes, outcomes) {
      lines[probe.role] = line(probe.role, outcome)
      if probe.command.name == Self.auditConfiguration { audit = auditLine(outcome) }
      if case .success(let seen) = outcome, let name = seen.first?.mailbox { mailbox = name }
    }
    if needs.contains(where: { $0.name == AccessNeed.recipientsRole }) {
      if let mailbox {
        let tried = try await self.outcomes(of: [
          ExchangeCommand("Get-InboxRule", parameters: ["Mailbox": .string(mailbox)], anchor: .user(mailbox))
        ])
        lines[AccessNeed.recipientsRole] = tried.first.map { line(AccessNeed.recipientsRole, $0) }
      } else {
        lines[AccessNeed.recipientsRole] = Diagnosis(
          .note, "exchange role", AccessNeed.recipientsRole, "was not tried: no mailbox is known to try it on")
      }
    }
    return needs.filter { $0.sort == .exchangeRole }.compactMap { lines[$0.name] } + [audit].compactMap(\.self)
  }

  private static let auditConfiguration = "Get-AdminAuditLogConfig"

  private var probes: [Probe] {
    let lastHour: [String: ExchangeCommand.Value] = [
      "StartDate": .string(now.advanced(bySeconds: -3_600).iso8601), "EndDate": .string(now.iso8601),
      "ResultSize": .int(1),
    ]
    return [
      Probe(role: "View-Only Configuration", command: ExchangeCommand(Self.auditConfiguration)),
      Probe(
        role: "View-Only Recipients",
        command: ExchangeCommand("Get-Mailbox", parameters: ["ResultSize": .int(1)], select: ["UserPrincipalName"])),
      Probe(role: "Security Reader", command: ExchangeCommand("Get-BlockedSenderAddress")),
      Probe(
        role: "Message Tracking",
        command: ExchangeCommand("Get-MessageTraceV2", parameters: lastHour, limit: .messageTrace)),
      Probe(role: AccessNeed.auditLogRole, command: ExchangeCommand("Search-UnifiedAuditLog", parameters: lastHour)),
    ]
  }

  /// In the order of the commands.
  private func outcomes(of commands: [ExchangeCommand]) async throws -> [Result<[Seen], CloudFailure>] {
    let unanswered = CloudFailure(
      .serviceError, service: .exchange, path: "", message: "Exchange Online did not answer.")
    var outcomes = [Result<[Seen], CloudFailure>](repeating: .failure(unanswered), count: commands.count)
    do {
      try await exchange.listings(
        commands,
        element: { view in
          Seen(
            isAuditing: try? view["UnifiedAuditLogIngestionEnabled"]?.optionalBool(),
            mailbox: try? view["UserPrincipalName"]?.optionalString())
        },
        finished: { index, outcome in outcomes[index] = outcome })
    } catch let failure as CloudFailure {
      outcomes = outcomes.map { _ in .failure(failure) }
    }
    return outcomes
  }

  private func line(_ role: String, _ outcome: Result<[Seen], CloudFailure>) -> Diagnosis {
    let purpose = needs.first { $0.name == role }?.purpose ?? ""
    switch outcome {
    case .success: return Diagnosis(.good, "exchange role", role, "works: \(purpose)")
    case .failure(let failure):
      switch failure.reason {
      case .mailboxMissing, .notFound:
        return Diagnosis(.note, "exchange role", role, "was not tried: the mailbox to try it on is gone")
      case .roleMissing, .permissionMissing:
        // Elsewhere nothing takes the place of what the role opens.
        if role == AccessNeed.recipientsRole, rulesSource == .automatic {
          return Diagnosis(
            .note, "exchange role", role,
            "is missing, so inbox rules come from Microsoft Graph: hidden rules and sweep rules are not seen",
            help: "assign Exchange Recipient Administrator, or a role group with Mail Recipients, to the application")
        }
        return Diagnosis(
          .missing, "exchange role", role, "is missing, so there is no: \(purpose)",
          help: "assign it (or an Entra role that contains it, such as Global Reader) to the application")
      default:
        return Diagnosis(
          .missing, "exchange role", role, "could not be tried: \(failure.message)", help: failure.remedy)
      }
    }
  }

  private func auditLine(_ outcome: Result<[Seen], CloudFailure>) -> Diagnosis {
    guard case .success(let seen) = outcome, let isAuditing = seen.first?.isAuditing else {
      return Diagnosis(.note, "audit log", "whether the unified audit log is on could not be seen")
    }
    return isAuditing
      ? Diagnosis(.good, "audit log", "the unified audit log is on")
      : Diagnosis(
        .missing, "audit log", "the unified audit log is off: nobody can see who did what",
        help: "Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true (in Exchange Online PowerShell)")
  }
}
