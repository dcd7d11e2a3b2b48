import AuditChecks
import AuditModel
import AuditPipeline
import EvidenceCollection
import Foundation
import SyntheticFleet
import WireJSON

/// MB/s a core: from a line to the model, and from an archive's file (read, verified, decoded, put in order) to the model.
struct DecodingBenchmark {
  let work: String
  private let kinds: [EvidenceKind] = [
    .users, .mailboxes, .inboxRules, .unifiedAudit, .directoryAudits, .authenticationMethods, .signIns, .messageTrace,
  ]

  func run() throws {
    print(
      "Decoding, one core (a tenant of 4,000 users): lines to the model | archive to the model, verified and in order")
    let tenant = SyntheticFleet(tenants: 1, users: 4_000, seed: 1, endingAt: 1_787_220_000, nights: 1).tenant(
      0, night: 0)
    for kind in kinds {
      guard let entry = tenant.kinds.first(where: { $0.name == kind.rawValue }), entry.status != .unavailable else {
        continue
      }
      var lines: [[UInt8]] = []
      try tenant.forEachLine(of: entry) { lines.append(Array($0) + [UInt8](repeating: 0, count: JSONParser.padding)) }
      let archive = try write(kind, lines, in: tenant)
      try measure(archive, kind, lines, operations: nil, name: kind.rawValue)
      if kind == .unifiedAudit {
        try measure(
          archive, kind, lines, operations: CheckCatalogue.operations, name: "unified_audit, what checks read")
      }
    }
    print("")
  }

  private func write(_ kind: EvidenceKind, _ lines: [[UInt8]], in tenant: SyntheticTenant) throws -> EvidenceArchive {
    let directory = work + "/" + kind.rawValue
    let writer = try EvidenceArchiveWriter(
      directory: directory, tenant: Tenant(id: TenantID(tenant.id), displayName: tenant.displayName),
      generatorVersion: Program.version)
    for line in lines { try writer.append(line.dropLast(JSONParser.padding), to: kind) }
    try writer.finish()
    return EvidenceArchive(directory: directory)
  }

  private func measure(
    _ archive: EvidenceArchive, _ kind: EvidenceKind, _ lines: [[UInt8]], operations: Set<String>?, name: String
  ) throws {
    let megabytes = Double(lines.reduce(0) { $0 + $1.count - JSONParser.padding }) / 1e6
    let decoding = try median { try decode(lines, kind, operations: operations) }
    let reading = median {
      let evidence = archive.evidence(operations: operations)
      precondition(evidence.gap(of: kind) == nil, "the archive is whole")
    }
    Figures.row(
      name,
      "\(Figures.text(megabytes / decoding, digits: 0)) | \(Figures.text(megabytes / reading, digits: 0)) MB/s (\(Figures.text(megabytes)) MB)"
    )
  }

  private func median(_ work: () throws -> Void) rethrows -> Double {
    try (0..<7).map { _ in try Stopwatch.measure(work).cpu }.sorted()[3]
  }

  private func decode(_ lines: [[UInt8]], _ kind: EvidenceKind, operations: Set<String>?) throws {
    let parser = JSONParser()
    let records = AuditRecordDecoder(operations: operations)
    let signIns = SignInDecoder()
    let trace = TracedMessageDecoder()
    var count = 0
    for line in lines {
      let isThere = try line.withUnsafeBufferPointer { bytes in
        let line = UnsafeBufferPointer(rebasing: bytes.dropLast(JSONParser.padding))
        return try parser.parse(padded: line) { view in
          switch kind {
          case .users: try UserPrincipal(json: view) != nil
          case .mailboxes: try Mailbox(json: view).owner.id != nil
          case .inboxRules: try InboxRule(wrapped: view) != nil
          case .unifiedAudit: try records.record(json: view) != nil
          case .directoryAudits: try DirectoryAudit(json: view, since: nil) != nil
          case .authenticationMethods: try AuthenticationMethod(wrapped: view) != nil
          case .messageTrace: try trace.message(json: view) != nil
          default: try signIns.signIn(json: view) != nil
          }
        }
      }
      if isThere { count += 1 }
    }
    precondition(count <= lines.count)
  }
}
