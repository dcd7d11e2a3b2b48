import AuditModel

/// One sign in the window that Exchange kept somebody from sending, or let them send again.
struct SendingRestriction {
  /// As Microsoft spells them. Source: Management Activity API schema, "Hygiene events" (Event, EventId, EventValue,
  /// Reason) and "Security and Compliance Alerts", checked 2026-11.
  static let operations = ["HygieneTenantEvents", "AlertTriggered", "AlertEntityGenerated"]

  enum Kind { case listed, delisted, alert, bounce }

  /// Whom it concerns: a user, or an address that no user of the tenant carries.
  struct Sender: Hashable {
    let user: UserID?
    /// The address in lower case where no user is known; else empty, so that a renamed user stays the same.
    let name: String

    init(_ address: String, people: PeopleDirectory) {
      user = people.account(named: address)
      name = user == nil ? address.lowercased() : ""
    }

    init(user: UserID) {
      self.user = user
      name = ""
    }

    func label(_ people: PeopleDirectory, else address: String) -> String {
      user.map { people.name(of: $0) } ?? address
    }
  }

  let sender: Sender
  let kind: Kind
  let at: Timestamp
  let clientAddress: String?
  let details: [Detail]
  private let source: Source

  private enum Source {
    case record(AuditRecord)
    case message(String)
  }

  var isRelease: Bool { kind == .delisted }

  func reference(in evidence: EvidenceReader) -> EvidenceReference {
    switch source {
    case .record(let record): record.reference(in: evidence)
    case .message(let id):
      EvidenceReference(
        source: "exchange:Get-MessageTraceV2", recordID: id, collectedAt: evidence.collectedAt(.messageTrace))
    }
  }

  /// All of the window, by time.
  static func inWindow(of evidence: EvidenceReader) -> [SendingRestriction] {
    var signs: [SendingRestriction] = []
    for record in evidence.auditRecords(operations) ?? [] where evidence.window.contains(record.occurredAt) {
      if let sign = SendingRestriction(record, people: evidence.people) { signs.append(sign) }
    }
    for (user, messages) in evidence.mail?.reports ?? [:] {
      for message in messages where evidence.window.contains(message.sentAt) && Bounces.tellsOfRestriction(message) {
        signs.append(
          SendingRestriction(
            sender: Sender(user: user), kind: .bounce, at: message.sentAt,
            clientAddress: nil, details: [Detail("Bounce", message.subject)], source: .message(message.traceID)))
      }
    }
    return signs.sorted { ($0.at, $0.rank) < ($1.at, $1.rank) }
  }

  private var rank: String {
    switch source {
    case .record(let record): "record:" + record.id
    case .message(let id): "trace:" + id
    }
  }

  private init(
    sender: Sender, kind: Kind, at: Timestamp, clientAddress: String?, details: [Detail], source: Source
  ) {
    self.sender = sender
    self.kind = kind
    self.at = at
    self.clientAddress = clientAddress
    self.details = details
    self.source = source
  }

  private init?(_ record: AuditRecord, people: PeopleDirectory) {
    let named: String?
    let kind: Kind
    if record.operation.lowercased() == "hygienetenantevents" {
      named = record.parameter("EventValue") ?? record.objectID
      kind = record.parameter("Event")?.lowercased().hasPrefix("delist") == true ? .delisted : .listed
    } else {
      guard record.parameter("Name")?.lowercased() == Self.alertName else { return nil }
      named = record.parameter("AlertEntityId") ?? record.objectID
      kind = .alert
    }
    guard let named, named.contains("@") else { return nil }
    let reason = record.parameter("Reason")
    self.init(
      sender: Sender(named, people: people), kind: kind, at: record.occurredAt,
      clientAddress: reason.flatMap(Self.clientAddress) ?? (kind == .alert ? nil : record.clientAddress),
      details: [Detail("Address", named)] + (reason.map { [Detail("Reason", $0)] } ?? []), source: .record(record))
  }

  /// Name of the default alert policy. Source: Microsoft Learn, "Alert policies in the Microsoft Defender portal", checked 2026-11.
  private static let alertName = "user restricted from sending email"

  /// The `CIP=192.0.2.7` of a reason.
  static func clientAddress(in reason: String) -> String? {
    for part in reason.split(whereSeparator: { $0 == ";" || $0 == "," || $0 == " " }) {
      let text = part.trimmed
      guard text.prefix(4).lowercased() == "cip=" else { continue }
      let address = String(text.dropFirst(4).filter { $0 != "[" && $0 != "]" })
      return IPAddress(address) == nil ? nil : address
    }
    return nil
  }

  /// What kinds of signs there are, each once.
  static func signals(of signs: [SendingRestriction]) -> [Signal] {
    var signals: [Signal] = []
    if let sign = signs.first(where: { $0.kind == .listed }) {
      signals.append(Signal("restriction_recorded", "was put on the list \(sign.at.iso8601), as the audit log tells"))
    }
    if let sign = signs.first(where: { $0.kind == .alert }) {
      signals.append(Signal("restriction_alert", "Microsoft raised an alert about the restriction \(sign.at.iso8601)"))
    }
    if let sign = signs.first(where: { $0.kind == .bounce }) {
      signals.append(Signal("bounces_5_1_8", "got mail back as a bad outbound sender (5.1.8) \(sign.at.iso8601)"))
    }
    if let sign = signs.last(where: { $0.kind == .delisted }) {
      signals.append(Signal("release_recorded", "was taken off the list \(sign.at.iso8601), as the audit log tells"))
    }
    return signals
  }
}

/// Reports of mail that could not be delivered.
enum Bounces {
  /// True for the senders of such reports, in lower case. Source: RFC 5321 (empty sender), RFC 2142, and Exchange Online's own
  /// `MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@`, checked 2026-11.
  static func isSender(_ address: String) -> Bool {
    // What such a sender begins with: nearly all mail is told apart by it.
    switch address.utf8.first {
    case nil: return true
    case UInt8(ascii: "@"), UInt8(ascii: "<"), UInt8(ascii: "p"), UInt8(ascii: "m"): break
    default: return false
    }
    let local = Substring(address.utf8.prefix { $0 != UInt8(ascii: "@") })
    return local.isEmpty || local == "<>" || local == "postmaster" || local == "mailer-daemon"
      || local.hasPrefix("microsoftexchange")
  }

  /// True when the report says that the sender is kept from sending: `550 5.1.8 Access denied, bad outbound sender`.
  ///
  /// Source: Microsoft Learn, "Fix email delivery issues for error code 5.1.8", checked 2026-11.
  static func tellsOfRestriction(_ message: TracedMail.Message) -> Bool {
    guard isSender(message.sender) else { return false }
    return codes.matches(message.subject) || message.recipients.contains { codes.matches($0.status) }
  }

  private static let codes = PhraseList(words: ["5.1.8"], stems: ["bad outbound sender", "restricted from sending"])
}
