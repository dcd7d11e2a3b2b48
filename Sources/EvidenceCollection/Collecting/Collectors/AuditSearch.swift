import AuditModel
import MicrosoftCloud
import WireJSON

/// Microsoft Graph's audit search (MICROSOFT365.md 8.1): a job that is created, looked at until it is done, and read.
struct AuditSearch {
  let context: CollectionContext
  let actors: AuditActors

  private struct Job: Sendable {
    let id: String
    let status: String
    let isLimitExceeded: Bool
  }

  private static let folder = "/security/auditLog/queries"

  /// - Returns: what is missing; nil when nothing is.
  func collect() async throws -> CollectionGap? {
    do {
      return try await collect(context.plan.eventTime, version: context.plan.caps.auditSearchVersion, splits: 0)
    } catch let failure as CloudFailure {
      if failure.concernsWholeTenant { throw failure }
      return CollectionGap(kind: .unifiedAudit, failure: failure)
    }
  }

  private func collect(_ time: AuditWindow, version: GraphRequest.Version, splits: Int) async throws -> CollectionGap? {
    let created: Job
    do {
      created = try await create(time, version)
    } catch let failure as CloudFailure where failure.reason == .notFound && version == .v1 {
      // Some tenants have the search in beta only.
      return try await collect(time, version: .beta, splits: splits)
    }
    let done: Job
    switch try await wait(for: created, version) {
    case .done(let job): done = job
    case .gap(let gap): return gap
    }
    let caps = context.plan.caps
    if done.isLimitExceeded {
      guard splits < caps.auditSplits, time.to.seconds(since: time.from) >= 2 * Int64(caps.auditShortestSlice) else {
        let gap = try await records(of: done, version)
        return gap
          ?? CollectionGap(
            kind: .unifiedAudit, reason: .truncatedPageCap,
            message:
              "The audit search has more records than it gives between \(time.from.iso8601) and \(time.to.iso8601).")
      }
      var gap: CollectionGap?
      for half in time.halves {
        let missing = try await collect(half, version: version, splits: splits + 1)
        gap = gap ?? missing
      }
      return gap
    }
    return try await records(of: done, version)
  }

  private func create(_ time: AuditWindow, _ version: GraphRequest.Version) async throws -> Job {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("displayName", "Roundsman \(time.from.iso8601)")
    writer.member("filterStartDateTime", time.from.iso8601)
    writer.member("filterEndDateTime", time.to.iso8601)
    if let operations = context.plan.operationNames {
      writer.key("operationFilters")
      writer.beginArray()
      for operation in operations { writer.string(operation) }
      writer.endArray()
    }
    writer.endObject()
    let request = GraphRequest(Self.folder, limit: .auditSearch, version: version)
    let job = try await context.cloud.graph.post(request, body: writer.bytes) { try Self.job($0) }
    await context.sink.count(requests: 1, for: .unifiedAudit)
    return job
  }

  private enum Wait {
    case done(Job)
    case gap(CollectionGap)
  }

  private func wait(for created: Job, _ version: GraphRequest.Version) async throws -> Wait {
    let caps = context.plan.caps
    var job = created
    var waited = Duration.zero
    var pause = caps.auditSearchFirstLook
    while true {
      switch job.status {
      case "succeeded": return .done(job)
      case "failed", "cancelled":
        return .gap(
          CollectionGap(
            kind: .unifiedAudit, reason: .serviceError, message: "The audit search ended with the status \(job.status)."
          ))
      default: break
      }
      guard waited < caps.auditSearchPatience else {
        return .gap(
          CollectionGap(
            kind: .unifiedAudit, reason: .timeout, message: "The audit search did not end in the time that it is given."
          ))
      }
      try await context.sleep(pause)
      waited += pause
      pause = min(pause * 2, caps.auditSearchLook)
      let request = GraphRequest(
        "\(Self.folder)/\(GraphRequest.segment(job.id))", limit: .auditSearch, version: version)
      job = try await context.cloud.graph.object(request) { try Self.job($0) }
      await context.sink.count(requests: 1, for: .unifiedAudit)
    }
  }

  private func records(of job: Job, _ version: GraphRequest.Version) async throws -> CollectionGap? {
    let request = GraphRequest(
      "\(Self.folder)/\(GraphRequest.segment(job.id))/records", query: [GraphRequest.Parameter("$top", "999")],
      limit: .auditSearch, version: version)
    return try await context.stream(
      .unifiedAudit, from: request, fact: { _ in nil as CollectionContext.NoFact? }
    ) { _, lines in
      await context.gatherActivity(lines, actors)
    }
  }

  /// The published sample wraps the search in `value`; live it is bare.
  private static func job(_ view: JSONView) throws -> Job {
    try view.requireObject()
    let wrapped = view["value"]
    let inner = wrapped?.isObject == true ? wrapped ?? view : view
    guard let id = try inner["id"]?.optionalString(), !id.isEmpty else { throw inner.missing("id") }
    return Job(
      id: id, status: try inner["status"]?.optionalString() ?? "",
      isLimitExceeded: inner["isRecordCountLimitExceeded"]?.bool ?? false)
  }
}
