package import AuditModel
package import WireJSON

extension AuthenticationMethod: OwnedRecord {
  /// Graph authentication method of any type, known or not.
  package init?(json view: JSONView, owner: UserReference) throws {
    var id: String?
    var type: JSONText?
    var createdAt: Timestamp?
    var displayName: String?
    var address: String?
    var model: String?
    for (key, value) in view.members {
      switch key {
      case "id": id = try value.optionalIdentifier()
      case "@odata.type": type = try value.optionalText()
      // Published samples hold the second spelling.
      case "createdDateTime", "creationDateTime": createdAt = try value.optionalTimestamp() ?? createdAt
      case "displayName": displayName = try value.nonEmptyString()
      case "phoneNumber", "emailAddress": address = try value.nonEmptyString()
      case "model": model = try value.nonEmptyString()
      case "device": model = try value["serialNumber"]?.nonEmptyString()
      default: break
      }
    }
    guard let id, !id.isEmpty else { throw view.missing("id") }
    self.init(
      owner: owner, id: id, type: type.flatMap(Self.shortName) ?? "authenticationMethod", createdAt: createdAt,
      detail: address ?? displayName ?? model)
  }

  /// `#microsoft.graph.phoneAuthenticationMethod` → `phoneAuthenticationMethod`
  private static func shortName(_ type: JSONText) -> String? {
    guard !type.isEmpty else { return nil }
    guard let dot = type.bytes.lastIndex(of: UInt8(ascii: ".")) else { return type.string }
    return type[(dot + 1)..<type.count].string
  }
}
