import AuditModel
import EvidenceCollection
import Foundation
import Testing

struct DamagedArchiveTests {
  private let rules = [
    owned(#"{"id":"1","displayName":".","actions":{"delete":true}}"#),
    owned(#"{"id":"2","displayName":"..","actions":{"delete":true}}"#, by: "0b00"),
  ]

  @Test(.timeLimit(.minutes(1))) func `a pipe in the manifest's place stops nobody`() throws {
    let folder = try TemporaryFolder()
    let archive = try archive([.users: [adele]], in: folder)
    let path = folder.path + "/contoso/manifest.json"
    try FileManager.default.removeItem(atPath: path)
    #expect(mkfifo(path, 0o600) == 0)
    #expect(archive.evidence().users.gap?.reason == .archiveDamaged)
  }

  @Test func `a file cut anywhere is a gap and keeps what can be read`() throws {
    let folder = try TemporaryFolder()
    let archive = try archive([.users: [adele, bruno], .inboxRules: rules], in: folder)
    for (file, kind) in [("users.ndjson", EvidenceKind.users), ("inbox_rules.ndjson", .inboxRules)] {
      let whole = try folder.bytes(of: "contoso/" + file)
      let firstLine = try #require(whole.firstIndex(of: 0x0A))
      for length in 0..<whole.count {
        try folder.write(Array(whole[..<length]), to: "contoso/" + file)
        let evidence = archive.evidence()
        let count = kind == .users ? evidence.users.value?.count : evidence.inboxRules.value?.count
        let gap = try #require(evidence.gap(of: kind))
        #expect(gap.reason == .archiveDamaged)
        #expect(gap.message.contains("\(file) is cut: \(length) of \(whole.count) bytes"))
        #expect(count == (length < firstLine ? nil : length < whole.count - 1 ? 1 : 2))
      }
      try folder.write(whole, to: "contoso/" + file)
    }
    #expect(archive.evidence().users.isComplete && archive.evidence().inboxRules.isComplete)
  }

  @Test func `a manifest cut anywhere never gives complete or empty evidence`() throws {
    let folder = try TemporaryFolder()
    let archive = try archive([.users: [adele], .mailboxes: []], in: folder)
    let whole = try folder.bytes(of: "contoso/manifest.json")
    for length in 0..<(whole.count - 1) {
      try folder.write(Array(whole[..<length]), to: "contoso/manifest.json")
      let evidence = archive.evidence()
      #expect(evidence.tenant == Tenant(id: TenantID("contoso"), displayName: "contoso"))
      #expect(evidence.users.gap?.reason == .archiveDamaged && evidence.users.value == nil)
      #expect(evidence.mailboxes.gap?.reason == .archiveDamaged && evidence.mailboxes.value == nil)
      #expect(evidence.users.gap?.message.contains("manifest.json is damaged") == true)
      #expect(evidence.users.gap?.message.contains("byte") == true)
    }
  }

  @Test(arguments: [
    (
      #"{"id":"0C00","displayName":"Contoso Ltd","verifiedDomains":[{"name":"x.example"},{"name":"contoso.example","isDefault":true}]}"#,
      Tenant(id: TenantID("0c00"), displayName: "Contoso Ltd", defaultDomain: "contoso.example")
    ),
    (#"{"id":"0C00"}"#, Tenant(id: TenantID("0c00"), displayName: "0C00")),
    (#"{"id":"0C00","display"#, Tenant(id: TenantID("contoso"), displayName: "contoso")),
    (#"{"displayName":"Contoso Ltd"}"#, Tenant(id: TenantID("contoso"), displayName: "contoso")),
  ])
  func `without a manifest the tenant is whom the organization names, not a phantom of the folder's name`(
    organization: String, tenant: Tenant
  ) throws {
    let folder = try TemporaryFolder()
    let archive = try archive([.users: [adele], .organization: [organization]], in: folder)
    for damage in [nil, "{\"format\":"] {
      if let damage {
        try folder.write(damage, to: "contoso/manifest.json")
      } else {
        try FileManager.default.removeItem(atPath: folder.path + "/contoso/manifest.json")
      }
      #expect(archive.identity.tenant == tenant)
      #expect(archive.evidence().tenant == tenant)
      #expect(archive.evidence().users.value == nil && archive.evidence().organization.value == nil)
    }
  }

  @Test func `every byte that is changed makes a gap`() throws {
    let folder = try TemporaryFolder()
    let archive = try archive([.users: [adele]], in: folder)
    let whole = try folder.bytes(of: "contoso/users.ndjson")
    for position in whole.indices {
      var altered = whole
      altered[position] ^= 1
      try folder.write(altered, to: "contoso/users.ndjson")
      let users = archive.evidence().users
      #expect(users.gap?.reason == .archiveDamaged)
      #expect(users.value == nil)
      #expect(users.gap?.message.contains("users.ndjson was altered") == true)
    }
  }

  @Test func `lines that were added make a gap`() throws {
    let folder = try TemporaryFolder()
    let archive = try archive([.users: [adele]], in: folder)
    try folder.write(adele + "\n" + bruno + "\n", to: "contoso/users.ndjson")
    #expect(archive.evidence().users.value == nil)
    #expect(archive.evidence().users.gap?.reason == .archiveDamaged)
  }

  @Test func `a missing file is a gap of its kind only`() throws {
    let folder = try TemporaryFolder()
    let archive = try archive([.users: [adele], .mailboxes: []], in: folder)
    try FileManager.default.removeItem(atPath: folder.path + "/contoso/users.ndjson")
    let evidence = archive.evidence()
    #expect(evidence.users.value == nil)
    #expect(evidence.users.gap?.reason == .archiveDamaged)
    #expect(evidence.users.gap?.message.contains("users.ndjson is missing") == true)
    #expect(evidence.users.gap?.message.contains(folder.path) == false)
    #expect(evidence.mailboxes.isComplete)
  }

  @Test(
    arguments: [
      (#""items":1"#, #""items":2"#, GapReason.archiveDamaged, 1), (#""items":1,"#, "", .archiveDamaged, nil),
      (#""status":"complete""#, #""status":"finished""#, .archiveDamaged, nil),
      (#""status":"complete""#, #""status":"partial""#, .archiveDamaged, 1),
      (#""status":"complete""#, #""status":"unavailable""#, .archiveDamaged, nil),
      (#""file":"users.ndjson""#, #""file":"../other/users.ndjson""#, .archiveDamaged, nil),
      (#""file":"users.ndjson""#, #""file":"..""#, .archiveDamaged, nil),
      ("evidence/1", "evidence/2", .archiveNewerFormat, nil), ("evidence/1", "evidence/x", .archiveDamaged, nil),
      ("roundsman/evidence", "other/evidence", .archiveDamaged, nil),
      (#""sha256":""#, #""sha256":"0"#, .archiveDamaged, nil),
      (#""bytes":"#, #""bytes":1"#, .archiveDamaged, 1),
      (#""collected_at":"2"#, #""collected_at":"x"#, .archiveDamaged, nil),
    ] as [(String, String, GapReason, Int?)])
  func `a manifest that states something else is believed in nothing`(
    old: String, new: String, reason: GapReason, kept: Int?
  ) throws {
    let folder = try TemporaryFolder()
    let archive = try archive([.users: [adele]], in: folder)
    let manifest = String(decoding: try folder.bytes(of: "contoso/manifest.json"), as: UTF8.self)
    #expect(manifest.contains(old))
    try folder.write(manifest.replacingOccurrences(of: old, with: new), to: "contoso/manifest.json")
    let users = archive.evidence().users
    #expect(users.gap?.reason == reason)
    #expect(users.value?.count == kept)
  }

  @Test func `a newer format keeps the tenant's name and is a gap of every kind`() throws {
    let folder = try TemporaryFolder()
    let archive = try archive([.users: [adele]], in: folder)
    let manifest = String(decoding: try folder.bytes(of: "contoso/manifest.json"), as: UTF8.self)
    try folder.write(
      manifest.replacingOccurrences(of: "evidence/1", with: "evidence/9"), to: "contoso/manifest.json")
    let evidence = archive.evidence()
    #expect(evidence.tenant == contoso)
    #expect(archive.identity.tenant == contoso)
    #expect(evidence.mailboxes.gap?.reason == .archiveNewerFormat)
    #expect(evidence.mailboxes.gap?.message.contains("format 9") == true)
  }

  @Test func `unknown kinds, reasons and fields of a manifest are no trouble`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      {"format":"roundsman/evidence/1","x":[],"tenant":{"id":"T","y":1},"kinds":{"quantum_logs":{"status":"odd"},
      "users":{"status":"unavailable","gap":{"reason":"moon.phase","message":"Full."}}}}
      """, to: "t/manifest.json")
    let evidence = EvidenceArchive(directory: folder.path + "/t").evidence()
    #expect(evidence.tenant.id == TenantID("t"))
    #expect(evidence.users.gap?.reason == .schemaUnexpected)
    #expect(evidence.users.gap?.message.contains("moon.phase") == true)
  }

  @Test func `single records that cannot be read are counted and named, the rest is kept`() throws {
    let lines = [adele, #"{"id":7,"userPrincipalName":"x"}"#, "{", bruno, #"{"id":"3"}"#, "[]", ""]
    let users = try evidence(.users, lines).users
    let gap = try #require(users.gap)
    #expect(users.value?.count == 2)
    #expect(gap.reason == .schemaUnexpected)
    #expect(gap.missedUsers == nil)
    #expect(gap.message.contains("users.ndjson: 5 records could not be read"))
    #expect(gap.message.contains("line 2: a text expected at id, byte \(adele.utf8.count + 1 + 6)"))
    #expect(gap.message.contains("line 5: userPrincipalName is missing"))
    #expect(gap.message.contains("and 2 more"))
  }

  @Test func `a file of which no record can be read is unavailable`() throws {
    #expect(try evidence(.users, ["{", "}"]).users.value == nil)
  }

  @Test func `an unreadable rule misses its owner only, together with the gap of the manifest`() throws {
    let folder = try TemporaryFolder()
    let late = CollectionGap(kind: .inboxRules, reason: .timeout, message: "Late.", missedUsers: [UserID("0c00")])
    let archive = try archive(
      [.inboxRules: rules + [owned(#"{"displayName":"x"}"#, by: "0d00")]], in: folder, gaps: [late])
    let gap = try #require(archive.evidence().inboxRules.gap)
    #expect(gap.reason == .timeout)
    #expect(gap.missedUsers == [UserID("0c00"), UserID("0d00")])
    #expect(
      gap.message.hasPrefix("Late. inbox_rules.ndjson: 1 record could not be read (line 3: id is missing at item"))
    let alone = try evidence(.inboxRules, rules + [owned("7", by: "0d00")])
    #expect(alone.inboxRules.gap?.missedUsers == [UserID("0d00")])
    let nobody = try evidence(.inboxRules, rules + [#"{"item":{}}"#])
    #expect(nobody.inboxRules.gap?.missedUsers == nil)
    #expect(nobody.inboxRules.gap?.reason == .schemaUnexpected)
  }

  @Test func `lines of many sizes cross the borders of chunks`() throws {
    let names = (0..<40).map { String(repeating: "ä", count: ($0 * 7919) % 90_000) }
    let lines = names.enumerated().map { #"{"id":"u\#($0)","userPrincipalName":"n","displayName":"\#($1)"}"# }
    let users = try evidence(.users, lines).users
    #expect(users.isComplete)
    #expect(
      users.value?.compactMap { $0.displayName?.utf8.count }.reduce(0, +) == names.reduce(0) { $0 + $1.utf8.count })
  }

  @Test func `the order of lines never matters, and what is there twice is there once`() throws {
    let other = #"{"id":"0a00","userPrincipalName":"adele@contoso.example"}"#
    let first = try evidence(.users, [adele, bruno, other, adele]).users.value
    let second = try evidence(.users, [other, adele, adele, bruno]).users.value
    #expect(first == second)
    #expect(first?.count == 2)
  }

  @Test(arguments: [
    ["", "0a000000-1", "0a000000-2", "0a", "b"],
    ["z", "käthe", "kathe\u{301}1", "kathe", "kathede\u{301}", "kathedef"],
  ])
  func `lists are sorted as texts are, whatever their first letters share`(ids: [String]) throws {
    let lines = ids.map { #"{"id":"u\#($0)","userPrincipalName":"n"}"# }
    let sorted = ids.map { "u" + $0 }.sorted()
    #expect(try evidence(.users, lines).users.value?.map(\.id.rawValue) == sorted)
    #expect(try evidence(.users, lines.reversed()).users.value?.map(\.id.rawValue) == sorted)
    let events = ids.map {
      #"{"id":"u\#($0)","activityDateTime":"2026-08-20T10:00:00Z","riskLevel":"high","userId":"0a00"}"#
    }
    #expect(try evidence(.riskDetections, events).riskDetections.value?.map(\.id) == sorted)
    #expect(try evidence(.riskDetections, events.reversed()).riskDetections.value?.map(\.id) == sorted)
  }
}
