import AuditModel
import EvidenceCollection
import MicrosoftCloud
import Testing

/// What a collection makes of a tenant that does not answer as it should.
struct CollectionFailureTests {
  @Test func `without consent every kind is that gap, and nothing is asked after the token`() async throws {
    let tenant = try await collect { call in
      guard call.service == .login else { return nil }
      return StubReply(status: 400, body: #"{"error":"unauthorized_client","error_codes":[700016],"trace_id":"t"}"#)
    }
    #expect(Set(tenant.summary.kinds.map(\.kind)) == Set(EvidenceKind.allCases))
    for kind in tenant.summary.kinds {
      #expect(kind.status == .unavailable)
      #expect(kind.gap?.reason == .consentRevoked)
      #expect(kind.gap?.message == "The application has no consent in this tenant (AADSTS700016).")
      #expect(kind.gap?.error?.code == "AADSTS700016")
    }
    #expect(tenant.stub.requests == 1)
    #expect(try tenant.archive.manifest().kinds.count == EvidenceKind.allCases.count)
  }

  @Test func `pages that came before a failure are kept`() async throws {
    let tenant = try await collect { call in
      guard call.path == "/devices" else { return nil }
      return call.query["$skiptoken"] == nil
        ? .list([#"{"id":"d1"}"#], next: "\(call.origin)/graph/v1.0/devices?$skiptoken=2") : .refused(403, "Nope")
    }
    #expect(tenant.status(.devices) == .partial)
    #expect(tenant.lines(.devices) == [#"{"id":"d1"}"#])
    #expect(tenant.gap(.devices)?.reason == .permissionGraph)
    #expect(tenant.gap(.users) == nil)
  }

  @Test func `a next link to elsewhere ends that kind only`() async throws {
    let tenant = try await collect { call in
      call.path == "/devices" ? .list([#"{"id":"d1"}"#], next: "https://elsewhere.example/x") : nil
    }
    #expect(tenant.gap(.devices)?.reason == .schemaUnexpected)
    #expect(tenant.gap(.domains) == nil)
  }

  @Test func `more pages than the cap are a truncated kind`() async throws {
    var caps = CollectionCaps()
    caps.pages = 3
    let tenant = try await collect(plan { $0.caps = caps }) { call in
      guard call.path == "/devices" else { return nil }
      let page = Int(call.query["p"] ?? "0") ?? 0
      return .list([#"{"id":"d\#(page)"}"#], next: "\(call.origin)/graph/v1.0/devices?p=\(page + 1)")
    }
    #expect(tenant.gap(.devices)?.reason == .truncatedPageCap)
    #expect(tenant.lines(.devices)?.count == 3)
  }

  @Test func `what the licences rule out is not asked for`() async throws {
    let tenant = try await collect { call in
      call.path == "/subscribedSkus" ? .list([StubCloud.sku(["AAD_PREMIUM"])]) : nil
    }
    #expect(tenant.gap(.riskyUsers)?.reason == .licenceRequired)
    #expect(tenant.gap(.managedDevices)?.needs == ["Microsoft Intune"])
    #expect(tenant.gap(.riskDetections)?.error == nil)
    #expect(tenant.gap(.signIns) == nil)
    #expect(tenant.stub.calls.allSatisfy { !$0.path.hasPrefix("/identityProtection") })
  }

  @Test func `licences that cannot be read rule nothing out, and the refusal itself decides`() async throws {
    let tenant = try await collect { call in
      switch call.path {
      case "/subscribedSkus": .refused(403, "Authorization_RequestDenied")
      case "/auditLogs/signIns": .refused(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant")
      default: nil
      }
    }
    #expect(tenant.gap(.subscribedSkus)?.reason == .permissionGraph)
    #expect(tenant.gap(.signIns)?.reason == .licenceRequired)
    #expect(tenant.gap(.signIns)?.error?.http == 403)
    #expect(tenant.gap(.riskyUsers) == nil)
  }

  @Test func `an application that Exchange does not know leaves Graph's kinds whole`() async throws {
    let tenant = try await collect { call in
      guard call.service == .login, call.body.contains("outlook") else { return nil }
      return StubReply(status: 400, body: #"{"error":"invalid_resource","error_codes":[500011]}"#)
    }
    #expect(tenant.gap(.mailboxes)?.reason == .licenceRequired)
    #expect(tenant.gap(.unifiedAudit)?.reason == .licenceRequired)
    #expect(tenant.gap(.users) == nil)
    #expect(tenant.stub.calls.allSatisfy { $0.service == .graph })
  }

  @Test func `single users that fail are named, sorted, and the others are kept`() async throws {
    let tenant = try await collect(plan { $0.kinds = [.users, .authenticationMethods] }) { call in
      if call.path == "/users" { return .list([user("c"), user("b"), user("a")]) }
      guard call.path.hasSuffix("/methods") else { return nil }
      return call.owner == "b" ? .list([#"{"id":"m"}"#]) : .refused(504, "UnknownError")
    }
    let gap = try #require(tenant.gap(.authenticationMethods))
    #expect(gap.reason == .timeout)
    #expect(gap.missedUsers == [UserID("a"), UserID("c")])
    #expect(gap.message == "The authentication methods of 2 users were not answered in time.")
    #expect(gap.error == ServiceError(http: 504, code: "UnknownError"))
    #expect(tenant.lines(.authenticationMethods)?.count == 1)
  }

  @Test func `a listed user whom Microsoft does not find is missed, not one without methods`() async throws {
    let tenant = try await collect(plan { $0.kinds = [.users, .authenticationMethods] }) { call in
      if call.path == "/users" { return .list([user("a"), user("b")]) }
      guard call.path.hasSuffix("/methods") else { return nil }
      return call.owner == "a" ? .list([#"{"id":"m"}"#]) : .refused(404, "Request_ResourceNotFound")
    }
    let gap = try #require(tenant.gap(.authenticationMethods))
    #expect(tenant.status(.authenticationMethods) == .partial)
    #expect(gap.reason == .serviceError && gap.missedUsers == [UserID("b")])
    #expect(
      gap.message
        == "The authentication methods of 1 user could not be read: Microsoft says there is no such user.")
  }

  @Test func `users that fail for different reasons are told apart, the reason of most first`() async throws {
    let status = ["a": 403, "b": 504, "c": 504, "d": 500, "e": 403, "f": 504, "g": 404, "h": 200]
    let tenant = try await collect(plan { $0.kinds = [.users, .authenticationMethods] }) { call in
      if call.path == "/users" { return .list(status.keys.sorted().map { user($0) }) }
      guard call.path.hasSuffix("/methods"), let status = status[call.owner] else { return nil }
      return status == 200 ? .list([#"{"id":"m"}"#]) : .refused(status, "Authorization_RequestDenied")
    }
    let gap = try #require(tenant.gap(.authenticationMethods))
    #expect(gap.reason == .timeout)
    #expect(gap.missedUsers == ["a", "b", "c", "d", "e", "f", "g"].map { UserID($0) })
    #expect(
      gap.message
        == "The authentication methods of 3 users were not answered in time. "
        + "Those of 2 further users could not be read: access to these users is denied. "
        + "Those of 1 further user could not be read: Microsoft says there is no such user. "
        + "Those of 1 further user could not be read: the service failed.")
    #expect(gap.needs == ["UserAuthenticationMethod.Read.All"])
    #expect(gap.error?.http == 504)
  }

  @Test func `where nobody was answered, the gap still says who failed for what`() async throws {
    let tenant = try await collect(plan { $0.kinds = [.users, .authenticationMethods] }) { call in
      if call.path == "/users" { return .list([user("a"), user("b"), user("c")]) }
      guard call.path.hasSuffix("/methods") else { return nil }
      return .refused(call.owner == "b" ? 504 : 500, "UnknownError")
    }
    let gap = try #require(tenant.gap(.authenticationMethods))
    #expect(tenant.status(.authenticationMethods) == .unavailable)
    #expect(gap.reason == .serviceError && gap.missedUsers == nil)
    #expect(
      gap.message
        == "The authentication methods of 2 users could not be read: the service failed. "
        + "Those of 1 further user were not answered in time.")
  }

  @Test func `when the first twenty users are refused nobody else is asked`() async throws {
    let tenant = try await collect(plan { $0.kinds = [.users, .authenticationMethods] }) { call in
      if call.path == "/users" { return .list((10..<60).map { user("u\($0)") }) }
      return call.path.hasSuffix("/methods") ? .refused(403, "Authorization_RequestDenied") : nil
    }
    let gap = try #require(tenant.gap(.authenticationMethods))
    #expect(gap.reason == .permissionGraph)
    #expect(gap.missedUsers == nil)
    #expect(tenant.stub.calls.count { $0.path.hasSuffix("/methods") } == 20)
  }

  @Test func `without users nobody's methods are known`() async throws {
    let tenant = try await collect { call in
      call.path == "/users" ? .refused(403, "Authorization_RequestDenied") : nil
    }
    #expect(tenant.gap(.users)?.reason == .permissionGraph)
    #expect(tenant.gap(.authenticationMethods)?.reason == .prerequisiteFailed)
    #expect(tenant.status(.authenticationMethods) == .unavailable)
  }

  @Test func `a collection that is cancelled leaves no manifest`() async throws {
    let stub = StubCloud { call in
      call.path == "/security/auditLog/queries" ? StubReply(status: 201, body: #"{"id":"q","status":"running"}"#) : nil
    }
    let folder = try TemporaryFolder()
    let (reached, continuation) = AsyncStream.makeStream(of: Void.self)
    try await stub.serve { port in
      try await withSession(port) { session in
        let collection = TenantCollection(
          plan: plan { $0.auditSource = .graph }, cloud: session.tenant(tenantID), directory: folder.path + "/tenant",
          generatorVersion: "0.1.0", now: { auditTime }, random: { 0.5 },
          sleep: { _ in
            continuation.yield()
            try await Task.sleep(for: .seconds(600))
          }, logger: .quiet)
        let task = Task { try await collection.collect() }
        var iterator = reached.makeAsyncIterator()
        await iterator.next()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
      }
    }
    #expect(throws: EvidenceArchiveError.self) {
      try EvidenceArchive(directory: folder.path + "/tenant").manifest()
    }
  }
}
