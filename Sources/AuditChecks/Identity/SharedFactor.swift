import AuditModel

/// Something that can prove who somebody is, and must not do so for two people: a number, or a device that has a name of
/// its own in the evidence.
struct SharedFactor: Hashable, Comparable {
  enum Kind: String { case phone, token, app }

  let kind: Kind
  let value: String

  static func < (left: SharedFactor, right: SharedFactor) -> Bool {
    (left.kind.rawValue, left.value) < (right.kind.rawValue, right.value)
  }

  /// True for what is the same in every tenant: without its country, one number belongs to many people.
  var isWorldwide: Bool { kind == .phone && value.hasPrefix("+") }

  /// The words a report uses.
  var title: String {
    switch kind {
    case .phone: "phone number"
    case .token: "hardware token"
    case .app: "authenticator app on one device"
    }
  }
}

/// One user's hold of a factor, with where that is said.
struct FactorHolding {
  let factor: SharedFactor
  let user: UserID
  let reference: EvidenceReference
  /// As written in the evidence.
  let words: String
  /// Registered as the phone on the desk, which companies share more often.
  let isOfficePhone: Bool

  /// Source: Microsoft Graph `phoneAuthenticationMethod`, ids are the same in every tenant; checked 2026-11.
  private static let officePhoneID = "e37fc753-ff3b-4958-9484-eaa9425c82bc"

  /// Nil for methods that have no number or name of their own.
  init?(_ method: AuthenticationMethod, of user: UserID, in evidence: EvidenceReader) {
    guard let detail = method.detail, !detail.isEmpty else { return nil }
    switch method.type.lowercased() {
    case "phoneauthenticationmethod":
      guard let number = PhoneNumber(detail) else { return nil }
      factor = SharedFactor(kind: .phone, value: number.text)
    // Here the detail is the serial number; of apps and keys it is a name that anybody may give.
    case "hardwareoathauthenticationmethod": factor = SharedFactor(kind: .token, value: detail.lowercased())
    default: return nil
    }
    self.user = user
    reference = EvidenceReference(
      source: "graph:authenticationMethods", recordID: method.id,
      collectedAt: evidence.collectedAt(.authenticationMethods))
    words = detail
    isOfficePhone = method.id.lowercased() == Self.officePhoneID
  }

  private init(
    _ factor: SharedFactor, _ audit: DirectoryAudit, of user: UserID, words: String, in evidence: EvidenceReader
  ) {
    self.factor = factor
    self.user = user
    self.words = words
    reference = audit.reference(in: evidence)
    isOfficePhone = false
  }

  /// Numbers and devices that an `Update user` record sets.
  ///
  /// The token by which Microsoft reaches an app is that of one installation on one device (`NO_DEVICE_TOKEN` where there
  /// is none). Source: audit exports of laboratory tenants, checked 2026-11.
  static func holdings(in audit: DirectoryAudit, evidence: EvidenceReader) -> [FactorHolding] {
    let properties = (audit.userTarget?.modifiedProperties ?? []).filter { property in
      names.contains(property.name.lowercased()) && property.newValue != property.oldValue
    }
    if properties.isEmpty { return [] }
    guard let user = audit.targetUser(in: evidence) else { return [] }
    return properties.flatMap { property -> [FactorHolding] in
      let new = property.newValue ?? ""
      if property.name.lowercased() == "strongauthenticationuserdetails" {
        return ["PhoneNumber", "AlternativePhoneNumber", "VoiceOnlyPhoneNumber"]
          .flatMap { StrongAuthentication.values($0, in: new) }
          .compactMap { words in
            PhoneNumber(words).map {
              FactorHolding(
                SharedFactor(kind: .phone, value: $0.text), audit, of: user, words: words, in: evidence)
            }
          }
      }
      return StrongAuthentication.values("DeviceToken", in: new)
        .filter { $0.utf8.count >= 16 && !$0.lowercased().hasPrefix("no_device_token") }
        .map {
          FactorHolding(
            SharedFactor(kind: .app, value: $0), audit, of: user, words: "an app with one push token", in: evidence)
        }
    }
  }

  private static let names: Set<String> = ["strongauthenticationuserdetails", "strongauthenticationphoneappdetail"]
}
