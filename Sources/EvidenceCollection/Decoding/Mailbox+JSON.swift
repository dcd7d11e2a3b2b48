package import AuditModel
package import WireJSON

extension Mailbox {
  /// Exchange `Get-Mailbox` object; its `X@data.type` siblings are passed over.
  package init(json view: JSONView) throws {
    try view.requireObject()
    var id: String?
    var name: String?
    var primaryAddress: String?
    var displayName: String?
    var recipientType: String?
    var forwardingSMTPAddress: String?
    var forwardingAddress: String?
    var keepsCopy: Bool?
    var grantSendOnBehalfTo: [String] = []
    var isAudited: Bool?
    for (key, value) in view.members {
      switch key {
      case "ExternalDirectoryObjectId": id = try value.nonEmptyString()
      case "UserPrincipalName": name = try value.nonEmptyString()
      case "PrimarySmtpAddress": primaryAddress = try value.nonEmptyString()?.withoutMailScheme
      case "DisplayName": displayName = try value.optionalString()
      case "RecipientTypeDetails": recipientType = try value.nonEmptyString()
      case "ForwardingSmtpAddress": forwardingSMTPAddress = try value.nonEmptyString()?.withoutMailScheme
      case "ForwardingAddress": forwardingAddress = try value.nonEmptyString()?.withoutMailScheme
      case "DeliverToMailboxAndForward": keepsCopy = try value.optionalBool()
      case "GrantSendOnBehalfTo": grantSendOnBehalfTo = try value.recipientTexts()
      case "AuditEnabled": isAudited = try value.optionalBool()
      default: break
      }
    }
    guard id != nil || name != nil || primaryAddress != nil else { throw view.missing("UserPrincipalName") }
    self.init(
      owner: UserReference(id: id.map { UserID($0) }, name: name ?? primaryAddress), primaryAddress: primaryAddress,
      displayName: displayName, recipientType: recipientType, forwardingSMTPAddress: forwardingSMTPAddress,
      forwardingAddress: forwardingAddress, keepsCopy: keepsCopy, grantSendOnBehalfTo: grantSendOnBehalfTo,
      isAudited: isAudited)
  }
}
