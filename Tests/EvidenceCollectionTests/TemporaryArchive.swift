import AuditModel
import EvidenceCollection
import Foundation
import Testing

/// A folder that is removed when the test is done with it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/roundsman-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func bytes(of name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))) }

  func permissions(of name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
    return try #require(attributes[.posixPermissions] as? Int)
  }
}

let contoso = Tenant(
  id: TenantID("11111111-2222-3333-4444-555555555555"), displayName: "Contoso", defaultDomain: "contoso.example")
let collection = Timestamp(seconds: 1_787_000_000)

/// Writes an archive of those lines into the folder `contoso` below a temporary one.
func archive(
  _ lines: [EvidenceKind: [String]], in folder: TemporaryFolder, gaps: [CollectionGap] = []
) throws -> EvidenceArchive {
  let writer = try EvidenceArchiveWriter(
    directory: folder.path + "/contoso", tenant: contoso, generatorVersion: "0.1.0")
  for (kind, lines) in lines.sorted(by: { $0.key < $1.key }) {
    try writer.begin(kind, collectedAt: collection)
    for line in lines { try writer.append(line.utf8, to: kind) }
  }
  for gap in gaps { writer.note(gap) }
  try writer.finish()
  return EvidenceArchive(directory: folder.path + "/contoso")
}

/// The evidence of lines of one kind.
func evidence(
  _ kind: EvidenceKind, _ lines: [String], eventsFrom: Timestamp? = nil, operations: Set<String>? = nil
) throws -> TenantEvidence {
  let folder = try TemporaryFolder()
  return try archive([kind: lines], in: folder).evidence(eventsFrom: eventsFrom, operations: operations)
}

/// A line of a per-user kind.
func owned(_ item: String, by id: String = "0A00") -> String {
  #"{"owner":{"id":"\#(id)","user_principal_name":"Adele@contoso.example"},"item":\#(item)}"#
}

let adele = #"{"id":"0A00","userPrincipalName":"Adele@contoso.example","createdDateTime":"2026-08-19T10:00:00Z"}"#
let bruno = #"{"id":"0b00","userPrincipalName":"bruno@contoso.example","createdDateTime":"0001-01-01T00:00:00Z"}"#
