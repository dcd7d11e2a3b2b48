import AuditModel
import EvidenceCollection
import Foundation
import Testing

struct EvidenceArchiveTests {
  @Test func `what is written is read again, with manifest, counts and times`() throws {
    let folder = try TemporaryFolder()
    let licence = CollectionGap(
      kind: .riskDetections, reason: .licenceRequired, message: "No \"P2\"\n.", needs: ["Microsoft Entra ID P2"],
      error: ServiceError(http: 403, code: "x", requestID: "r", at: collection))
    let late = CollectionGap(kind: .mailFolders, reason: .timeout, message: "late", missedUsers: [UserID("0a00")])
    let archive = try archive(
      [.users: [bruno, adele], .mailboxes: [], .mailFolders: [owned(#"{"id":"f","displayName":"Inbox"}"#)]],
      in: folder, gaps: [licence, late])
    let manifest = try archive.manifest()
    #expect(manifest.tenant == contoso)
    #expect(manifest.kinds[.users]?.items == 2)
    #expect(manifest.kinds[.mailFolders]?.status == .partial)
    #expect(manifest.newestCollection == collection)
    #expect(archive.identity.tenant == contoso)
    let evidence = archive.evidence()
    #expect(evidence.users.isComplete)
    #expect(evidence.users.value?.map(\.id.rawValue) == ["0a00", "0b00"])
    #expect(evidence.users.value?.map(\.createdAt) == [Timestamp(iso8601: "2026-08-19T10:00:00Z"), nil])
    #expect(evidence.mailboxes.isComplete && evidence.mailboxes.value == [])
    #expect(evidence.riskDetections.gap == licence)
    #expect(evidence.riskDetections.value == nil)
    #expect(evidence.mailFolders.gap == late)
    #expect(evidence.mailFolders.value?.count == 1)
    #expect(evidence.inboxRules.gap?.reason == .notCollected)
    #expect(evidence.itemCounts == [.users: 2, .mailboxes: 0, .mailFolders: 1])
    #expect(evidence.collectedAt[.users] == collection)
  }

  @Test func `kinds that are at their end, and small ones, hold no file open`() throws {
    let folder = try TemporaryFolder()
    func open() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter { name in
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + name))?.hasPrefix(folder.path)
          == true
      }.count
    }
    let writer = try EvidenceArchiveWriter(
      directory: folder.path + "/contoso", tenant: contoso, generatorVersion: "0.1.0")
    let long = [UInt8](repeating: 0x20, count: 300_000)
    for kind in EvidenceKind.allCases {
      try writer.begin(kind, collectedAt: collection)
      try writer.append(adele.utf8, to: kind)
      #expect(try open() == 0)
      try writer.append(long, to: kind)
      #expect(try open() == 1)
      try writer.end(kind)
      #expect(try open() == 0 && writer.holds(kind))
    }
    #expect(throws: EvidenceArchiveError.self) { try writer.append(adele.utf8, to: .users) }
    let manifest = try writer.finish()
    #expect(manifest.kinds.values.allSatisfy { $0.items == 2 && $0.status == .complete })
  }

  @Test func `only the owner may read an archive, and no draft of the manifest is left`() throws {
    let folder = try TemporaryFolder()
    _ = try archive([.users: [adele]], in: folder)
    #expect(try folder.permissions(of: "contoso") == 0o700)
    #expect(try folder.permissions(of: "contoso/users.ndjson") == 0o600)
    #expect(try folder.permissions(of: "contoso/manifest.json") == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/contoso").count == 2)
  }

  @Test func `an archive is never written over another`() throws {
    let folder = try TemporaryFolder()
    _ = try archive([.users: [adele]], in: folder)
    #expect(throws: EvidenceArchiveError.self) { try archive([.users: [bruno]], in: folder) }
  }

  @Test func `an archive that was not finished is damaged, not empty`() throws {
    let folder = try TemporaryFolder()
    let writer = try EvidenceArchiveWriter(directory: folder.path + "/x", tenant: contoso, generatorVersion: "1")
    try writer.append(adele.utf8, to: .users)
    let archives = try EvidenceArchive.archives(in: folder.path)
    #expect(archives.map(\.name) == ["x"])
    #expect(throws: EvidenceArchiveError.self) { try archives[0].manifest() }
    let evidence = archives[0].evidence()
    #expect(evidence.tenant.id == TenantID("x"))
    #expect(evidence.users.gap?.reason == .archiveDamaged)
    #expect(EvidenceKind.allCases.allSatisfy { !evidence.isAvailable($0) })
    withExtendedLifetime(writer) {}
  }

  @Test func `line feeds inside an object do not break its line`() throws {
    let folder = try TemporaryFolder()
    let archive = try archive([.users: [adele.replacingOccurrences(of: ",", with: ",\r\n  ")]], in: folder)
    #expect(archive.evidence().users.isComplete)
  }

  @Test func `items are wrapped with their owner`() throws {
    let folder = try TemporaryFolder()
    let writer = try EvidenceArchiveWriter(directory: folder.path + "/x", tenant: contoso, generatorVersion: "1")
    let owner = UserReference(id: UserID("0A00"), name: "a\"@contoso.example")
    try writer.append(#"{"id":"r","actions":{"delete":true}}"#.utf8, of: owner, to: .inboxRules)
    #expect(writer.holds(.inboxRules))
    try writer.finish()
    let rules = EvidenceArchive(directory: folder.path + "/x").evidence().inboxRules
    #expect(rules.value?.first?.owner == owner)
    #expect(rules.isComplete)
  }
}

struct EvidenceArchiveListingTests {
  @Test func `archives are sorted, and what is none is told apart`() throws {
    let folder = try TemporaryFolder()
    for name in ["b", "a"] {
      try EvidenceArchiveWriter(directory: folder.path + "/" + name, tenant: contoso, generatorVersion: "1").finish()
    }
    try folder.write("{}", to: "cut/users.ndjson")
    try folder.write("x", to: "out/fleet.json")
    try folder.write("x", to: ".hidden/manifest.json")
    try folder.write("x", to: "README.md")
    #expect(try EvidenceArchive.archives(in: folder.path).map(\.name) == ["a", "b", "cut"])
    #expect(try EvidenceArchive.archives(in: folder.path + "/").map(\.directory).first == folder.path + "/a")
    #expect(try EvidenceArchive.foreignFolders(in: folder.path) == ["out"])
    #expect(try EvidenceArchive.archives(in: folder.path + "/b").map(\.name) == ["b"])
  }

  @Test func `a missing folder, a file and a folder without archives are errors with a remedy`() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "file")
    try folder.write("x", to: "out/fleet.json")
    for path in ["/nowhere", "/file", "/out", ""] {
      let error = #expect(throws: EvidenceArchiveError.self) { try EvidenceArchive.archives(in: folder.path + path) }
      #expect(error?.path == folder.path + path)
      #expect(error?.remedy.isEmpty == false)
    }
  }
}
