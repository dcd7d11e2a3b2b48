/// All objects of one kind of one tenant, as the services answer them, with the keys they are found by.
final class RenderedKind: Sendable {
  let bytes: [UInt8]
  /// Where each object stands in `bytes`, in the order in which the service lists them.
  let objects: [Range<Int>]
  /// When each object happened, for kinds that are logs; else empty.
  let moments: [Moment]
  /// Positions by id, name or owner, in lower case.
  private let positions: [String: [Int]]

  init(kind: String, source: any EvidenceSource, tenant: Int) throws {
    var bytes: [UInt8] = []
    var objects: [Range<Int>] = []
    var positions: [String: [Int]] = [:]
    let isWrapped = RenderedKind.wrapped.contains(kind)
    let keys = RenderedKind.keys[kind] ?? []
    let clock = RenderedKind.clocks[kind] ?? []
    var moments: [Moment] = []
    try source.forEachLine(of: kind, tenant: tenant) { line in
      let whole = 0..<line.count
      let item = isWrapped ? ObjectScanner.value(of: ["item"], in: whole, line) ?? whole : whole
      let position = objects.count
      func note(_ path: [String]) {
        guard let range = ObjectScanner.value(of: path, in: whole, line), let key = ObjectScanner.text(in: range, line),
          !key.isEmpty
        else { return }
        positions[key.lowercased(), default: []].append(position)
      }
      if isWrapped {
        note(["owner", "id"])
        note(["owner", "user_principal_name"])
      }
      for key in keys { note([key]) }
      if !clock.isEmpty {
        let moment = clock.lazy.compactMap { ObjectScanner.value(of: [$0], in: item, line) }
          .compactMap { range in range.count > 2 ? Moment(line[(range.lowerBound + 1)..<(range.upperBound - 1)]) : nil }
          .first
        moments.append(moment ?? Moment(ticks: 0))
      }
      let start = bytes.count
      bytes.append(contentsOf: line[item])
      objects.append(start..<bytes.count)
    }
    self.bytes = bytes
    guard !clock.isEmpty else {
      (self.objects, self.moments, self.positions) = (objects, [], positions)
      return
    }
    // Logs come newest first; what happened at once keeps its order. Logs have no keys.
    let order = objects.indices.sorted { (moments[$1], $0) < (moments[$0], $1) }
    self.objects = order.map { objects[$0] }
    self.moments = order.map { moments[$0] }
    self.positions = [:]
  }

  /// Nothing, for what a source does not have.
  init() {
    bytes = []
    objects = []
    moments = []
    positions = [:]
  }

  var count: Int { objects.count }

  /// The positions of what is found by an id, a name or an owner; in order.
  func positions(of key: String) -> [Int] { positions[key.lowercased()] ?? [] }

  /// Calls the body with an object's bytes.
  func withObject<Result>(_ position: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[objects[position]])) }
  }

  /// A text of an object; nil when it has none there.
  func text(_ path: [String], of position: Int) -> String? {
    withObject(position) { bytes in
      ObjectScanner.value(of: path, in: 0..<bytes.count, bytes).flatMap { ObjectScanner.text(in: $0, bytes) }
    }
  }

  /// Kinds whose lines name their owner.
  static let wrapped: Set<String> = ["inbox_rules", "mail_folders", "authentication_methods", "sweep_rules"]

  private static let keys: [String: [String]] = [
    "users": ["id", "userPrincipalName"], "service_principals": ["id", "appId"], "app_role_assignments": ["resourceId"],
    "mailboxes": [
      "ExternalDirectoryObjectId", "UserPrincipalName", "PrimarySmtpAddress", "Alias", "ExchangeGuid", "Guid",
    ],
    "recipient_permissions": ["Identity"], "blocked_senders": ["SenderAddress"],
  ]

  /// The members that say when something of a log happened, the first that is there.
  private static let clocks: [String: [String]] = [
    "directory_audits": ["activityDateTime"], "sign_ins": ["createdDateTime"], "message_trace": ["Received"],
    "unified_audit": ["CreationDate", "createdDateTime", "CreationTime"],
  ]
}
