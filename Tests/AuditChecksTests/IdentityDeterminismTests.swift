import AuditModel
import Testing

@testable import AuditChecks

/// The checks of people and devices say the same whatever the order of their evidence.
@Suite struct IdentityDeterminismTests {
  private typealias Build = ExampleEvidence

  static let checks: [any Check] = [
    MFAMethodsCheck(), SharedMFANumberCheck(), AccountProtectionCheck(), ProfileChangesCheck(), IdentityRiskCheck(),
    RoleChangesCheck(), NewDevicesCheck(), NewUsersCheck(), PasswordChangesCheck(),
  ]

  /// The lists that these checks read, rearranged.
  private struct Rearranged: CollectedChange {
    var numbers: DeterminismTests.Sequence

    func callAsFunction<Value>(_ collected: Collected<Value>) -> Collected<Value> {
      collected.map { value in
        func shuffled<Item>(_ items: [Item]) -> [Item] {
          var numbers = numbers
          return items.shuffled(using: &numbers)
        }
        return switch value {
        case let items as [UserPrincipal]: shuffled(items) as? Value ?? value
        case let items as [DirectoryAudit]: shuffled(items) as? Value ?? value
        case let items as [AuditRecord]: shuffled(items) as? Value ?? value
        case let items as [AuthenticationMethod]: shuffled(items) as? Value ?? value
        case let items as [RegistrationDetails]: shuffled(items) as? Value ?? value
        case let items as [RoleAssignment]: shuffled(items) as? Value ?? value
        case let items as [RiskyUser]: shuffled(items) as? Value ?? value
        case let items as [RiskDetection]: shuffled(items) as? Value ?? value
        case let items as [RegisteredDevice]: shuffled(items) as? Value ?? value
        case let items as [ManagedDevice]: shuffled(items) as? Value ?? value
        case let items as [MobileDevice]: shuffled(items) as? Value ?? value
        case let items as [Mailbox]: shuffled(items) as? Value ?? value
        default: value
        }
      }
    }
  }

  /// The evidence of all their examples in one tenant.
  private static let busyTenant = checks.flatMap(\.examples.all).map(\.evidence)
    .reduce(into: ExampleEvidence.quietTenant()) { busy, other in
      func join<Item>(_ list: WritableKeyPath<TenantEvidence, Collected<[Item]>>) {
        busy[keyPath: list] = .complete((busy[keyPath: list].value ?? []) + (other[keyPath: list].value ?? []))
      }
      join(\.users)
      join(\.directoryAudits)
      join(\.unifiedAudit)
      join(\.authenticationMethods)
      join(\.registrationDetails)
      join(\.roleAssignments)
      join(\.riskyUsers)
      join(\.riskDetections)
      join(\.devices)
      join(\.managedDevices)
      join(\.mobileDevices)
      join(\.mailboxes)
      if !other.past.users.isEmpty { busy.past = other.past }
    }

  @Test(arguments: 1...10)
  func `shuffled evidence gives the same findings, gaps and traces`(_ seed: UInt64) {
    func shuffled(_ evidence: TenantEvidence) -> TenantEvidence {
      var evidence = evidence
      for kind in EvidenceKind.allCases {
        evidence.change(kind, by: Rearranged(numbers: DeterminismTests.Sequence(state: seed)))
      }
      return evidence
    }
    for check in Self.checks {
      var count = 0
      for evidence in [Self.busyTenant] + check.examples.triggering.map(\.evidence) {
        let plain = Build.assessment(check, evidence)
        let mixed = Build.assessment(check, shuffled(evidence))
        count += plain.findings.count
        #expect(
          mixed.findings.sorted(by: Finding.comesFirst) == plain.findings.sorted(by: Finding.comesFirst), "\(check.id)")
        #expect(mixed.gaps == plain.gaps && mixed.setAside == plain.setAside, "\(check.id)")
        #expect(mixed.traces.sorted() == plain.traces.sorted(), "\(check.id)")
      }
      #expect(count >= 3, "\(check.id)")
    }
  }
}
