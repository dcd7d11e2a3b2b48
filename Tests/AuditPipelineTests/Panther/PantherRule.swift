import AuditChecks
import AuditModel

/// One of Panther's rules and what of this product asks the same.
struct PantherRule {
  /// What a finding must be to count as the rule's alert.
  struct Counterpart {
    let checks: [CheckID]
    let severity: Severity
    /// One of these signals has to be among the finding's; empty for any.
    var signals: [String] = []
    /// The tenant's own domains, and what the MSP has agreed, as the rule's tests presume.
    var domains: [String] = []
    var trustedDomains: [String] = []
    var trustedSenders: [String] = []

    func counts(_ finding: Finding) -> Bool {
      checks.contains(finding.checkID) && finding.severity >= severity
        && (signals.isEmpty || finding.signals.contains { signals.contains($0.id) })
    }
  }

  enum Answer {
    case counterpart(Counterpart)
    /// Why nothing here asks the same.
    case none(String)
  }

  let id: String
  let answer: Answer
  /// Test name → why the result is another than Panther's.
  var deviations: [String: String] = [:]

  init(_ id: String, _ answer: Answer, deviations: [String: String] = [:]) {
    self.id = id
    self.answer = answer
    self.deviations = deviations
  }

  private static func signIn(_ signals: String..., from severity: Severity = .low) -> Answer {
    .counterpart(Counterpart(checks: ["risky-sign-ins"], severity: severity, signals: signals))
  }

  /// All rules that have labelled events, in alphabetical order.
  static let all: [PantherRule] = [
    PantherRule(
      "Azure.Audit.DeviceCodeBrokerClient", signIn("borrowed_client")),
    PantherRule(
      "Azure.Audit.DomainSettingsModified",
      .counterpart(Counterpart(checks: ["tenant-defence-changes"], severity: .high))),
    PantherRule(
      "Azure.Audit.ElevateUserAccessAdministrator",
      .none("Roles of Azure subscriptions are no part of Microsoft 365; role-changes reads directory roles.")),
    PantherRule(
      "Azure.Audit.ExcessiveAccountLockouts", signIn("failures_only", "guessing_succeeded", from: .informational),
      deviations: [
        "Account Lockout Error 50053":
          "One failure is everyday life; failures count from ten in the window, and then lockouts among them. Panther counts "
          + "single events against a threshold outside of the rule."
      ]),
    PantherRule(
      "Azure.Audit.GraphSessionMultipleIPs", signIn("shared_session"),
      deviations: [
        "Multiple IP Access to Same Microsoft Graph Session":
          "The event alone is one sign-in from one address; a shared session takes two. Panther counts addresses outside of the rule."
      ]),
    PantherRule(
      "Azure.Audit.HighRiskSignIn", signIn("microsoft_risk")),
    PantherRule(
      "Azure.Audit.InviteExternalUsers",
      .counterpart(Counterpart(checks: ["new-users"], severity: .informational)),
      deviations: [
        "Same org successful invite":
          "Who is invited stands in the additional details only; the account that appears is a guest all the same, and told for "
          + "review (informational).",
        "Not external invite":
          "The event names two activities; Graph's own name, Invite external user, counts (informational).",
      ]),
    PantherRule(
      "Azure.Audit.LegacyAuth", signIn("legacy_protocol"),
      deviations: [
        "Sign-In with legacy auth, KNOWN_EXCEPTION":
          "Panther's rule holds a list of users that may; here is none, and legacy authentication alone stays low."
      ]),
    PantherRule(
      "Azure.Audit.MFADisabled",
      .counterpart(Counterpart(checks: ["tenant-defence-changes"], severity: .high)),
      deviations: [
        "MFA Disabled from another log":
          "Two logs tell of one change. Panther alerts from one of them; here both are read and make one finding."
      ]),
    PantherRule(
      "Azure.Audit.ManyFailedSignIns",
      .none("Sign-ins of applications (service principals) are not collected: they concern no user.")),
    PantherRule(
      "Azure.Audit.MultipleProtectionAlerts", signIn("microsoft_risk"),
      deviations: [
        "Risk Event Counts Toward Threshold":
          "The event names no application, as every real sign-in does, and is not recognised as one by the import."
      ]),
    PantherRule(
      "Azure.Audit.OIDC.Changed",
      .counterpart(Counterpart(checks: ["tenant-defence-changes"], severity: .high))),
    PantherRule(
      "Azure.Audit.PolicyChanged",
      .counterpart(Counterpart(checks: ["tenant-defence-changes"], severity: .medium))),
    PantherRule(
      "Azure.Audit.ROPCLoginNoMFA", signIn("legacy_protocol", "password_flow")),
    PantherRule(
      "Azure.Audit.RiskLevelPassthrough",
      .none(
        "The events are failed sign-ins of applications. Of users, identity-risk tells all that Microsoft grades, and "
          + "risky-sign-ins counts graded successes.")),
    PantherRule(
      "Azure.Audit.RoleChangedPIM",
      .counterpart(Counterpart(checks: ["role-changes"], severity: .medium)),
      deviations: [
        "Add member to role (Non PIM)":
          "Panther has another rule for roles given directly; role-changes counts both ways."
      ]),
    PantherRule(
      "Azure.Audit.ServicePrincipalCredentialsAdded",
      .counterpart(
        Counterpart(checks: ["application-consents"], severity: .medium, signals: ["new_credentials"]))),
    PantherRule(
      "Azure.Audit.VSCodeOAuthPhishing", signIn("borrowed_client")),
    PantherRule(
      "Microsoft.Graph.Passthrough",
      .none("Alerts of Microsoft's security products are not collected; risk detections are (identity-risk).")),
    PantherRule(
      "Microsoft365.Brute.Force.Login.by.User", signIn("failures_only", "guessing_succeeded", from: .informational),
      deviations: [
        "Failed Login event":
          "One failure is everyday life; failures count from ten in the window. Panther counts single events against a threshold "
          + "outside of the rule."
      ]),
    PantherRule(
      "Microsoft365.Exchange.External.Forwarding",
      .counterpart(
        Counterpart(
          checks: ["mailbox-forwarding", "inbox-rule-changes"], severity: .high,
          domains: ["simpsons.onmicrosoft.com", "simpsons.com", "springfield.simpsons.com", "justice.org"]))),
    PantherRule(
      "Microsoft365.External.Document.Sharing",
      .counterpart(
        Counterpart(
          checks: ["anonymous-sharing"], severity: .informational, domains: ["yourorg.onmicrosoft.com"],
          trustedDomains: ["alloweddomain.com"], trustedSenders: ["exception@outsider.com"])),
      deviations: [
        "Allowed Folder":
          "Folders that may be shared cannot be named; what is shared with guests by name is told for review (informational)."
      ]),
    PantherRule(
      "Microsoft365.MFA.Disabled", .counterpart(Counterpart(checks: ["mfa-methods"], severity: .low)),
      deviations: [
        "MFA Remove event":
          "mfa-methods reads the directory audit log, which tells of the same change; its copy in the unified audit log is not read."
      ]),
    PantherRule(
      "Windows.Credential.Dumping.Tool", .none("Events of Windows machines are no part of Microsoft 365.")),
  ]
}
