import AuditModel
import Testing

@testable import AuditChecks

/// What a run keeps of its tenants' traces until it knows them all.
@Suite struct PackedTraceTests {
  private let user = UserID("0a000000-0000-4000-8000-00000000000a")

  @Test func `traces come back as they were, whatever their length and whether or not they have a finding`() {
    let texts = [
      "", "+4612345678", "ä@b.example", String(repeating: "x", count: 126), String(repeating: "x", count: 127),
      String(repeating: "y", count: 70_000),
    ]
    let traces = texts.flatMap { text in
      [
        Trace(.phone, text, of: user),
        Trace(kind: .forwardingTarget, value: text, findingKey: FindingKey(rawValue: "f1_" + text), userID: nil),
      ]
    }
    var packed = PackedTraces()
    let places = packed.append(traces)
    #expect(places.reversed().map { packed.trace(at: $0) } == traces.reversed())
  }

  @Test func `what two tenants show is told to both, what one tenant shows twice is not`() {
    var campaigns = FleetCampaigns()
    campaigns.add([Trace(.phone, "+4610", of: user), Trace(.phone, "+4611", of: user)], of: TenantID("one"))
    campaigns.add([], of: TenantID("empty"))
    campaigns.add([Trace(.phone, "+4612", of: user), Trace(.phone, "+4612", of: user)], of: TenantID("two"))
    campaigns.add([Trace(.phone, "+4611", of: user)], of: TenantID("three"))
    #expect(campaigns.amendments.map(\.tenant) == [TenantID("one"), TenantID("three")])
    #expect(campaigns.amendments.flatMap(\.joins).map(\.campaign.value) == ["+4611", "+4611"])
  }
}
