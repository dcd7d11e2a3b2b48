import AuditModel
import EvidenceCollection
import Foundation
import Testing

@testable import AuditPipeline

/// A tenant that a configuration names twice without showing it.
struct LiveTwinTests {
  @Test(arguments: [true, false])
  func `a tenant named by its id and by a domain is audited once, and said to be there twice`(isFirst: Bool)
    async throws
  {
    var stage = try LiveStage(tenants: 2, users: 24)
    let known = stage.configuration.tenants[0]
    let domain = try #require(known.domain)
    let twin = TenantEntry(id: domain, slug: "twin", place: "config.yaml:9")
    stage.configuration.tenants.insert(twin, at: isFirst ? 0 : 2)
    stage.configuration.tenants[isFirst ? 1 : 0].domain = nil
    let evidence = stage.folder.path + "/evidence"
    let folders = try Dictionary(
      uniqueKeysWithValues: EvidenceArchive.archives(in: evidence).map {
        ($0.identity.tenant.id.rawValue, $0.directory)
      })
    let scope = try stage.scope { task in
      let source = try #require(folders[task.entry.id == domain ? known.id : task.entry.id])
      for name in try FileManager.default.contentsOfDirectory(atPath: source) {
        try FileManager.default.copyItem(atPath: source + "/" + name, toPath: task.folder + "/" + name)
      }
    }
    _ = try await stage.audit().run(scope, endingAt: LiveStage.start)
    let recorded = try stage.recorded()
    #expect(recorded.count == 3)
    let lost = try #require(recorded.first { $0.tenant.id.rawValue == domain })
    #expect(lost.status == .failed && lost.findings.isEmpty)
    #expect(lost.gaps.allSatisfy { $0.message.contains("configured twice, as \(domain) and as \(known.id)") })
    #expect(recorded.filter { $0.status == .failed }.count == 1)
  }
}
