import Foundation
import SyntheticFleet
import Testing

@Suite struct PlantedTruthTests {
  /// Every check of the catalogue.
  private static let checks: Set<String> = [
    "mailbox-rules", "inbox-rule-changes", "mailbox-forwarding", "sweep-rules", "mailbox-permissions", "new-users",
    "new-applications", "application-consents", "mfa-methods", "shared-mfa-number", "account-protection",
    "password-changes", "profile-changes", "restricted-sender", "sent-mail-anomalies", "sent-items-mismatch",
    "deleted-mail", "mailbox-access", "risky-sign-ins", "identity-risk", "role-changes", "new-devices",
    "anonymous-sharing", "mail-flow-changes", "tenant-defence-changes", "shared-infrastructure",
  ]
  private static let fleet = SyntheticFleet(tenants: 12, users: 600, seed: 1, endingAt: tonight)

  private func keys(_ night: Int) -> Set<String> {
    Set(Self.fleet.truth(night: night).map { "\($0.userPrincipalName) \($0.checkID) \($0.minimumSeverity)" })
  }

  @Test func `twelve tenants show every check tonight`() {
    #expect(Set(Self.fleet.truth(night: 2).map(\.checkID)) == Self.checks)
  }

  @Test func `what looks like each check and is none is in twelve tenants, too`() {
    let innocents = (0..<12).flatMap { Self.fleet.tenant($0, night: 2).innocents }
    // A campaign has no innocent double: whoever shares a stranger's target belongs to it.
    #expect(Set(innocents.map(\.checkID)).isSuperset(of: Self.checks.subtracting(Self.withoutDouble)))
  }

  private static let withoutDouble: Set<String> = ["shared-infrastructure", "identity-risk", "shared-mfa-number"]

  @Test func `two of twelve tenants are wholly innocent`() {
    let isInnocent = (0..<12).filter { index in
      (0..<3).allSatisfy { Self.fleet.tenant(index, night: $0).truth.isEmpty }
    }
    #expect(isInnocent == [4, 8])
  }

  @Test(arguments: [UInt64(1), 2, 3, 99])
  func `planted signs and innocents name users who are there`(seed: UInt64) throws {
    let fleet = SyntheticFleet(tenants: 40, users: 1200, seed: seed, endingAt: tonight)
    for night in 0..<3 {
      for index in 0..<40 {
        let rendered = try RenderedTenant(fleet.tenant(index, night: night))
        guard rendered.tenant.kinds.contains(where: { $0.name == "users" && $0.status == .complete }) else {
          #expect(rendered.tenant.truth.isEmpty)
          continue
        }
        let users = Dictionary(
          uniqueKeysWithValues: try rendered.objects("users").map { ($0["id"] as? String ?? "", $0) })
        for sign in rendered.tenant.truth {
          #expect(Self.checks.contains(sign.checkID))
          #expect(sign.tenantID == rendered.tenant.id)
          #expect((users[sign.userID] != nil) == sign.isListed)
          if sign.isListed { #expect(users[sign.userID]?["userPrincipalName"] as? String == sign.userPrincipalName) }
        }
        for innocent in rendered.tenant.innocents {
          #expect(Self.checks.contains(innocent.checkID))
          #expect(users[innocent.userID] != nil, "\(innocent.note)")
        }
      }
    }
  }

  @Test func `nobody is planted and called innocent of the same thing, but for lesser events beside it`() {
    for night in 0..<3 {
      for index in 0..<12 {
        let tenant = Self.fleet.tenant(index, night: night)
        let planted = Set(tenant.truth.map { $0.userID + $0.checkID })
        for innocent in tenant.innocents where planted.contains(innocent.userID + innocent.checkID) {
          #expect(innocent.maximumSeverity <= .medium)
        }
      }
    }
  }

  @Test func `trends are there: new, persistent, resolved, reopened and worse`() throws {
    let nights = (0..<3).map(keys)
    func has(_ night: Int, _ tenant: Int, _ check: String, _ severity: ExpectedSeverity? = nil) -> Bool {
      Self.fleet.tenant(tenant, night: night).truth.contains {
        $0.checkID == check && (severity == nil || $0.minimumSeverity == severity)
      }
    }
    #expect(!nights[2].subtracting(nights[1]).isEmpty)
    #expect(!nights[2].intersection(nights[1]).intersection(nights[0]).isEmpty)
    #expect(!has(1, 0, "mailbox-rules") && has(2, 0, "mailbox-rules", .critical), "new tonight")
    #expect((0..<3).allSatisfy { has($0, 1, "mailbox-rules") }, "persistent")
    #expect(has(0, 1, "mailbox-forwarding") && has(1, 1, "mailbox-forwarding") == false, "resolved since last week")
    #expect(has(1, 11, "mailbox-rules") && !has(2, 11, "mailbox-rules"), "resolved tonight")
    let forwarding = (0..<3).map { night in
      Self.fleet.tenant(6, night: night).truth.filter { $0.checkID == "mailbox-forwarding" }
    }
    let reopened = forwarding[2].map(\.userID).filter { user in
      forwarding[0].contains { $0.userID == user } && !forwarding[1].contains { $0.userID == user }
    }
    #expect(reopened.count == 1)
    let worse = forwarding[2].filter { sign in
      forwarding[1].contains { $0.userID == sign.userID && $0.minimumSeverity < sign.minimumSeverity }
    }
    #expect(worse.count == 1)
  }

  @Test func `the same rules and users are there on all nights`() throws {
    for index in [0, 1, 4, 8] {
      let nights = try (0..<3).map { try RenderedTenant(Self.fleet.tenant(index, night: $0)) }
      let ids = try nights.map { Set(try $0.objects("users").compactMap { $0["id"] as? String }) }
      #expect(ids[0].isSubset(of: ids[1]) && ids[1].isSubset(of: ids[2]))
      #expect(ids[0].count > ids[2].count * 4 / 5)
      func rules(_ night: Int) throws -> Set<String> {
        Set(
          try nights[night].objects("inbox_rules").compactMap { line in
            let item = line["item"] as? JSONObject
            return item?["id"] as? String ?? item?["Identity"] as? String
          })
      }
      #expect(try rules(0).subtracting(rules(2)).isEmpty)
    }
  }

  @Test func `yesterday's events are in tonight's log until seven days have passed`() throws {
    func ids(_ night: Int) throws -> [String: String] {
      Dictionary(
        try RenderedTenant(Self.fleet.tenant(8, night: night)).auditData().map {
          ($0["Id"] as? String ?? "", $0["CreationTime"] as? String ?? "")
        }, uniquingKeysWith: { first, _ in first })
    }
    let (yesterday, today) = (try ids(1), try ids(2))
    let oldest = today.values.min() ?? ""
    let expected = yesterday.filter { $0.value >= oldest }
    #expect(!expected.isEmpty && expected.allSatisfy { today[$0.key] == $0.value })
    #expect(yesterday.count > expected.count)
  }

  // MARK: Gaps

  @Test func `twelve tenants lack a licence, auditing and consent`() {
    /// What is missing beside sweep rules and managed devices, which many tenants lack.
    func gaps(_ index: Int, night: Int = 2) -> [String: String] {
      let kinds = Self.fleet.tenant(index, night: night).kinds
      return Dictionary(
        uniqueKeysWithValues: kinds.compactMap { kind in
          guard let gap = kind.gap, kind.name != "sweep_rules", kind.name != "managed_devices" else { return nil }
          return (kind.name, gap.reason)
        })
    }
    #expect(
      gaps(3) == [
        "sign_ins": "license.required", "registration_details": "license.required",
        "risky_users": "license.required", "risk_detections": "license.required", "inbox_rules": "timeout",
      ])
    #expect(gaps(7) == ["unified_audit": "audit.disabled"])
    #expect(Set(gaps(9).values) == ["auth.consent_revoked"])
    #expect((0..<12).count { !gaps($0).isEmpty } == 3)
    #expect(gaps(9, night: 1).isEmpty)
    #expect(Self.fleet.tenant(9, night: 2).kinds.allSatisfy { $0.status == .unavailable && $0.collectedAt == nil })
  }

  @Test func `about one tenant in six has a gap, and all kinds of gaps occur`() {
    let fleet = SyntheticFleet(tenants: 120, users: 2400, seed: 8, endingAt: tonight)
    var reasons: Set<String> = []
    var count = 0
    for index in 0..<120 {
      let tenant = fleet.tenant(index, night: 2)
      reasons.formUnion(tenant.kinds.compactMap { $0.gap?.reason })
      let wire = tenant.wire
      let isWhole = wire.hasConsent && wire.licence != .free && wire.isAuditing && wire.hasExchangeRole
      count += isWhole && wire.slowMailboxes.isEmpty ? 0 : 1
      for kind in tenant.kinds {
        #expect((kind.gap == nil) == (kind.status == .complete))
        #expect((kind.gap?.missedUsers != nil) == (kind.status == .partial))
      }
    }
    #expect(count == 21)
    #expect(
      reasons == [
        "license.required", "audit.disabled", "auth.consent_revoked", "timeout", "permission.exchange_role",
      ])
    #expect(
      !SyntheticFleet(tenants: 4, users: 8, seed: 1, endingAt: tonight).tenant(3, night: 2).kinds.allSatisfy {
        $0.gap == nil
      })
  }

  @Test func `a kind that is unavailable has no lines, and missed users no rules`() throws {
    for index in [3, 7, 9] {
      let rendered = try RenderedTenant(Self.fleet.tenant(index, night: 2))
      for kind in rendered.tenant.kinds {
        if kind.status == .unavailable { #expect(rendered.lines[kind.name]?.isEmpty == true) }
        guard let missed = kind.gap?.missedUsers else { continue }
        let owners = try rendered.objects(kind.name).compactMap { ($0["owner"] as? JSONObject)?["id"] as? String }
        #expect(Set(owners).isDisjoint(with: missed))
        #expect(!missed.isEmpty)
      }
    }
  }

  @Test func `every tenant tells its story`() {
    #expect((0..<12).allSatisfy { !Self.fleet.tenant($0, night: 2).story.isEmpty })
  }
}
