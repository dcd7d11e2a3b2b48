import AuditModel

/// One part of what the directory says of a person.
enum ProfileField: String, Hashable, Comparable {
  case displayName, givenName, surname, mail, otherMail, mobile, telephone, street, postalCode, jobTitle, manager
  case userPrincipalName, immutableID

  /// The words a report uses.
  var title: String {
    switch self {
    case .displayName: "display name"
    case .givenName: "given name"
    case .surname: "surname"
    case .mail: "mail address"
    case .otherMail: "other mail address"
    case .mobile: "mobile phone"
    case .telephone: "telephone"
    case .street: "street address"
    case .postalCode: "postal code"
    case .jobTitle: "job title"
    case .manager: "manager"
    case .userPrincipalName: "user principal name"
    case .immutableID: "immutable id"
    }
  }

  /// By properties of `Update user` records, in lower case. Licences, groups, proxy addresses and dates are left out.
  ///
  /// Source: Microsoft Entra audit logs, "Update user" (modified properties), checked 2026-11.
  static let directoryNames: [String: ProfileField] = [
    "displayname": .displayName, "givenname": .givenName, "surname": .surname, "mail": .mail, "othermail": .otherMail,
    "mobile": .mobile, "telephonenumber": .telephone, "othermobile": .mobile, "streetaddress": .street,
    "postalcode": .postalCode, "jobtitle": .jobTitle, "title": .jobTitle, "manager": .manager,
    "userprincipalname": .userPrincipalName, "immutableid": .immutableID, "sourceanchor": .immutableID,
  ]

  /// By parameters of Set-User and Set-Mailbox, in lower case.
  ///
  /// Source: Exchange Online PowerShell, Set-User and Set-Mailbox, checked 2026-11.
  static let parameterNames: [String: ProfileField] = [
    "displayname": .displayName, "firstname": .givenName, "lastname": .surname, "windowsemailaddress": .mail,
    "primarysmtpaddress": .mail, "mobilephone": .mobile, "phone": .telephone, "homephone": .telephone,
    "othertelephone": .telephone, "streetaddress": .street, "postalcode": .postalCode, "title": .jobTitle,
    "manager": .manager, "userprincipalname": .userPrincipalName, "microsoftonlineservicesid": .userPrincipalName,
    "immutableid": .immutableID,
  ]

  static func < (left: ProfileField, right: ProfileField) -> Bool { left.rawValue < right.rawValue }
}

extension UserProfile {
  /// The values by field, as far as the source said; lists are sorted and joined.
  var values: [(field: ProfileField, value: String)] {
    let all: [(ProfileField, String?)] = [
      (.displayName, displayName), (.givenName, givenName), (.surname, surname), (.mail, mail),
      (.otherMail, otherMails.map { $0.sorted().joined(separator: ", ") }), (.mobile, mobilePhone),
      (.telephone, businessPhones.map { $0.sorted().joined(separator: ", ") }), (.street, streetAddress),
      (.postalCode, postalCode), (.jobTitle, jobTitle), (.userPrincipalName, userPrincipalName),
    ]
    return all.compactMap { field, value in value.map { (field, $0) } }
  }

  func value(of field: ProfileField) -> String? { values.first { $0.field == field }?.value }
}
