/// How somebody signed in: what tells a browser at home from a script far away.
struct SignInManner: Sendable {
  var risk: PlannedEvent.Risk?
  /// Nil for the tenant's own country; `XZ` is nobody's (ISO 3166, user-assigned).
  var country: StaticString?
  var client = Client.browser
  var userAgent = browser
  var transfer = Transfer.none
  var errorCode = 0
  /// True for somebody who is at home beyond the border, and who lives near it.
  var isCommuter = false

  /// The program, as `clientAppUsed` names it.
  enum Client: Sendable {
    case browser, imap, desktop

    var name: StaticString {
      switch self {
      case .browser: "Browser"
      case .imap: "IMAP4"
      case .desktop: "Mobile Apps and Desktop clients"
      }
    }
  }

  /// The protocol by which the token came.
  enum Transfer: Sendable {
    case none, deviceCode, ropc

    /// As the sign-in log writes it.
    var name: StaticString {
      switch self {
      case .none: "none"
      case .deviceCode: "deviceCode"
      case .ropc: "ropc"
      }
    }

    /// As the unified audit log hints at it.
    var requestType: StaticString {
      switch self {
      case .none: "OAuth2:Authorize"
      case .deviceCode: "Cmsi:Cmsi"
      case .ropc: "OAuth2:Token"
      }
    }
  }

  static let browser: StaticString =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36"

  /// What he signed in to; the ids are Microsoft's.
  var applicationID: StaticString {
    switch (transfer, client) {
    case (.deviceCode, _): "29d9ed98-a469-4536-ade2-f981bc1d605e"
    case (_, .browser): "4765445b-32c6-49b0-83e6-1d93765276ca"
    default: "00000002-0000-0ff1-ce00-000000000000"
    }
  }

  var applicationName: StaticString {
    switch (transfer, client) {
    case (.deviceCode, _): "Microsoft Authentication Broker"
    case (_, .browser): "OfficeHome"
    default: "Office 365 Exchange Online"
    }
  }
}
