import AuditModel
import Testing

struct FingerprintTests {
  @Test func `a finding's key is the SHA-256 of its ids in Crockford base 32, and never changes`() {
    // Reference: python3 -c 'import hashlib; …' over "tenant␟mailbox-rules␟user␟u1␟rule-1", first 100 bits.
    let key = FindingKey(
      tenant: TenantID("tenant"), check: CheckID("mailbox-rules"), subject: .user(UserID("u1")), discriminator: "rule-1"
    )
    #expect(key.rawValue == "f1_DQE3HA25PYH5TQBMY82T")
  }

  @Test func `parts are kept apart, so that moving a letter from one to the next gives another key`() {
    #expect(Fingerprint.text(of: ["ab", "c"]) != Fingerprint.text(of: ["a", "bc"]))
  }

  @Test func `a tenant finding and a user finding of the same thing have different keys`() {
    let tenant = FindingKey(tenant: TenantID("t"), check: CheckID("c"), subject: .tenant, discriminator: "x")
    let user = FindingKey(tenant: TenantID("t"), check: CheckID("c"), subject: .user(UserID("")), discriminator: "x")
    #expect(tenant != user)
  }

  @Test func `letter case of an object id does not matter`() {
    #expect(
      CaseKey(tenant: TenantID("AAAA"), user: UserID("0A-B")) == CaseKey(tenant: TenantID("aaaa"), user: UserID("0a-b"))
    )
  }

  @Test func `a run's id sorts by time and holds no character that a file name minds`() {
    let early = RunID.generated(at: Timestamp(seconds: 1_000), chance: 9)
    let late = RunID.generated(at: Timestamp(seconds: 2_000), chance: 1)
    #expect(early < late)
    #expect(early.rawValue.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
  }
}
