/// A sign-in method that was added beyond what everybody has.
struct AddedMethod: Sendable {
  enum Kind: Hashable, Sendable {
    case authenticator, email, temporaryAccessPass
    /// The number as the directory keeps it.
    case phone(String)

    var isPhone: Bool { if case .phone = self { true } else { false } }

    /// How the directory's log names it.
    var logged: StaticString {
      switch self {
      case .authenticator: "Authenticator App with Notification and Code"
      case .email: "Email"
      case .temporaryAccessPass: "temporary access pass method for user"
      case .phone: "mobile phone with SMS"
      }
    }

    /// Microsoft's number of the type, as in StrongAuthenticationMethod.
    var number: Int {
      switch self {
      case .authenticator: 6
      case .email: 9
      case .temporaryAccessPass: 14
      case .phone: 0
      }
    }
  }
  let kind: Kind
  /// Unix seconds.
  let from: Int64
  var until: Int64 = .max
  func exists(at night: Int64) -> Bool { from < night && night <= until }
}

/// One property of a user that was given another value.
struct ProfileChange: Sendable {
  enum Property: Sendable {
    case displayName, jobTitle, mobile, otherMail

    /// As the directory's log names it.
    var logged: StaticString {
      switch self {
      case .displayName: "DisplayName"
      case .jobTitle: "JobTitle"
      case .mobile: "Mobile"
      case .otherMail: "OtherMail"
      }
    }
  }
  let property: Property
  let old: JSONText
  let new: JSONText
}

/// An application that came to the tenant lately, or long ago with far-reaching rights.
struct AddedApplication: Sendable {
  enum Identity: Sendable {
    /// One that lists of abused applications name.
    case known(StaticString)
    /// Invented; the same in every tenant.
    case invented(Int)
  }
  let number: Int
  let name: JSONText
  let identity: Identity
  /// A publisher whom Microsoft verified; nil for a stranger.
  var publisher: StaticString?
  /// Who allowed it and for whom: one person, or an administrator for everybody.
  let person: Int
  var isForEverybody = false
  let scope: StaticString
  /// Unix seconds.
  let from: Int64
}

/// A device that somebody registered lately.
struct AddedDevice: Sendable {
  let number: Int
  let person: Int
  let kind: PlannedDevice.Kind
  /// Nil for the name that its maker gives it.
  var name: JSONText?
  var isCompliant = true
  /// Unix seconds.
  let from: Int64
}
