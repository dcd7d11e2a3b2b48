import AuditModel
import Testing

@testable import AuditChecks

/// Stories about links and guests as the log really tells them.
@Suite struct SharingScenarioTests {
  private typealias Build = ExampleEvidence
  private typealias Check = AnonymousSharingCheck

  private func assessment(_ records: [AuditRecord], _ settings: CheckSettings = .none) -> Assessment {
    let evidence = Build.quietTenant { $0.unifiedAudit = .complete(records) }
    return Check().assessment(
      of: EvidenceReader(
        index: EvidenceIndex(evidence: evidence), window: Build.window, settings: settings, metadata: Check.metadata))
  }

  @Test func `a file that is linked, changed and linked again is one item`() {
    let records = (0..<15).map {
      Check.link("Offer.docx", $0 % 2 == 0 ? "AnonymousLinkCreated" : "AnonymousLinkUpdated", id: "\($0)", after: $0)
    }
    let found = assessment(records).findings
    #expect(found.map(\.severity) == [.low])
    #expect(found[0].message.contains("1 item,"))
  }

  @Test func `links that were removed again, allow changes or open folders are told`() {
    let found = assessment([
      Check.link("Folder", "AnonymousLinkCreated", ["EventData": "<Type>Edit</Type>", "ItemType": "Folder"]),
      Check.link("Offer.docx", after: 1), Check.link("Offer.docx", "AnonymousLinkRemoved", after: 2),
    ]).findings
    #expect(
      found.flatMap(\.signals).map(\.id) == ["links_for_anybody", "allows_editing", "whole_folders", "removed_again"])
    #expect(assessment([Check.link("Offer.docx", "AnonymousLinkRemoved")]).findings.isEmpty)
  }

  @Test(arguments: [
    "<SharingLinkScope>Anyone</SharingLinkScope>", "<SharingLinkScope>Anonymous</SharingLinkScope>",
  ])
  func `the newer records tell their scope inside`(_ text: String) {
    #expect(assessment([Check.link("a", "SharingLinkCreated", ["EventData": text])]).findings.map(\.severity) == [.low])
  }

  @Test func `guests of trusted domains are set aside, whatever their letters`() {
    let record = Check.link(
      "Plan.pptx", "AddedToSecureLink",
      ["TargetUserOrGroupName": "EVE@PARTNER.EXAMPLE", "TargetUserOrGroupType": "Guest"])
    #expect(assessment([record]).findings.map(\.severity) == [.informational])
    let trusted = assessment([record], CheckSettings(trustedDomains: ["partner.example"]))
    #expect(trusted.findings.isEmpty && trusted.setAside.counts == [.trusted: 1])
  }

  @Test func `the MSP's and an application's links`() {
    let partner = assessment(
      [Check.link(by: "tech@msp.example")], CheckSettings(partnerAdministrators: ["msp.example"]))
    #expect(partner.findings.isEmpty && partner.setAside.counts == [.partner: 1])
    #expect(assessment([Check.link(by: "app@sharepoint")]).findings.map(\.userID) == [nil])
  }

  @Test func `the key holds for more links, other letters and another order`() {
    let few = assessment([Check.link("a")]).findings
    let many = assessment(
      [Check.link("b", after: 5, by: "ADA@contoso.example"), Check.link("a")]
    ).findings
    #expect(few.map(\.key) == many.map(\.key))
    #expect(
      many.map(\.message) == [
        "ada@contoso.example made links by which anybody can open 2 items, last 2026-08-19T08:00:05Z."
      ])
  }

  @Test func `a threshold that is configured counts`() {
    var thresholds = CheckThresholds()
    thresholds.anonymousLinks = 2
    let records = [Check.link("a"), Check.link("b")]
    #expect(assessment(records).findings.map(\.severity) == [.low])
    #expect(assessment(records, CheckSettings(thresholds: thresholds)).findings.map(\.severity) == [.medium])
  }
}
