import AuditModel

extension IdentityRiskCheck {
  static let metadata = CheckMetadata(
    id: "identity-risk", revision: 1, title: "User is at risk according to Microsoft", family: .signIn, kind: .state,
    needs: [.contributing(.riskyUsers), .contributing(.riskDetections)],
    attack: ["T1078.004"],
    looksAt:
      "Users whom Microsoft Entra ID Protection calls risky, with their detections in the window; detections of other users "
      + "by day. What was dismissed, remedied or confirmed safe counts no longer.",
    whyItMatters:
      "Microsoft sees passwords for sale, stolen tokens and known addresses of intruders, which no tenant can see for itself.",
    severities: [
      .init(.informational, "the risk was settled in the window: dismissed, remedied or confirmed safe"),
      .init(.low, "low, or a level that is hidden"),
      .init(.medium, "medium, as Microsoft grades it"),
      .init(.high, "high, as Microsoft grades it"),
      .init(.critical, "confirmed as compromised"),
    ],
    misses: [
      "What Microsoft does not recognise, and for hours or days what it recognises late.",
      "Who dismissed a risk, and whether rightly: the reason is shown.",
      "Guests, whose risk is judged in their own tenant.",
    ],
    benignIf: [
      "People travel, or use a network that hides where they are.",
      "Password-spray detections without a success are graded low by Microsoft, and shown so.",
    ],
    remediation: [
      "verify-account-with-owner", "block-sign-in", "reset-password", "revoke-sessions", "review-sign-in-methods",
    ],
    digDeeper: [
      .init("Risk of the user", "GET https://graph.microsoft.com/v1.0/identityProtection/riskyUsers/USER/history"),
      .init(
        "Detections",
        "GET https://graph.microsoft.com/v1.0/identityProtection/riskDetections?$filter=userId eq 'USER'"),
    ])
}
