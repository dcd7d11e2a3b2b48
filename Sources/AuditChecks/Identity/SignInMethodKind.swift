import AuditModel

/// What a sign-in method is, whichever listing or record names it.
///
/// Source: Microsoft Graph `authenticationMethod` resources and `methodsRegistered` of the registration report, checked 2026-11.
enum SignInMethodKind: String, Hashable, Comparable {
  case password, phone, mail, temporaryPass, authenticator, securityKey, windowsHello, platformCredential, oathToken
  case external, qrCode, other

  /// - Parameter type: Graph's type name, without its prefix.
  init(type: String) {
    self = Self.types[type] ?? Self.typesInLowerCase[type.lowercased()] ?? .other
  }

  /// As Microsoft Graph spells them.
  private static let types: [String: SignInMethodKind] = [
    "passwordAuthenticationMethod": .password, "phoneAuthenticationMethod": .phone,
    "emailAuthenticationMethod": .mail, "temporaryAccessPassAuthenticationMethod": .temporaryPass,
    "microsoftAuthenticatorAuthenticationMethod": .authenticator,
    "passwordlessMicrosoftAuthenticatorAuthenticationMethod": .authenticator,
    "fido2AuthenticationMethod": .securityKey, "windowsHelloForBusinessAuthenticationMethod": .windowsHello,
    "platformCredentialAuthenticationMethod": .platformCredential, "softwareOathAuthenticationMethod": .oathToken,
    "hardwareOathAuthenticationMethod": .oathToken, "externalAuthenticationMethod": .external,
    "qrCodePinAuthenticationMethod": .qrCode,
  ]

  private static let typesInLowerCase = Dictionary(uniqueKeysWithValues: types.map { ($0.key.lowercased(), $0.value) })

  /// - Parameter words: what a record says of a method, such as `User registered mobile phone with SMS`.
  init(words: String) {
    let words = words.lowercased()
    func says(_ phrases: String...) -> Bool { phrases.contains { words.containsText($0) } }
    if says("temporary access pass", "temporaryaccesspass") {
      self = .temporaryPass
    } else if says("authenticator", "passwordless phone", "phone app") {
      self = .authenticator
    } else if says("fido", "security key", "passkey") {
      self = .securityKey
    } else if says("windows hello") {
      self = .windowsHello
    } else if says("email", "e-mail") {
      self = .mail
    } else if says("phone", "sms", "voice") {
      self = .phone
    } else if says("oath", "token", "one-time passcode") {
      self = .oathToken
    } else {
      self = .other
    }
  }

  /// - Parameter name: a name of `methodsRegistered`, such as `microsoftAuthenticatorPush`.
  init(registered name: String) {
    let name = name.lowercased()
    func has(_ prefixes: String...) -> Bool { prefixes.contains { name.hasPrefix($0) } }
    if has("microsoftauthenticator") {
      self = .authenticator
    } else if has("mobilephone", "officephone", "alternatemobilephone") {
      self = .phone
    } else if has("fido2", "passkey") {
      self = .securityKey
    } else if has("windowshello") {
      self = .windowsHello
    } else if has("macossecureenclave", "platformcredential") {
      self = .platformCredential
    } else if has("softwareonetime", "hardwareonetime") {
      self = .oathToken
    } else if has("temporaryaccesspass") {
      self = .temporaryPass
    } else if has("email") {
      self = .mail
    } else if has("qrcode") {
      self = .qrCode
    } else if has("external") {
      self = .external
    } else if has("securityquestion") {
      self = .password
    } else {
      self = .other
    }
  }

  /// Microsoft's numbers of methods (`MethodType` in `StrongAuthenticationMethod`): 0 to 5 call or text, 6 and 7 the app.
  init(number: String) {
    switch number {
    case "0", "1", "2", "3", "4", "5": self = .phone
    case "6", "7": self = .authenticator
    default: self = .other
    }
  }

  /// Counts as a second factor; types that are not known may be one.
  var isSecondFactor: Bool {
    switch self {
    case .phone, .authenticator, .securityKey, .windowsHello, .platformCredential, .oathToken, .external, .other: true
    case .password, .mail, .temporaryPass, .qrCode: false
    }
  }

  /// What an intruder adds most easily: a number, an address, or a pass that needs no device.
  var isEasilyTaken: Bool { self == .phone || self == .mail || self == .temporaryPass }

  /// The words a report uses.
  var title: String {
    switch self {
    case .password: "password"
    case .phone: "phone number"
    case .mail: "mail address"
    case .temporaryPass: "temporary access pass"
    case .authenticator: "authenticator app"
    case .securityKey: "security key"
    case .windowsHello: "Windows Hello"
    case .platformCredential: "platform credential"
    case .oathToken: "one-time code token"
    case .external: "external method"
    case .qrCode: "QR code"
    case .other: "sign-in method"
    }
  }

  static func < (left: SignInMethodKind, right: SignInMethodKind) -> Bool { left.rawValue < right.rawValue }
}

extension AuthenticationMethod {
  var kind: SignInMethodKind { SignInMethodKind(type: type) }

  /// `phone number +1 2065550100`, for an analyst.
  var label: String { detail.map { "\(kind.title) \($0)" } ?? (kind == .other ? type : kind.title) }
}

extension String {
  /// True when the text stands in it, byte by byte.
  func containsText(_ other: String) -> Bool {
    let needle = Array(other.utf8)
    guard let first = needle.first else { return true }
    let bytes = Array(utf8)
    guard bytes.count >= needle.count else { return false }
    return (0...(bytes.count - needle.count)).contains { start in
      bytes[start] == first && bytes[start..<(start + needle.count)].elementsEqual(needle)
    }
  }
}
