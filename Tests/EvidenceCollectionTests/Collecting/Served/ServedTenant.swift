import AuditModel

/// A tenant as the stub serves it: lists by path of Graph and by cmdlet, and rules that go before them.
struct ServedTenant: Sendable {
  typealias Rule = @Sendable (TenantCall) -> TenantAnswer?

  struct Person: Sendable {
    let id: String
    let name: String
    var isGuest = false
    var hasMailbox = true

    var object: String {
      #"{"id":"\#(id)","userPrincipalName":"\#(name)","displayName":"\#(name)","accountEnabled":true,"userType":"\#(isGuest ? "Guest" : "Member")","assignedPlans":[\#(plan)]}"#
    }

    var mailbox: String {
      #"{"ExternalDirectoryObjectId":"\#(id)","UserPrincipalName":"\#(name)","PrimarySmtpAddress":"\#(name)","RecipientTypeDetails@data.type":"System.String","RecipientTypeDetails":"UserMailbox"}"#
    }

    private var plan: String {
      hasMailbox && !isGuest ? #"{"service":"exchange","capabilityStatus":"Enabled","servicePlanId":"p"}"# : ""
    }
  }

  var people: [Person]
  /// By path of Graph or name of a cmdlet; what is not there is an empty list for per-user paths, else 404.
  var lists: [String: [String]] = [:]
  private var rules: [Rule] = []

  init(people: [Person]) { self.people = people }

  /// Ada and Bruno with mailboxes, and a guest; every kind has something to show.
  static var contoso: ServedTenant {
    var tenant = ServedTenant(people: [
      Person(id: "0a00", name: "ada@contoso.example"), Person(id: "0b00", name: "bruno@contoso.example"),
      Person(id: "0c00", name: "guest@elsewhere.example", isGuest: true, hasMailbox: false),
    ])
    tenant.lists = ServedContents.lists
    return tenant
  }

  /// Of so many people, all with mailboxes, and nothing else.
  static func crowd(_ count: Int) -> ServedTenant {
    var tenant = ServedTenant(people: (0..<count).map { Person(id: "u\($0)", name: "user\($0)@contoso.example") })
    tenant.lists = ServedContents.lists.mapValues { _ in [] }
    for path in ["/organization", "/domains", "/subscribedSkus"] { tenant.lists[path] = ServedContents.lists[path] }
    for cmdlet in ["Get-AdminAuditLogConfig"] { tenant.lists[cmdlet] = ServedContents.lists[cmdlet] }
    return tenant
  }

  /// Says something before the lists do; the last rule that was given goes first.
  mutating func when(_ rule: @escaping Rule) { rules.insert(rule, at: 0) }

  /// Always says that to calls of the path or cmdlet.
  mutating func answer(_ path: String, _ answer: TenantAnswer) { when { $0.path == path ? answer : nil } }

  /// Microsoft's licences; without any, the listing shows an Exchange plan only.
  mutating func license(_ plans: String...) { license(plans) }

  mutating func license(_ plans: [String]) {
    let shown = (["EXCHANGE_S_STANDARD"] + plans)
      .map { #"{"servicePlanName":"\#($0)","servicePlanId":"\#($0)-id","provisioningStatus":"Success"}"# }
    lists["/subscribedSkus"] = [
      #"{"id":"s","skuPartNumber":"X","capabilityStatus":"Enabled","servicePlans":[\#(shown.joined(separator: ","))]}"#
    ]
  }

  func answer(to call: TenantCall) -> TenantAnswer {
    for rule in rules { if let answer = rule(call) { return answer } }
    if call.service == .login { return .text(#"{"token_type":"Bearer","expires_in":3599,"access_token":"t0ken"}"#) }
    if let list = lists[call.path] { return .list(list) }
    switch call.path {
    case "/users": return .list(people.map(\.object))
    case "Get-Mailbox": return .list(people.filter(\.hasMailbox).map(\.mailbox))
    case "Get-InboxRule", "Get-SweepRule":
      let isThere = people.contains { $0.hasMailbox && [$0.id, $0.name].contains(call.mailbox ?? "") }
      return isThere ? .list([]) : .exchangeRefusal(404, "ManagementObjectNotFoundException")
    default: return perUser(call)
    }
  }

  private func perUser(_ call: TenantCall) -> TenantAnswer {
    guard let owner = call.owner, let person = people.first(where: { $0.id == owner || $0.name == owner }) else {
      return .refusal(404, "Request_ResourceNotFound")
    }
    if call.path.hasSuffix("/authentication/methods") { return .list([ServedContents.password]) }
    return person.hasMailbox ? .list([]) : .refusal(404, "MailboxNotEnabledForRESTAPI")
  }
}
