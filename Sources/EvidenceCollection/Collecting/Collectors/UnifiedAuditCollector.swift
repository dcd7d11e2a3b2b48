import AuditModel
import MicrosoftCloud
import WireJSON

/// Reads the unified audit log of the window, by one of its two searches.
struct UnifiedAuditCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.unifiedAudit],
    source:
      "`Search-UnifiedAuditLog`, or by configuration `POST /security/auditLog/queries` (a search, which changes nothing)",
    graphPermissions: ["AuditLogsQuery.Read.All"], exchangeRole: "View-Only Audit Logs", licence: nil,
    cost: "1 per 1,000 records; through Graph 2, looks while it runs, and 1 per 999 records",
    gaps: [
      "Only the operations that the checks know are asked for.",
      "Records arrive 30 minutes to 24 hours late; what comes late is read the next night.",
    ])

  let context: CollectionContext

  func collect() async throws {
    // Nothing is asked where nothing is recorded: an empty answer would look like a quiet tenant.
    if await context.facts.isAuditing == false {
      return try await context.sink.settle(.unifiedAudit, .auditingOff)
    }
    await context.sink.start(.unifiedAudit)
    let gap =
      switch context.plan.auditSource {
      case .exchange: try await AuditLogSessions(context: context, actors: AuditActors()).collect()
      case .graph: try await AuditSearch(context: context, actors: AuditActors()).collect()
      }
    try await context.sink.settle(.unifiedAudit, gap)
  }
}

extension CollectionPlan {
  /// The operations as both searches take them, sorted: operations of the directory end in a full stop in this log.
  var operationNames: [String]? {
    guard let operations, !operations.isEmpty else { return nil }
    var names = operations
    for name in operations where name.contains(" ") && !name.hasSuffix(".") { names.insert(name + ".") }
    return names.sorted()
  }
}

/// Finds out whom audit records name, so that it is their turn in large tenants. One a task.
final class AuditActors {
  private let parser = JSONParser()
  private let decoder = AuditRecordDecoder()

  /// Names, addresses and ids in lower case, of who did it and to whom it was done.
  func names(in lines: [[UInt8]]) -> Set<String> {
    var names: Set<String> = []
    for line in lines {
      guard let record = try? parser.parse(line, { try decoder.record(json: $0) }) else { continue }
      for name in [record.actor, record.mailboxOwner, record.memberName] { Self.add(name, &names) }
      // `contoso.onmicrosoft.com\\mailbox\\rule`
      for part in record.objectID?.split(whereSeparator: { $0 == "\\" || $0 == "/" }) ?? [] {
        Self.add(String(part), &names)
      }
      for parameter in record.parameters where ["Identity", "Mailbox", "User", "Trustee"].contains(parameter.name) {
        Self.add(parameter.value, &names)
      }
    }
    return names
  }

  private static func add(_ name: String?, _ names: inout Set<String>) {
    guard let name, !name.isEmpty, name.utf8.count <= 256 else { return }
    names.insert(name.lowercased())
  }
}

extension CollectionContext {
  /// Takes note of whom the lines name, where that may decide whose turn it is.
  func gatherActivity(_ lines: [[UInt8]], _ actors: AuditActors) async {
    let isForEverybody: Bool
    if let users = await facts.users {
      isForEverybody = Rotation.isForEverybody(plan: plan, userCount: users.count)
    } else {
      isForEverybody = plan.isFirstAudit || plan.refresh.nights == 1
    }
    guard !isForEverybody, plan.onlyUser == nil else { return }
    await facts.add(active: actors.names(in: lines))
  }
}
