/// A directory role as Microsoft names it; the template ids are the same in every tenant.
enum DirectoryRole: Sendable {
  case globalAdministrator, userAdministrator, helpdeskAdministrator, exchangeAdministrator
  /// Reads announcements: no privilege at all.
  case messageCenterReader

  var name: StaticString {
    switch self {
    case .globalAdministrator: "Global Administrator"
    case .userAdministrator: "User Administrator"
    case .helpdeskAdministrator: "Helpdesk Administrator"
    case .exchangeAdministrator: "Exchange Administrator"
    case .messageCenterReader: "Message Center Reader"
    }
  }

  var templateID: StaticString {
    switch self {
    case .globalAdministrator: "62e90394-69f5-4237-9190-012177145e10"
    case .userAdministrator: "fe930be7-5e62-47db-91af-98c3a49a38b1"
    case .helpdeskAdministrator: "729827e3-9c14-49f7-bb1b-9608f156bbb8"
    case .exchangeAdministrator: "29232cdf-9323-42fd-ade2-1d097af3e4de"
    case .messageCenterReader: "790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b"
    }
  }

  /// The name that the directory kept from its first years.
  var wellKnownName: StaticString {
    switch self {
    case .globalAdministrator: "TenantAdmins"
    case .userAdministrator: "UserAccountAdmins"
    case .helpdeskAdministrator: "HelpdeskAdmins"
    case .exchangeAdministrator: "ExchangeServiceAdmins"
    case .messageCenterReader: "MessageCenterReaders"
    }
  }
}
