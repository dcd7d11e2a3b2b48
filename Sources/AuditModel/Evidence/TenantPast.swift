/// What earlier nights of one tenant have shown: the baseline that tonight is compared with.
///
/// Built by the history from the observations that it keeps; empty on the first night. Holds what was known before the
/// window began and what each user's first night showed, so that it stays the same as long as an event is in the
/// window, and when a night is judged again.
package struct TenantPast: Hashable, Sendable {
  /// The end of the first window in which anything of the tenant was seen; nil on its first night.
  package var firstAuditAt: Timestamp?
  package var users: [UserID: UserPast]

  package init(firstAuditAt: Timestamp? = nil, users: [UserID: UserPast] = [:]) {
    self.firstAuditAt = firstAuditAt
    self.users = users
  }

  /// True when nothing earlier is known, so that nothing can be called new.
  package var isFirstNight: Bool { firstAuditAt == nil }
}

/// What earlier nights have shown of one user. Days are their beginning in UTC.
///
/// An empty list means that nothing can be called new: nothing of that sort was measured before.
package struct UserPast: Hashable, Sendable {
  /// Countries (ISO 3166 codes, upper case) of successful sign-ins, each with the last day it was seen.
  package var countries: [String: Timestamp]
  /// Applications (ids, lower case) through which the mailbox was read, each with the last day it was seen.
  package var mailClients: [String: Timestamp]
  /// Client addresses' networks from which the mailbox was read or signed in to, each with the last day it was seen:
  /// `192.0.2.0/24` for IPv4, `2001:db8:1::/48` for IPv6.
  package var networks: [String: Timestamp]
  /// Distinct messages that left the mailbox, by day (`2026-11-23`, UTC), as far as days are complete: days before the
  /// window. A day without mail has no entry.
  package var sentPerDay: [String: SentVolume]
  /// The values of the profile as the window began, or when the user was listed first; nil when the user was not listed
  /// before.
  package var profile: UserProfile?
  /// What nights inside the window have shown since, oldest first.
  package var laterProfiles: [SeenProfile]

  /// A profile, and the end of the window of the night that showed it first.
  package struct SeenProfile: Hashable, Sendable {
    package var seenAt: Timestamp
    package var profile: UserProfile
    package init(seenAt: Timestamp, profile: UserProfile) {
      self.seenAt = seenAt
      self.profile = profile
    }
  }

  package init(
    countries: [String: Timestamp] = [:], mailClients: [String: Timestamp] = [:], networks: [String: Timestamp] = [:],
    sentPerDay: [String: SentVolume] = [:], profile: UserProfile? = nil, laterProfiles: [SeenProfile] = []
  ) {
    self.countries = countries
    self.mailClients = mailClients
    self.networks = networks
    self.sentPerDay = sentPerDay
    self.profile = profile
    self.laterProfiles = laterProfiles
  }
}

/// How much mail left a mailbox on one day.
package struct SentVolume: Hashable, Sendable, Codable {
  package var messages: Int
  package var outsideRecipients: Int
  package init(messages: Int, outsideRecipients: Int) {
    self.messages = messages
    self.outsideRecipients = outsideRecipients
  }
  private enum CodingKeys: String, CodingKey {
    case messages
    case outsideRecipients = "outside_recipients"
  }
}

/// What the directory says of a person besides the account; nil where the source did not say.
///
/// Source: Microsoft Graph `user` resource, checked 2026-11.
package struct UserProfile: Hashable, Sendable, Codable {
  package var displayName: String?
  package var givenName: String?
  package var surname: String?
  package var mail: String?
  package var otherMails: [String]?
  package var mobilePhone: String?
  package var businessPhones: [String]?
  package var streetAddress: String?
  package var postalCode: String?
  package var jobTitle: String?
  package var userPrincipalName: String?

  package init(
    displayName: String? = nil, givenName: String? = nil, surname: String? = nil, mail: String? = nil,
    otherMails: [String]? = nil, mobilePhone: String? = nil, businessPhones: [String]? = nil,
    streetAddress: String? = nil, postalCode: String? = nil, jobTitle: String? = nil,
    userPrincipalName: String? = nil
  ) {
    self.displayName = displayName
    self.givenName = givenName
    self.surname = surname
    self.mail = mail
    self.otherMails = otherMails
    self.mobilePhone = mobilePhone
    self.businessPhones = businessPhones
    self.streetAddress = streetAddress
    self.postalCode = postalCode
    self.jobTitle = jobTitle
    self.userPrincipalName = userPrincipalName
  }

  private enum CodingKeys: String, CodingKey {
    case displayName = "display_name"
    case givenName = "given_name"
    case surname
    case mail
    case otherMails = "other_mails"
    case mobilePhone = "mobile_phone"
    case businessPhones = "business_phones"
    case streetAddress = "street_address"
    case postalCode = "postal_code"
    case jobTitle = "job_title"
    case userPrincipalName = "user_principal_name"
  }
}
