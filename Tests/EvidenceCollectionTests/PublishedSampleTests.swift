import AuditModel
import EvidenceCollection
import Foundation
import Testing
import WireJSON

/// JSON text of a text.
func json(_ text: String) -> String {
  var writer = JSONWriter()
  writer.string(text)
  return String(decoding: writer.bytes, as: UTF8.self)
}

/// Reads the bodies that Microsoft publishes, where they lie beside the repository.
///
/// Left out are those that the documentation shortened to objects without an id or a name (domains, organization, guests).
struct PublishedSampleTests {
  static let folder: String? = {
    let places = [ProcessInfo.processInfo.environment["ROUNDSMAN_SHARED_DATA"]].compactMap { $0 } + ancestors
    return places.map { $0 + "/graph-samples" }.first { FileManager.default.fileExists(atPath: $0) }
  }()

  private static var ancestors: [String] {
    var url = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    var places: [String] = []
    while url.path != "/" {
      url.deleteLastPathComponent()
      places.append(url.path + "/../shared/data")
    }
    return places
  }

  private func lines(_ name: String, isOwned: Bool) throws -> [String] {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: try #require(Self.folder) + "/\(name).json")))
    let items = try JSONParser().parse(bytes) { view in
      let value = view["value"] ?? view
      return value.isArray ? value.elements.map { $0.json } : [value.json]
    }
    return isOwned ? items.map { owned($0) } : items
  }

  @Test(
    .enabled(if: PublishedSampleTests.folder != nil, "no ../shared/data: the published samples are not read"),
    arguments: [
      ("messagerules-list", EvidenceKind.inboxRules, 2), ("messagerule-get", .inboxRules, 1),
      ("exo-get-inboxrule-response", .inboxRules, 1), ("exo-get-mailbox-response", .mailboxes, 1),
      ("exo-search-unifiedauditlog-response", .unifiedAudit, 1), ("auditlogrecord-graph-form", .unifiedAudit, 1),
      ("ual-auditdata-updateinboxrules", .unifiedAudit, 1), ("ual-auditdata-set-inboxrule", .unifiedAudit, 1),
      ("ual-auditdata-add-mailboxpermission", .unifiedAudit, 1), ("ual-auditdata-sendas", .unifiedAudit, 1),
      ("ual-auditdata-harddelete", .unifiedAudit, 1), ("ual-auditdata-mailitemsaccessed", .unifiedAudit, 1),
      ("directoryaudits-list", .directoryAudits, nil), ("directoryaudit-get", .directoryAudits, 1),
      ("directoryaudit-add-member-to-role", .directoryAudits, 1),
      ("directoryaudit-consent-to-application", .directoryAudits, 1),
      ("auth-methods-list-v1", .authenticationMethods, nil), ("auth-methods-list-beta", .authenticationMethods, nil),
      ("auth-fido2-methods-list", .authenticationMethods, nil), ("auth-external-method-get", .authenticationMethods, 1),
      ("auth-hardwareoath-methods-list-beta", .authenticationMethods, nil),
      ("mailfolders-list", .mailFolders, nil),
      ("signins-list", .signIns, nil), ("riskdetections-list", .riskDetections, nil),
      ("riskdetection-get", .riskDetections, 1),
      ("users-list", .users, nil), ("approleassignedto-list", .appRoleAssignments, nil),
      ("user-approleassignments-list", .appRoleAssignments, nil),
      ("oauth2permissiongrants-list", .oauth2PermissionGrants, nil),
      ("oauth2permissiongrant-get", .oauth2PermissionGrants, 1),
      ("serviceprincipal-get", .servicePrincipals, 1),
      ("subscribedskus-list", .subscribedSkus, nil), ("user-registration-details-list", .registrationDetails, nil),
      ("exo-get-blockedsenderaddress-response", .blockedSenders, nil),
      ("exo-get-messagetracev2-response", .messageTrace, nil),
    ] as [(String, EvidenceKind, Int?)])
  func `a published sample is read whole`(name: String, kind: EvidenceKind, count: Int?) throws {
    let evidence = try evidence(kind, try lines(name, isOwned: kind.isPerUser))
    #expect(evidence.gap(of: kind) == nil)
    if let count { #expect(evidence.itemCounts[kind] == count) }
  }
}
