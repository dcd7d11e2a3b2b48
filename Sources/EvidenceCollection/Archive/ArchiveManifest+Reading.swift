import AuditModel
import WireJSON

extension ArchiveManifest {
  /// What a manifest could be read as.
  enum Reading {
    case whole(ArchiveManifest)
    /// A newer format: only the tenant is taken from it.
    case newer(Tenant?, EvidenceArchiveError)
    case damaged(EvidenceArchiveError)
  }

  /// - Parameter path: of the manifest; goes into errors.
  static func reading(_ bytes: [UInt8], path: String, with parser: JSONParser) -> Reading {
    do {
      return try parser.parse(bytes) { view in
        try view.requireObject()
        let format = try view["format"]?.optionalString() ?? ""
        guard format.hasPrefix(formatPrefix), let version = Int(format.dropFirst(formatPrefix.count)), version > 0
        else {
          throw (view["format"] ?? view).mismatch(expected: "\"format\": \"\(formatPrefix)\(formatVersion)\"")
        }
        guard version <= formatVersion else {
          let error = EvidenceArchiveError(
            path: path, problem: "is of format \(version), newer than the \(formatVersion) that this version reads",
            remedy: "update Roundsman", isNewerFormat: true)
          return .newer(try? view["tenant"].map(Tenant.init(manifest:)), error)
        }
        return .whole(try ArchiveManifest(json: view))
      }
    } catch {
      return .damaged(
        EvidenceArchiveError(path: path, problem: "is damaged: \(error)", remedy: "copy or collect the archive again"))
    }
  }

  private static let kindNames = JSONNames<EvidenceKind>()

  private init(json view: JSONView) throws {
    guard let tenant = view["tenant"] else { throw view.missing("tenant") }
    guard let kinds = view["kinds"] else { throw view.missing("kinds") }
    try kinds.requireObject()
    generatorVersion = try view["generator"]?["version"]?.optionalString() ?? ""
    applicationID = try view["application_id"]?.nonEmptyString()?.lowercased()
    self.tenant = try Tenant(manifest: tenant)
    self.kinds = [:]
    // A kind that this version does not know is none that it would judge.
    for (name, value) in kinds.members {
      if let kind = Self.kindNames[name] { self.kinds[kind] = try Entry(json: value, kind: kind) }
    }
  }
}

extension Tenant {
  fileprivate init(manifest view: JSONView) throws {
    guard let id = try view["id"]?.optionalString(), !id.isEmpty else { throw view.missing("id") }
    self.init(
      id: TenantID(id), displayName: try view["display_name"]?.optionalString() ?? id,
      defaultDomain: try view["default_domain"]?.optionalString(),
      cloud: try view["cloud"]?.optionalString() ?? "global")
  }
}

extension ArchiveManifest.Entry {
  fileprivate init(json view: JSONView, kind: EvidenceKind) throws {
    guard let word = try view["status"]?.optionalString() else { throw view.missing("status") }
    status = ArchiveManifest.Status(rawValue: word)
    collectedAt = try view["collected_at"]?.optionalTimestamp()
    file = try view["file"]?.optionalString()
    items = try view["items"]?.optionalInt()
    bytes = try view["bytes"]?.optionalInt()
    sha256 = try view["sha256"]?.optionalText()?.lowercasedString
    if let gap = view["gap"], !gap.isNull { self.gap = try CollectionGap(json: gap, kind: kind) }
  }
}

extension CollectionGap {
  fileprivate init(json view: JSONView, kind: EvidenceKind) throws {
    guard let word = try view["reason"]?.optionalString() else { throw view.missing("reason") }
    var message = try view["message"]?.optionalString() ?? ""
    let reason = GapReason(rawValue: word)
    if reason == nil { message = "\(message) (reason \"\(word)\")" }
    let missed = view["missed_users"]
    self.init(
      kind: kind, reason: reason ?? .schemaUnexpected, message: message,
      needs: try view["needs"]?.texts() ?? [],
      missedUsers: missed == nil || missed?.isNull == true ? nil : try missed?.texts().map { UserID($0) },
      error: try view["error"].flatMap { $0.isNull ? nil : try ServiceError(json: $0) })
  }
}

extension ServiceError {
  fileprivate init(json view: JSONView) throws {
    self.init(
      http: try view["http"]?.optionalInt(), code: try view["code"]?.optionalString(),
      requestID: try view["request_id"]?.optionalString(), at: try view["at"]?.optionalTimestamp())
  }
}
