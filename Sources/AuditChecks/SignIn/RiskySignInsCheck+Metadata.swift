import AuditModel

extension RiskySignInsCheck {
  static let metadata = CheckMetadata(
    id: "risky-sign-ins", revision: 2, title: "Sign-in out of the ordinary", family: .signIn, kind: .event,
    needs: [.contributing(.signIns), .contributing(.unifiedAudit)],
    operations: operations, attack: ["T1078.004", "T1110", "T1528"],
    looksAt:
      "Successful sign-ins in the window: their country against the user's own earlier nights (on a first night: days), the way between two of them, "
      + "sessions in several networks, protocols, user agents, device codes, clients that phishing borrows, failures before them, "
      + "and Microsoft's own risk level. Sign-ins of the unified audit log count too, for tenants without Entra ID P1; they tell "
      + "no country. One finding a user and network, or a user and program where only the program is out of the ordinary.",
    whyItMatters:
      "Everything else an intruder does begins with a sign-in; where the password and the second factor were stolen, its "
      + "place and its program are what gives it away.",
    severities: [
      .init(.informational, "failures alone, from the number on that the thresholds set (10)"),
      .init(.low, "one signal"),
      .init(.medium, "two signals"),
      .init(.high, "three signals or more"),
    ],
    misses: [
      "An intruder who comes from the user's own country by an ordinary browser, when Microsoft sees no risk either.",
      "Refreshed sessions (non-interactive sign-ins) that only the beta of Microsoft Graph lists; protocol, network and session where the "
        + "sign-ins were collected without the beta.",
      "Countries and travel in tenants without Entra ID P1: the unified audit log tells addresses only.",
      "A country that is new, on a first night on which the user signed in on one day only: there is nothing to compare with.",
      "Sign-ins of applications and of managed identities.",
    ],
    benignIf: [
      "Somebody travels, or uses a VPN or a mobile network that comes out abroad: name agreed countries and networks as trusted.",
      "A printer, a scanner or an old mail program still uses IMAP, POP or SMTP (low; end it all the same).",
      "Developers and administrators use scripts, PowerShell, device codes or Visual Studio Code.",
      "The user forgot the password and tried it many times.",
      "Sign-ins of the MSP (service provider access, partner networks and administrators) are set aside.",
    ],
    remediation: [
      "verify-account-with-owner", "block-sign-in", "reset-password", "revoke-sessions", "review-sign-in-methods",
    ],
    digDeeper: [
      .init("Sign-ins of the user", "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/SignInLogsMenuBlade"),
      .init(
        "All sign-ins from an address",
        "GET https://graph.microsoft.com/v1.0/auditLogs/signIns?$filter=ipAddress eq 'ADDRESS'"),
      .init(
        "The same in the audit log",
        "Search-UnifiedAuditLog -Operations UserLoggedIn,UserLoginFailed -IPAddresses ADDRESS -StartDate FROM -EndDate TO"
      ),
    ])
}
