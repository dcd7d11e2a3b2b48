import AuditModel
import EvidenceCollection
import Logging
import MicrosoftCloud
import Synchronization
import Testing

let tenantID = "11111111-2222-3333-4444-555555555555"
let auditTime = Timestamp(seconds: 1_787_000_000)

/// A plan for a tenant that the configuration knows by its id only.
func plan(_ adjust: (inout CollectionPlan) -> Void = { _ in }) -> CollectionPlan {
  var plan = CollectionPlan(
    tenant: Tenant(id: TenantID(tenantID), displayName: ""), window: AuditWindow(days: 2, endingAt: auditTime))
  adjust(&plan)
  return plan
}

/// What a collection of a stub cloud left behind.
struct CollectedTenant: Sendable {
  let summary: CollectionSummary
  let stub: StubCloud
  let folder: TemporaryFolder
  let waits: [Duration]

  var archive: EvidenceArchive { EvidenceArchive(directory: folder.path + "/tenant") }

  /// The lines of a kind; nil without a file.
  func lines(_ kind: EvidenceKind) -> [String]? {
    guard let bytes = try? folder.bytes(of: "tenant/\(kind.fileName)") else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  func gap(_ kind: EvidenceKind) -> CollectionGap? { summary[kind]?.gap }
  func status(_ kind: EvidenceKind) -> ArchiveManifest.Status? { summary[kind]?.status }
}

/// Collects from a cloud that answers as the handler says.
func collect(_ plan: CollectionPlan = plan(), _ handler: @escaping StubCloud.Handler) async throws -> CollectedTenant {
  let stub = StubCloud(handler)
  let folder = try TemporaryFolder()
  let waits = Mutex<[Duration]>([])
  let summary = try await stub.serve { port in
    try await withSession(port) { session in
      try await TenantCollection(
        plan: plan, cloud: session.tenant(tenantID), directory: folder.path + "/tenant", generatorVersion: "0.1.0",
        now: { auditTime }, random: { 0.5 }, sleep: { wait in waits.withLock { $0.append(wait) } }, logger: .quiet
      ).collect()
    }
  }
  return CollectedTenant(summary: summary, stub: stub, folder: folder, waits: waits.withLock { $0 })
}

/// A session with the stub cloud at that port.
func withSession<Result: Sendable>(
  _ port: Int, _ body: @Sendable (CloudSession) async throws -> Result
) async throws -> Result {
  var endpoints = try #require(CloudEndpoints.named("global"))
  endpoints.login = try BaseURL("http://127.0.0.1:\(port)/login")
  endpoints.graph = try BaseURL("http://127.0.0.1:\(port)/graph")
  endpoints.exchange = try BaseURL("http://127.0.0.1:\(port)/exchange")
  var limits = CloudLimits()
  limits.retries.maximumTries = 2
  let session = try CloudSession(
    endpoints: endpoints, credential: .secret(applicationID: "app", Secret("s3cr3t")), limits: limits, now: { 1e9 },
    random: { 0.5 }, logger: .quiet, clock: EagerClock())
  do {
    let result = try await body(session)
    await session.shutdown()
    return result
  } catch {
    await session.shutdown()
    throw error
  }
}

extension Logger {
  static var quiet: Logger {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
  }
}

/// A user of a listing.
func user(_ id: String, type: String = "Member") -> String {
  #"{"id":"\#(id)","userPrincipalName":"\#(id)@contoso.example","userType":"\#(type)"}"#
}

/// A mailbox of `Get-Mailbox`.
func mailbox(_ id: String, type: String = "UserMailbox") -> String {
  #"{"ExternalDirectoryObjectId":"\#(id)","UserPrincipalName":"\#(id)@contoso.example","RecipientTypeDetails":"\#(type)"}"#
}
