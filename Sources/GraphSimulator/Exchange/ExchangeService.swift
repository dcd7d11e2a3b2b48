import Foundation
import Synchronization

/// The Exchange Online admin API: answers one cmdlet that was let in.
struct ExchangeService: Sendable {
  let world: SimulatedWorld
  let pages: PageDesk

  /// One cmdlet with all that is known of its request.
  struct Call: Sendable {
    let request: WireRequest
    let tenant: SimulatedTenant
    let cmdlet: Cmdlet
    /// Unix seconds.
    let now: Double
  }

  /// Objects of an answer, before they are paged.
  struct Result {
    var objects: [[UInt8]] = []
    var warnings: [String] = []
  }

  /// - Throws: `SimulatorError` when an archive cannot be read.
  func answer(_ call: Call) throws -> WireAnswer {
    if let refusal = refusal(of: call) { return refusal }
    if let token = call.request.query["$skiptoken"] { return try further(token, call) }
    let cmdlet = call.cmdlet
    switch cmdlet.name {
    case "Search-UnifiedAuditLog": return try searchAuditLog(call)
    case "Get-MessageTraceV2": return try messageTrace(call)
    case "Get-AdminAuditLogConfig": return try auditConfiguration(call)
    case "Get-MailboxPermission": return try mailboxPermissions(call)
    default: break
    }
    guard let kind = ExchangeService.kinds[cmdlet.name] else { return ExchangeService.forbidden }
    if let refused = call.tenant.facts.refusals[kind] {
      return refused == .permission ? ExchangeService.forbidden : WireAnswer(refused == .gatewayTimeout ? 504 : 500)
    }
    let rendered = try world.store.kind(kind, of: call.tenant.facts)
    var positions = Array(0..<rendered.count)
    if let mailbox = cmdlet.mailbox, RenderedKind.wrapped.contains(kind) {
      guard try isMailbox(mailbox, call) else { return notFound(mailbox, call) }
      positions = rendered.positions(of: try ownerID(mailbox, call))
      if kind == "inbox_rules", !cmdlet.flag("IncludeHidden") {
        positions = positions.filter { !RuleForms.isHidden(rendered, $0) }
      }
    } else if RenderedKind.wrapped.contains(kind) {
      return failure(400, "BadRequest", "System.ArgumentException", "The parameter 'Mailbox' is required.", call)
    } else if let identity = cmdlet.text("Identity") ?? cmdlet.text("SenderAddress") {
      positions = rendered.positions(of: identity)
      if positions.isEmpty, cmdlet.name == "Get-Mailbox" { return notFound(identity, call) }
    }
    return try page(kind, rendered, positions, call)
  }

  /// Which evidence kind a cmdlet lists.
  static let kinds = [
    "Get-Mailbox": "mailboxes", "Get-InboxRule": "inbox_rules", "Get-SweepRule": "sweep_rules",
    "Get-RecipientPermission": "recipient_permissions", "Get-BlockedSenderAddress": "blocked_senders",
    "Get-TransportRule": "transport_rules", "Get-InboundConnector": "inbound_connectors",
    "Get-OutboundConnector": "outbound_connectors", "Get-RemoteDomain": "remote_domains",
    "Get-MobileDevice": "mobile_devices",
  ]

  /// What Exchange answers to a role that is missing, and to a cmdlet that does not exist: no JSON at all.
  static let forbidden = WireAnswer(403, body: [0], type: "application/octet-stream")

  private func refusal(of call: Call) -> WireAnswer? {
    switch call.tenant.exchange {
    case .noRole: return ExchangeService.forbidden
    case .noRules where ["Get-InboxRule", "Get-SweepRule"].contains(call.cmdlet.name): return ExchangeService.forbidden
    default: break
    }
    guard let parameters = Cmdlet.known[call.cmdlet.name] else { return ExchangeService.forbidden }
    let common: Set = ["ResultSize", "Confirm", "ErrorAction", "Verbose", "WarningAction"]
    guard
      let unknown = call.cmdlet.parameters.keys.sorted().first(where: {
        !parameters.contains($0) && !common.contains($0)
      })
    else { return nil }
    return failure(
      400, "BadRequest", "System.Management.Automation.ParameterBindingException",
      "A parameter cannot be found that matches parameter name '\(unknown)'.", call)
  }

  // MARK: Mailboxes

  /// True for a name that the list of mailboxes, or where there is none the directory, knows.
  private func isMailbox(_ name: String, _ call: Call) throws -> Bool {
    if gone(name, call) { return false }
    let mailboxes = try world.store.kind("mailboxes", of: call.tenant.facts)
    if mailboxes.count > 0 { return !mailboxes.positions(of: name).isEmpty }
    return try !world.store.kind("users", of: call.tenant.facts).positions(of: name).isEmpty
  }

  private func gone(_ name: String, _ call: Call) -> Bool {
    guard case .named(let names) = call.tenant.scenario.mailboxes.softDeleted else { return false }
    return names.contains(name.lowercased())
  }

  /// The object id by which lines name the owner.
  private func ownerID(_ name: String, _ call: Call) throws -> String {
    let mailboxes = try world.store.kind("mailboxes", of: call.tenant.facts)
    guard let position = mailboxes.positions(of: name).first else { return name }
    return mailboxes.text(["ExternalDirectoryObjectId"], of: position) ?? name
  }

  private func mailboxPermissions(_ call: Call) throws -> WireAnswer {
    guard let mailbox = call.cmdlet.mailbox, try isMailbox(mailbox, call) else {
      return notFound(call.cmdlet.mailbox ?? "", call)
    }
    let own = JSONTree.object([
      ("AccessRights@data.type", "System.Collections.ArrayList"), ("AccessRights@odata.type", "#Collection(String)"),
      ("AccessRights", .list(["FullAccess, ReadPermission"])), ("Deny", "False"), ("InheritanceType", "All"),
      ("User", "NT AUTHORITY\\SELF"), ("UserSid", "S-1-5-10"), ("Identity", .text(mailbox)), ("IsInherited", false),
    ])
    return document(Result(objects: [own.bytes]), next: nil, call)
  }

  private func auditConfiguration(_ call: Call) throws -> WireAnswer {
    let lines = try world.store.kind("audit_configuration", of: call.tenant.facts)
    let known = lines.objects.indices.first.flatMap { position in
      lines.withObject(position) { bytes in
        ObjectScanner.value(of: ["UnifiedAuditLogIngestionEnabled"], in: 0..<bytes.count, bytes)
          .map { bytes[$0.lowerBound] == UInt8(ascii: "t") }
      }
    }
    if known == call.tenant.isAuditing {
      return document(Result(objects: [lines.withObject(0) { Array($0) }]), next: nil, call)
    }
    let made = JSONTree.object([
      ("UnifiedAuditLogIngestionEnabled@data.type", "System.Boolean"),
      ("UnifiedAuditLogIngestionEnabled", .flag(call.tenant.isAuditing)), ("AdminAuditLogEnabled", true),
      ("Name", "Admin Audit Log Settings"),
    ])
    return document(Result(objects: [made.bytes]), next: nil, call)
  }

  // MARK: Pages

  private func page(_ kind: String, _ rendered: RenderedKind, _ positions: [Int], _ call: Call) throws -> WireAnswer {
    var warnings: [String] = []
    var positions = positions
    // Without a ResultSize a listing ends at a thousand objects, and says so.
    let size = call.cmdlet.text("ResultSize")
    if size?.lowercased() != "unlimited", positions.count > (size.flatMap { Int($0) } ?? 1_000) {
      positions = Array(positions.prefix(size.flatMap { Int($0) } ?? 1_000))
      warnings.append(
        "There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter."
      )
    }
    let preferred = call.request.headers["prefer"].flatMap { prefer in
      prefer.lowercased().split(separator: "=").last.flatMap { Int($0) }
    }
    let behaviour = call.tenant.scenario.listings
    let limit = behaviour.pageSizes[kind] ?? behaviour.pageSizes["*"] ?? .max
    let start = PagedListing(
      tenant: call.tenant.facts.id, kind: kind + "\u{0}" + String(decoding: call.cmdlet.body, as: UTF8.self),
      positions: positions, form: .asItIs, isAdvanced: false, count: nil,
      pageSize: max(1, min(preferred ?? 1_000, limit)))
    return answer(start, rendered, warnings, call)
  }

  private func further(_ token: String, _ call: Call) throws -> WireAnswer {
    let behaviour = call.tenant.scenario.listings
    let isRefused = call.tenant.memory.withLock { memory in
      guard memory.refusedPageTokens < behaviour.expiredPageTokens else { return false }
      memory.refusedPageTokens += 1
      return true
    }
    // The same body must come again: the token belongs to it.
    guard !isRefused, let known = pages.listing(for: token), known.tenant == call.tenant.facts.id,
      known.kind.hasSuffix("\u{0}" + String(decoding: call.cmdlet.body, as: UTF8.self)),
      call.now <= known.issued + behaviour.pageTokenLifetime, let kind = known.kind.split(separator: "\u{0}").first
    else {
      return failure(
        400, "BadRequest", "Microsoft.Exchange.Admin.OData.Core.ODataServiceException",
        "Expired or Invalid pagination request. Default Expiry time is 00:30:00", call)
    }
    return answer(known, try world.store.kind(String(kind), of: call.tenant.facts), [], call)
  }

  private func answer(_ paged: PagedListing, _ rendered: RenderedKind, _ warnings: [String], _ call: Call) -> WireAnswer
  {
    let behaviour = call.tenant.scenario.listings
    let kind = paged.kind.split(separator: "\u{0}").first.map(String.init) ?? ""
    let positions = paged.positions ?? []
    let isEmpty = behaviour.emptyPageEvery > 0 && paged.page % (behaviour.emptyPageEvery + 1) == 0
    let isEndless = behaviour.endlessKinds.contains(kind)
    let end = isEmpty ? paged.offset : min(positions.count, paged.offset + paged.pageSize)
    let first = behaviour.repeatsRows && paged.offset > 0 && !isEmpty ? paged.offset - 1 : paged.offset
    let selected = call.request.query["$select"].map { $0.split(separator: ",").map(String.init) }
    let projection = Projection(selected: selected)
    let objects = positions[first..<max(first, end)].map { position in
      var out: [UInt8] = []
      rendered.withObject(position) { projection.write($0, to: &out) }
      return out
    }
    var next = paged
    next.page += 1
    next.offset = isEndless ? 0 : end
    next.issued = call.now
    guard next.offset < positions.count || isEndless else {
      return document(Result(objects: objects, warnings: warnings), next: nil, call)
    }
    var base = "http://\(call.request.host)"
    if behaviour.nextLinkKinds.isEmpty || behaviour.nextLinkKinds.contains(kind) {
      switch behaviour.nextLink {
      case .honest: break
      case .otherHost, .otherPort: base = "http://exchange.attacker.example"
      case .otherScheme: base = "https://\(call.request.host)"
      }
    }
    let options = call.request.rawQuery.split(separator: "&").filter { !$0.lowercased().hasPrefix("$skiptoken=") }
    let query = (options.map(String.init) + ["$skiptoken=\(pages.token(for: next))"]).joined(separator: "&")
    return document(Result(objects: objects, warnings: warnings), next: "\(base)\(call.request.path)?\(query)", call)
  }

  // MARK: Documents

  func document(_ result: Result, next: String?, _ call: Call) -> WireAnswer {
    var out = JSONBytes()
    out.raw(
      "{\"@odata.context\":\"http://\(call.request.host)/adminapi/beta/\(call.tenant.facts.id)/$metadata#Collection(Exchange.GenericHashTable)\","
    )
    out.raw("\"adminapi.warnings@odata.type\":\"#Collection(String)\",\"@adminapi.warnings\":")
    out.raw(JSONTree.list(result.warnings.map { .text($0) }).bytes)
    if let next {
      out.raw(",\"@odata.nextLink\":")
      out.text(next)
    }
    out.raw(",\"value\":[")
    for (index, object) in result.objects.enumerated() {
      if index > 0 { out.raw(",") }
      out.raw(object)
    }
    out.raw("]}")
    return WireAnswer(
      200,
      headers: [
        ("Rate-Limit-Limit", "30000"), ("Rate-Limit-Remaining", "29990"),
        ("Rate-Limit-Reset", Moment(seconds: call.now + 300).text),
      ], body: out.bytes)
  }

  private func notFound(_ name: String, _ call: Call) -> WireAnswer {
    failure(
      404, "NotFound", "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException",
      "The operation couldn't be performed because object '\(name)' couldn't be found on 'SIMULATOR.PROD.OUTLOOK.COM'.",
      call)
  }

  /// An error in Exchange's form: the exception's type and the text stand in a text, between bars.
  func failure(_ status: Int, _ code: String, _ type: String, _ message: String, _ call: Call) -> WireAnswer {
    let text = "Ex6F9304|\(type)|\(message)"
    return .document(
      .object([
        (
          "error",
          .object([
            ("code", .text(code)), ("message", "Error executing cmdlet"),
            ("details", .list([.object([("code", "Context"), ("target", ""), ("message", .text(text))])])),
            (
              "innererror",
              .object([
                ("message", "Error executing cmdlet"),
                ("type", "Microsoft.Exchange.Admin.OData.Core.ODataServiceException"),
                ("stacktrace", ""),
                ("internalexception", .object([("message", .text(text)), ("type", .text(type)), ("stacktrace", "")])),
              ])
            ),
          ])
        ), ("adminapi.warnings@odata.type", "#Collection(String)"), ("@adminapi.warnings", .list([])),
      ]), status: status)
  }
}
